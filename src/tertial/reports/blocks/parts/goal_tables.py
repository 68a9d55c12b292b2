"""What blocks about goals are made from, and the tables of indicators and assignments that several of them print."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertial.domain.document import (
    Cell,
    Column,
    ColumnKind,
    EmptyCell,
    Figure,
    FigureCell,
    Note,
    Row,
    StatusCell,
    Table,
    Text,
    TextCell,
    text_cell,
    words,
)
from tertial.goals.marks import assignment_mark, indicator_mark, indicator_word
from tertial.goals.queries.readings import AssignmentReading, IndicatorReading, PlanReading, TargetReading
from tertial.reports.blocks.prose import Prose
from tertial.reports.blocks.report import Cover


@dataclass(frozen=True, slots=True)
class GoalNeeds:
    """The plan, and the municipality's own words for its headings."""

    cover: Cover
    plan: PlanReading
    words: Mapping[str, str]
    prose: Prose


def indicator_table(needs: GoalNeeds, indicators: Sequence[IndicatorReading], goal: str, *, reasons: bool) -> Table:
    """The indicators of one goal, and what they weigh where that is not the same."""
    table = table_of_indicators(needs, indicators, f"{needs.words['indicators']}: {goal}", reasons=reasons)
    if not needs.plan.steering_model.weighs_indicators or len({item.weight for item in indicators}) < 2:
        return table
    weights = ", ".join(f"{item.indicator.name} {item.weight}" for item in indicators)
    said = _("Weights in the suggested assessment: %(weights)s.") % {"weights": weights}
    return replace(table, notes=(*table.notes, Note(words(said))))


def table_of_indicators(
    needs: GoalNeeds, indicators: Sequence[IndicatorReading], caption: str, *, reasons: bool
) -> Table:
    """Indicators with three years, the targets, the state, and notes on what is published late."""
    long_term_years = {item.long_term.year for item in indicators if item.long_term}
    one_year = next(iter(long_term_years)) if len(long_term_years) == 1 else None
    long_term = needs.words["long_term_target"]
    columns = (
        Column(needs.words["indicators"]),
        *(Column(str(year), ColumnKind.AMOUNT) for year in needs.plan.years),
        Column(f"{needs.words['interim_target']} {needs.cover.period.year}", ColumnKind.AMOUNT),
        Column(f"{long_term} {one_year}" if one_year else long_term, ColumnKind.AMOUNT),
        Column(needs.words["status"], ColumnKind.STATUS),
    )
    rows = tuple(
        Row(
            (
                text_cell(item.indicator.name, item.ref),
                *(_outcome(needs, item, year) for year in needs.plan.years),
                _target(item.interim, with_year=False),
                _target(item.long_term, with_year=one_year is None),
                StatusCell(indicator_mark(item)),
            )
        )
        for item in indicators
    )
    notes = [
        *_late(needs, indicators),
        *(_differing(indicators) if reasons else ()),
        *_preliminary(needs, indicators),
    ]
    return Table(caption, columns, rows, tuple(Note(words(note)) for note in notes))


def _outcome(needs: GoalNeeds, item: IndicatorReading, year: int) -> Cell:
    outcome = item.of_year(year)
    if outcome is not None:
        return FigureCell(Figure(outcome.quantity, outcome.ref))
    published = year + item.indicator.lag_years
    if item.indicator.lag_years and published > needs.cover.period.year:
        return EmptyCell(_("published %(year)s") % {"year": published})
    return EmptyCell(_("no outcome"))


def _target(target: TargetReading | None, *, with_year: bool) -> Cell:
    if target is None:
        return EmptyCell(_("no target"))
    text = f"{target.expression} ({target.year})" if with_year else target.expression
    return text_cell(text, target.ref)


def _late(needs: GoalNeeds, indicators: Sequence[IndicatorReading]) -> Iterator[str]:
    """Says which outcomes are judged a year or more late, as the rule in docs/rules/indicator-status.md."""
    late = [
        item
        for item in indicators
        if item.computed.outcome and item.computed.outcome.period.year < needs.cover.period.year
    ]
    late.sort(key=lambda item: item.computed.outcome.period.year if item.computed.outcome else 0)
    for year, group in groupby(
        late, key=lambda item: item.computed.outcome.period.year if item.computed.outcome else 0
    ):
        names = [item.indicator.name for item in group]
        years = needs.cover.period.year - year
        word = needs.words["interim_target"].lower()
        yield ngettext(
            "%(names)s: outcomes are published %(years)s year late, so the outcome of %(outcome)s is judged against "
            "the %(word)s for %(target)s.",
            "%(names)s: outcomes are published %(years)s years late, so the outcome of %(outcome)s is judged against "
            "the %(word)s for %(target)s.",
            years,
        ) % {"names": _listed(names), "years": years, "outcome": year, "target": needs.cover.period.year, "word": word}


def _differing(indicators: Sequence[IndicatorReading]) -> Iterator[str]:
    for item in indicators:
        if item.differs and item.human is not None:
            yield _("%(name)s: judged “%(decided)s” where the figures say “%(computed)s”. Reason: %(reason)s") % {
                "name": item.indicator.name,
                "decided": indicator_word(item.decided).lower(),
                "computed": indicator_word(item.computed.state).lower(),
                "reason": item.human.reason,
            }


def _preliminary(needs: GoalNeeds, indicators: Sequence[IndicatorReading]) -> Iterator[str]:
    for item in indicators:
        years = [str(y) for y in needs.plan.years if (found := item.of_year(y)) and found.stored.preliminary]
        if years:
            yield _("%(name)s: the outcome of %(years)s is preliminary.") % {
                "name": item.indicator.name,
                "years": _listed(years),
            }


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}


def assignment_table(needs: GoalNeeds, assignments: Sequence[AssignmentReading], goal: str) -> Table:
    """The assignments of one goal."""
    return table_of_assignments(needs, assignments, f"{needs.words['assignments']}: {goal}")


def table_of_assignments(needs: GoalNeeds, assignments: Sequence[AssignmentReading], caption: str) -> Table:
    """Assignments with status and comment."""
    columns = (
        Column(needs.words["status"], ColumnKind.STATUS),
        Column(needs.words["assignments"]),
        Column(needs.words["comment"]),
    )
    rows = tuple(
        Row(
            (
                StatusCell(assignment_mark(item)),
                _title(item),
                text_cell(item.follow_up.comment if item.follow_up else ""),
            )
        )
        for item in assignments
    )
    return Table(caption, columns, rows)


def _title(item: AssignmentReading) -> TextCell:
    title = Text(item.assignment.title)
    prefix = item.assignment.origin.prefix
    return TextCell((Text(f"{prefix} ", emphasis=True), title) if prefix else (title,), item.ref)
