"""What a workbook that has been read would change, and what in it cannot be taken."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tertial.accounts.models import Person
from tertial.domain.message import Message
from tertial.domain.workbook.checking import known_only, of_known_indicators, parents_first
from tertial.domain.workbook.columns import Kind, Refusal, Row, Sheet, Value, Words
from tertial.domain.workbook.comparing import Compared, Fate, compare
from tertial.domain.workbook.figures import SHEETS
from tertial.domain.workbook.reading import SheetRead, Stored, once_each, with_codes, with_years
from tertial.domain.workbook.structure import GOALS, INDICATORS, UNITS
from tertial.intake.workbook.opening import BookRead
from tertial.intake.workbook.scope import Scope
from tertial.intake.workbook.stored import stored_rows
from tertial.organisation.tree import unit_tree

_Rows = dict[str, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Judged:
    """What would become of each row, by the key of its sheet; why some cannot be taken; and what should be told.

    `years` are those of the goals in the file, within which links to goals are compared.
    """

    compared: Mapping[str, Compared]
    refusals: Sequence[Refusal]
    notices: Sequence[Message]
    years: frozenset[int]

    def count(self, fate: Fate) -> int:
        """How many rows have the fate."""
        return sum(each.count(fate) for each in self.compared.values())


def judge(read: BookRead, words: Words) -> Judged:
    """Compares what was read with what is stored. Nothing is written."""
    rows, refusals = dict(read.rows), list(read.refusals)
    years = frozenset(_whole(row.values.get("year")) for row in rows.get("goals", ()))

    def narrowed(sheet: Sheet, narrow: Callable[[Sequence[Row]], SheetRead]) -> None:
        if sheet.key in rows:
            left = narrow(rows[sheet.key])
            rows[sheet.key] = left.rows
            refusals.extend(left.refusals)

    narrowed(INDICATORS, lambda given: with_years(given, INDICATORS.column("goals"), INDICATORS, years))
    stored = stored_rows(Scope(unit_tree().units.keys(), _years_in(rows)))
    for sheet in SHEETS:
        if sheet.key in rows:
            rows[sheet.key] = with_codes(sheet, rows[sheet.key], stored[sheet.key])
        narrowed(sheet, lambda given, sheet=sheet: once_each(sheet, given))  # type: ignore[misc]
    narrowed(UNITS, lambda given: parents_first(UNITS, given, "code", "parent"))
    narrowed(GOALS, lambda given: _by_level(parents_first(GOALS, given, "code", "parent"), words))
    if not refusals:
        _narrow_to_known(rows, stored, narrowed)
    compared = {
        sheet.key: compare(sheet, rows[sheet.key], stored[sheet.key], years) for sheet in SHEETS if sheet.key in rows
    }
    return Judged(compared, refusals, read.notices, years)


def _narrow_to_known(
    rows: _Rows,
    stored: Mapping[str, Stored],
    narrowed: Callable[[Sheet, Callable[[Sequence[Row]], SheetRead]], None],
) -> None:
    """Leaves out rows that point at what is neither stored nor in the file."""
    links = {f"{unit}/{year}/{code}" for unit, year, code in _keys("goals", rows, stored)}
    known = {
        Kind.UNIT: {str(code) for (code,) in _keys("units", rows, stored)},
        Kind.PERSON: {str(email) for (email,) in _keys("people", rows, stored)}
        | {email.lower() for email in Person.objects.values_list("email", flat=True)},
        Kind.LINK: links,
        Kind.LINKS: links,
    }
    for sheet in SHEETS:
        narrowed(sheet, lambda given, sheet=sheet: known_only(sheet, given, known))  # type: ignore[misc]
    indicators = {f"{unit}/{code}" for unit, code in _keys("indicators", rows, stored)}
    for sheet in SHEETS:
        if sheet.key in {"targets", "outcomes"}:
            narrowed(sheet, lambda given, sheet=sheet: of_known_indicators(sheet, given, indicators))  # type: ignore[misc]


def _keys(key: str, rows: _Rows, stored: Mapping[str, Stored]) -> Iterable[tuple[Value, ...]]:
    sheet = next(sheet for sheet in SHEETS if sheet.key == key)
    return {*stored[key], *(row.key(sheet) for row in rows.get(key, ()))}


def _by_level(read: SheetRead, words: Words) -> SheetRead:
    """The goals with the highest levels first, so that each comes after all that it may contribute to."""
    order = {name: place for place, name in enumerate(words.lists.get("level", {}))}
    return SheetRead(sorted(read.rows, key=lambda row: order.get(str(row.values.get("level")), 0)), read.refusals)


def _years_in(rows: _Rows) -> set[int]:
    """Every year that the rows are about or point at."""
    found: set[int] = set()
    for row in (row for of_sheet in rows.values() for row in of_sheet):
        found |= {_whole(row.values[key]) for key in ("year",) if row.values.get(key)}
        found |= {int(str(row.values[key])[:4]) for key in ("period",) if row.values.get(key)}
        found |= {int(link.split("/")[1]) for link in _links(row)}
    return found


def _links(row: Row) -> list[str]:
    singles = [row.values.get(key) for key in ("parent", "contributes_to", "goal")]
    several = row.values.get("goals")
    links = [str(link) for link in singles if link] + list(several if isinstance(several, tuple) else ())
    return [link for link in links if link.count("/") == 2]


def _whole(value: Value) -> int:
    assert isinstance(value, int)  # noqa: S101 - read as a year
    return value
