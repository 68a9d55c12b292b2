"""A small chart per indicator: its outcomes, its interim target and its long-term target."""

from django.utils.translation import gettext as _

from tertial.domain.document import Chart, ChartKind, Figure, ReferenceLine, Series, TargetKind
from tertial.goals.marks import indicator_word
from tertial.goals.queries.readings import IndicatorReading, TargetReading
from tertial.reports.blocks.parts.goal_tables import GoalNeeds
from tertial.reports.charts import describe_chart


def indicator_chart(needs: GoalNeeds, item: IndicatorReading) -> Chart | None:
    """The chart, or None while there is nothing to draw, and for outcomes that are words."""
    outcomes = [item.of_year(year) for year in needs.plan.years]
    figures = tuple(Figure(outcome.quantity, outcome.ref) if outcome else None for outcome in outcomes)
    if not any(figures) or any(figure.quantity.word for figure in figures if figure):
        return None
    targets = tuple(
        line
        for line in (
            _line(needs, TargetKind.INTERIM, item.interim),
            _line(needs, TargetKind.LONG_TERM, item.long_term),
        )
        if line
    )
    categories = tuple(str(year) for year in needs.plan.years)
    series = (Series(_("Outcome"), figures),)
    return Chart(
        title=item.indicator.name,
        kind=ChartKind.POINTS,
        categories=categories,
        series=series,
        alt=describe_chart(
            title=item.indicator.name,
            categories=categories,
            series=series,
            targets=targets,
            kind=ChartKind.POINTS,
            verdicts={TargetKind.INTERIM: indicator_word(item.decided).lower()},
        ),
        category_label=_("Year"),
        targets=targets,
    )


def _line(needs: GoalNeeds, kind: TargetKind, read: TargetReading | None) -> ReferenceLine | None:
    if read is None or read.target is None:
        return None
    bounds = [bound.value for bound in (read.target.lower, read.target.upper) if bound]
    word = needs.words["interim_target" if kind is TargetKind.INTERIM else "long_term_target"]
    return ReferenceLine(
        kind=kind,
        label=f"{word} {read.year} {read.expression}",
        category=str(read.year),
        value=min(bounds),
        until=max(bounds) if len(set(bounds)) > 1 else None,
        ref=read.ref,
    )
