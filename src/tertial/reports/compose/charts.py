"""A small chart per indicator: its outcomes, its interim target and its long-term target."""

from django.utils.translation import gettext as _

from tertial.domain.document import Chart, ChartKind, Figure, ReferenceLine, Series, TargetKind, figure_text
from tertial.goals.queries.readings import IndicatorReading, TargetReading
from tertial.reports.compose.context import Context
from tertial.reports.compose.marks import indicator_word


def indicator_chart(context: Context, item: IndicatorReading) -> Chart | None:
    """The chart, or None while there is nothing to draw."""
    outcomes = [item.of_year(year) for year in context.plan.years]
    figures = tuple(Figure(outcome.quantity, outcome.ref) if outcome else None for outcome in outcomes)
    if not any(figures):
        return None
    targets = tuple(
        line
        for line in (
            _line(context, TargetKind.INTERIM, item.interim),
            _line(context, TargetKind.LONG_TERM, item.long_term),
        )
        if line
    )
    return Chart(
        title=item.indicator.name,
        kind=ChartKind.POINTS,
        categories=tuple(str(year) for year in context.plan.years),
        series=(Series(_("Outcome"), figures),),
        alt=_alternative(context, item, figures),
        category_label=_("Year"),
        targets=targets,
    )


def _line(context: Context, kind: TargetKind, read: TargetReading | None) -> ReferenceLine | None:
    if read is None or read.target is None:
        return None
    limit = read.target.limit
    low = limit if limit is not None else (read.target.lower.value if read.target.lower else None)
    if low is None:
        return None
    high = read.target.upper.value if limit is None and read.target.upper else None
    return ReferenceLine(kind, f"{_target_word(context, kind)} {read.year} {read.expression}", str(read.year), low, high, read.ref)


def _target_word(context: Context, kind: TargetKind) -> str:
    return context.word("interim_target" if kind is TargetKind.INTERIM else "long_term_target")


def _alternative(context: Context, item: IndicatorReading, figures: tuple[Figure | None, ...]) -> str:
    """What the chart says, in words: each outcome, each target, and whether it was met."""
    said = [
        _("%(year)s: %(outcome)s") % {"year": year, "outcome": figure_text(figure)}
        for year, figure in zip(context.plan.years, figures, strict=True)
        if figure
    ]
    sentences = [_("Outcome %(outcomes)s.") % {"outcomes": "; ".join(said)}]
    for kind, target in ((TargetKind.INTERIM, item.interim), (TargetKind.LONG_TERM, item.long_term)):
        if target:
            sentences.append(f"{_target_word(context, kind)} {target.year}: {target.expression}.")
    sentences.append(f"{indicator_word(item.decided)}.")
    return " ".join(sentences)
