"""The rows of tables of indicators and assignments, as pages show them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tertial.domain.document import StatusMark
from tertial.domain.period import Period
from tertial.goals import marks
from tertial.goals.forms.indicator import CellForm
from tertial.goals.models import Goal
from tertial.goals.queries.lists import is_overdue
from tertial.goals.queries.readings import AssignmentReading, IndicatorReading, OutcomeReading


@dataclass(frozen=True)
class OutcomeCell:
    """One year of an indicator: its outcome, or why there is none, and whether it is to be entered here."""

    year: int
    outcome: OutcomeReading | None
    cause: str = ""
    asked: Period | None = None
    form: CellForm | None = None

    @property
    def anchor(self) -> str:
        """Where the outcome stands on the page of its indicator."""
        return self.outcome.ref.anchor if self.outcome else ""


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator as a row: three years, targets, state."""

    reading: IndicatorReading
    goal: Goal
    cells: Sequence[OutcomeCell]
    mark: StatusMark
    cause: str
    computed: StatusMark | None

    @property
    def anchor(self) -> str:
        """Where the row stands on its page."""
        return self.reading.ref.anchor


@dataclass(frozen=True)
class AssignmentRow:
    """An assignment as a row; `late` says that its day has passed and it is not done."""

    reading: AssignmentReading
    mark: StatusMark
    late: bool
    may_report: bool = False
    goal: Goal | None = None

    @property
    def anchor(self) -> str:
        """Where the row stands on its page."""
        return self.reading.ref.anchor


def indicator_row(reading: IndicatorReading, goal: Goal, period: Period, *, may_report: bool) -> IndicatorRow:
    """The row; whoever may report gets a field in the year whose outcome is waited for."""
    asked = reading.asked if may_report else None
    years = (period.year - 2, period.year - 1, period.year)
    return IndicatorRow(
        reading=reading,
        goal=goal,
        cells=[_cell(reading, year, period, asked) for year in years],
        mark=marks.indicator_mark(reading),
        cause=marks.cause_word(reading.computed.cause) if reading.computed.cause and not reading.human else "",
        computed=marks.state_mark(reading.computed.state) if reading.differs else None,
    )


def _cell(reading: IndicatorReading, year: int, period: Period, asked: Period | None) -> OutcomeCell:
    outcome = reading.of_year(year)
    if outcome is not None:
        return OutcomeCell(year, outcome)
    if asked is not None and asked.year == year:
        form = CellForm(indicator=reading.indicator, asked=asked, auto_id=f"outcome-{reading.indicator.pk}-%s")
        return OutcomeCell(year, None, asked=asked, form=form)
    published = year + reading.indicator.lag_years
    late = reading.indicator.lag_years and published > period.year
    return OutcomeCell(year, None, _("published %(year)s") % {"year": published} if late else _("no outcome"))


def assignment_row(reading: AssignmentReading, *, may_report: bool, goal: Goal | None = None) -> AssignmentRow:
    """The row of an assignment."""
    return AssignmentRow(reading, marks.assignment_mark(reading), is_overdue(reading), may_report, goal)


def late_notes(rows: Sequence[IndicatorRow], period: Period, words: Mapping[str, str]) -> list[str]:
    """Which indicators are judged on the outcome of an earlier year, because theirs are published late."""
    by_year: dict[int, list[str]] = {}
    for row in rows:
        outcome = row.reading.computed.outcome
        if outcome is not None and outcome.period.year < period.year:
            by_year.setdefault(outcome.period.year, []).append(row.reading.indicator.name)
    word = words["interim_target"].lower()
    template = _(
        "%(names)s: published late, so the outcome of %(outcome)s is judged against the %(word)s for %(target)s."
    )
    return [
        template % {"names": ", ".join(dict.fromkeys(names)), "outcome": year, "target": period.year, "word": word}
        for year, names in sorted(by_year.items())
    ]
