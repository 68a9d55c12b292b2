"""From the rows of text in files to rows that can be stored, and the rows that cannot, each with its reason."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from tertial.common.tabular_files import Refusal, places_of
from tertial.domain.message import DomainError, Message, excerpt, gettext_noop
from tertial.domain.period import Period
from tertial.domain.staffing.sick_leave import MOST_HOURS, is_plausible
from tertial.organisation.models import Unit
from tertial.staff.errors import UnusableFile
from tertial.staff.incoming import values
from tertial.staff.incoming.columns import COLUMNS, KEYS, FileColumn
from tertial.staff.models import StaffData

SICK_FIELDS = ("days_1_14", "days_15_90", "days_91_180", "over_180")
HOUR_FIELDS = ("ordinary", *SICK_FIELDS, "long")


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file as rows of text, each with its line as a person counts it; the headings stand in the first row."""

    name: str
    rows: Sequence[tuple[int, Sequence[str]]]
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class GivenRow:
    """A row that can be stored; `file` is the number of its file, from 0."""

    file: int
    line: int
    unit: Unit
    period: str
    values: Mapping[str, Any]


@dataclass(slots=True)
class StaffFiles:
    """All that the files hold."""

    kind: StaffData
    files: Sequence[TextFile]
    rows: list[GivenRow] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    doubtful: list[Refusal] = field(default_factory=list)
    """Rows that can be stored but are hardly true, and why."""

    @property
    def periods(self) -> list[str]:
        """The periods that the files cover, in order."""
        return sorted({row.period for row in self.rows})


def read(kind: StaffData, files: Sequence[TextFile], units: Mapping[str, Unit], *, today: date) -> StaffFiles:
    """Reads every row; one that cannot be used is refused with its reason and the rest is read on.

    `units` are those that may be imported to, by code. Raises UnusableFile where a file lacks a column.
    """
    sent = StaffFiles(kind, files)
    taken: dict[tuple[Any, ...], tuple[str, int]] = {}
    for number, file in enumerate(files):
        for line, cells in _rows(kind, file):
            try:
                row = _row(kind, number, line, cells, units)
                _check_begun(row.period, today)
                _check_once(kind, row, file.name, taken)
            except DomainError as error:
                sent.refused.append(Refusal(file.name, line, error.message))
            else:
                sent.rows.append(row)
                sent.doubtful.extend(_doubts(row, file.name))
    return sent


def _rows(kind: StaffData, file: TextFile) -> Iterator[tuple[int, Mapping[str, str]]]:
    if not file.rows:
        raise UnusableFile(Message(gettext_noop("%(file)s is empty; choose another file."), {"file": file.name}))
    (_line, head), *rows = file.rows
    places = _places(COLUMNS[kind], head, file.name)
    for line, cells in rows:
        if any(cell.strip() for cell in cells):
            yield line, {field: cells[at] if at < len(cells) else "" for field, at in places.items()}


def _places(columns: Sequence[FileColumn], head: Sequence[str], file: str) -> dict[str, int]:
    places = places_of(head, {column.field: column.headings for column in columns})
    missing = [column.usual for column in columns if column.field not in places]
    if missing:
        template = gettext_noop("%(file)s lacks the column %(missing)s; add it, or choose what the file holds.")
        if len(missing) > 1:
            template = gettext_noop("%(file)s lacks the columns %(missing)s; add them, or choose what the file holds.")
        raise UnusableFile(Message(template, {"file": file, "missing": ", ".join(missing)}))
    return places


def _row(kind: StaffData, file: int, line: int, cells: Mapping[str, str], units: Mapping[str, Unit]) -> GivenRow:
    read_period = values.as_month if kind in {StaffData.HOURS, StaffData.HEADCOUNT} else values.as_period
    headings = {column.field: column.usual for column in COLUMNS[kind]}
    with _naming(headings["period"]):
        period = read_period(cells["period"])
    with _naming(headings["unit"]):
        unit = _unit(cells["unit"], period, units)
    found = {}
    for name, text in cells.items():
        if name in _READ:
            with _naming(headings[name]):
                found[name] = _READ[name](text)
    _CHECKS[kind](found)
    return GivenRow(file, line, unit, period, found)


@contextmanager
def _naming(heading: str) -> Iterator[None]:
    """Puts the heading of the column before what is wrong in it."""
    try:
        yield
    except DomainError as error:
        named = {"column": heading, "reason": error.message}
        raise UnusableFile(Message(gettext_noop("%(column)s: %(reason)s"), named)) from error


def _check_begun(period: str, today: date) -> None:
    if Period.parse(period).start > today:
        raise _impossible(
            gettext_noop("%(period)s has not begun; write the period that the figures are of"), period=period
        )


def _doubts(row: GivenRow, file: str) -> Iterator[Refusal]:
    hours, people = row.values.get("ordinary"), row.values.get("people")
    if hours is None or people is None or is_plausible(hours, people):
        return
    template = gettext_noop(
        "%(hours)s ordinary hours for %(people)s people are more than %(most)s hours a person and month"
    )
    yield Refusal(file, row.line, Message(template, {"hours": hours, "people": people, "most": MOST_HOURS}))


def _unit(text: str, period: str, units: Mapping[str, Unit]) -> Unit:
    unit = units.get(text.strip().upper())
    if unit is None:
        template = gettext_noop(
            "no unit of yours has the code “%(code)s”; write the code as it stands in the structure"
        )
        raise UnusableFile(Message(template, {"code": excerpt(text)}))
    # History is often converted to today's units, so months before a unit's first day are welcome.
    if unit.valid_to is not None and Period.parse(period).start > unit.valid_to:
        template = gettext_noop("%(unit)s ended %(day)s; its staff belong to the unit that took over")
        raise UnusableFile(Message(template, {"unit": unit.name, "day": unit.valid_to.isoformat()}))
    return unit


_READ: Mapping[str, Callable[[str], Any]] = {
    "sex": values.as_sex,
    "age": values.as_age,
    **dict.fromkeys(HOUR_FIELDS, values.as_hours),
    "average_permanent": values.as_mean,
    **dict.fromkeys(("people", "permanent", "temporary", "over_65"), values.as_count),
    **dict.fromkeys(("permanent_last_year", "gone_since_last_year", "left_during_period"), values.as_count),
    **dict.fromkeys(("ones", "twos", "threes", "fours", "fives"), values.as_count),
    "question": values.as_question,
}


def _check_hours(row: Mapping[str, Any]) -> None:
    sick = sum((row[name] for name in SICK_FIELDS), Decimal(0))
    if sick > row["ordinary"]:
        raise _impossible(
            gettext_noop("%(sick)s sick hours are more than the %(ordinary)s ordinary hours"),
            sick=sick,
            ordinary=row["ordinary"],
        )
    if row["long"] > sick:
        raise _impossible(
            gettext_noop("%(long)s sick hours of 60 days or more are more than all %(sick)s sick hours"),
            long=row["long"],
            sick=sick,
        )
    if row["ordinary"] and not row["people"]:
        raise _impossible(gettext_noop("there are %(ordinary)s hours but nobody works them"), ordinary=row["ordinary"])


def _check_headcount(row: Mapping[str, Any]) -> None:
    if row["over_65"] > row["permanent"] + row["temporary"]:
        raise _impossible(
            gettext_noop("%(older)s over 65 are more than all %(everyone)s employees"),
            older=row["over_65"],
            everyone=row["permanent"] + row["temporary"],
        )


def _check_turnover(row: Mapping[str, Any]) -> None:
    if row["gone_since_last_year"] > row["permanent_last_year"]:
        raise _impossible(
            gettext_noop("%(gone)s who are gone are more than the %(before)s who were there a year before"),
            gone=row["gone_since_last_year"],
            before=row["permanent_last_year"],
        )


def _check_survey(row: Mapping[str, Any]) -> None:
    """Any five counts can be the answers to a question."""


_CHECKS: Mapping[StaffData, Callable[[Mapping[str, Any]], None]] = {
    StaffData.HOURS: _check_hours,
    StaffData.HEADCOUNT: _check_headcount,
    StaffData.TURNOVER: _check_turnover,
    StaffData.SURVEY: _check_survey,
}


def _impossible(template: str, **params: object) -> UnusableFile:
    return UnusableFile(Message(template, params))


def _check_once(kind: StaffData, row: GivenRow, file: str, taken: dict[tuple[Any, ...], tuple[str, int]]) -> None:
    key = (row.unit.pk, row.period, *(row.values[name] for name in KEYS[kind]))
    if key in taken:
        first_file, first_line = taken[key]
        template = gettext_noop("the same unit, period and group stand already on line %(line)s of %(file)s")
        raise UnusableFile(Message(template, {"line": first_line, "file": first_file}))
    taken[key] = (file, row.line)
