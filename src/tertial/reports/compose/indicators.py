"""Tables of indicators: three years, the targets, the state, and notes on what is published late."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertial.domain.document import (
    Block,
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
    text_cell,
    words,
)
from tertial.goals.marks import indicator_mark, indicator_word
from tertial.goals.queries.readings import IndicatorReading, TargetReading
from tertial.reports.compose.context import Context


def indicators_block(context: Context, options: Mapping[str, Any]) -> tuple[Block, ...]:
    """Every indicator of the plan in one table."""
    caption = context.fill(options.get("caption") or context.word("indicators"))
    return (_table(context, context.plan.indicators, caption, reasons=True),) if context.plan.indicators else ()


def indicator_table(context: Context, indicators: Sequence[IndicatorReading], goal: str, *, reasons: bool) -> Table:
    """The indicators of one goal."""
    return _table(context, indicators, f"{context.word('indicators')}: {goal}", reasons=reasons)


def _table(context: Context, indicators: Sequence[IndicatorReading], caption: str, *, reasons: bool) -> Table:
    long_term_years = {item.long_term.year for item in indicators if item.long_term}
    one_year = next(iter(long_term_years)) if len(long_term_years) == 1 else None
    long_term = context.word("long_term_target")
    columns = (
        Column(context.word("indicators")),
        *(Column(str(year), ColumnKind.AMOUNT) for year in context.plan.years),
        Column(f"{context.word('interim_target')} {context.period.year}", ColumnKind.AMOUNT),
        Column(f"{long_term} {one_year}" if one_year else long_term, ColumnKind.AMOUNT),
        Column(context.word("status"), ColumnKind.STATUS),
    )
    rows = tuple(
        Row(
            (
                text_cell(item.indicator.name, item.ref),
                *(_outcome(context, item, year) for year in context.plan.years),
                _target(item.interim, with_year=False),
                _target(item.long_term, with_year=one_year is None),
                StatusCell(indicator_mark(item)),
            )
        )
        for item in indicators
    )
    notes = [
        *_late(context, indicators),
        *(_differing(indicators) if reasons else ()),
        *_preliminary(context, indicators),
    ]
    return Table(caption, columns, rows, tuple(Note(words(note)) for note in notes))


def _outcome(context: Context, item: IndicatorReading, year: int) -> Cell:
    outcome = item.of_year(year)
    if outcome is not None:
        return FigureCell(Figure(outcome.quantity, outcome.ref))
    published = year + item.indicator.lag_years
    if item.indicator.lag_years and published > context.period.year:
        return EmptyCell(_("published %(year)s") % {"year": published})
    return EmptyCell(_("no outcome"))


def _target(target: TargetReading | None, *, with_year: bool) -> Cell:
    if target is None:
        return EmptyCell(_("no target"))
    text = f"{target.expression} ({target.year})" if with_year else target.expression
    return text_cell(text, target.ref)


def _late(context: Context, indicators: Sequence[IndicatorReading]) -> Iterator[str]:
    """Says which outcomes are judged a year or more late, as the rule in docs/rules/indicator-status.md."""
    late = [
        item for item in indicators if item.computed.outcome and item.computed.outcome.period.year < context.period.year
    ]
    late.sort(key=lambda item: item.computed.outcome.period.year if item.computed.outcome else 0)
    for year, group in groupby(
        late, key=lambda item: item.computed.outcome.period.year if item.computed.outcome else 0
    ):
        names = [item.indicator.name for item in group]
        years = context.period.year - year
        word = context.word("interim_target").lower()
        yield ngettext(
            "%(names)s: outcomes are published %(years)s year late, so the outcome of %(outcome)s is judged against "
            "the %(word)s for %(target)s.",
            "%(names)s: outcomes are published %(years)s years late, so the outcome of %(outcome)s is judged against "
            "the %(word)s for %(target)s.",
            years,
        ) % {"names": _listed(names), "years": years, "outcome": year, "target": context.period.year, "word": word}


def _differing(indicators: Sequence[IndicatorReading]) -> Iterator[str]:
    for item in indicators:
        if item.differs and item.human is not None:
            yield _("%(name)s: judged “%(decided)s” where the figures say “%(computed)s”. Reason: %(reason)s") % {
                "name": item.indicator.name,
                "decided": indicator_word(item.decided).lower(),
                "computed": indicator_word(item.computed.state).lower(),
                "reason": item.human.reason,
            }


def _preliminary(context: Context, indicators: Sequence[IndicatorReading]) -> Iterator[str]:
    for item in indicators:
        years = [str(y) for y in context.plan.years if (found := item.of_year(y)) and found.stored.preliminary]
        if years:
            yield _("%(name)s: the outcome of %(years)s is preliminary.") % {
                "name": item.indicator.name,
                "years": _listed(years),
            }


def _listed(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("%(first)s and %(last)s") % {"first": ", ".join(names[:-1]), "last": names[-1]}
