"""The charts of statements in a report: through the months, by row, or over three years. All in millions of kronor."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from tertial.domain.document import Chart, ChartKind, Figure, Series
from tertial.domain.money import from_ore
from tertial.domain.quantity import Unit
from tertial.domain.ref import NO_REF, Ref
from tertial.domain.statement import LineKind
from tertial.domain.statement.columns import Shown, printed
from tertial.economy.statements.charts import Curve, month_names
from tertial.economy.statements.columns import ColumnChoice
from tertial.economy.statements.view import StatementView
from tertial.reports.charts import describe_chart

_YEARS = (Shown.BEFORE_PREVIOUS, Shown.PREVIOUS, Shown.OUTCOME)
_AGAINST = (Shown.BUDGET, Shown.BUDGET_YEAR, Shown.OUTCOME)


def statement_chart(
    view: StatementView, kind: str, columns: Sequence[ColumnChoice], curves: Sequence[Curve], caption: str
) -> Chart | None:
    """The chart, or None while there is nothing to draw; `curves` are those through the months."""
    name = caption.rpartition(",")[0] or caption
    if view.extent_words:
        name = f"{name} ({view.extent_words})"
    if kind == "months":
        return _months(view, curves, _("%(title)s, added up since January, mnkr") % {"title": name})
    title = f"{name}, mnkr"
    return _bars(view, title, columns, _YEARS if kind == "years" else _AGAINST)


def _months(view: StatementView, curves: Sequence[Curve], title: str) -> Chart | None:
    """The bottom line added up month by month: the budget, this year and the two before."""
    if not curves:
        return None
    months = tuple(month_names())
    ref = view.ref(view.total.key, Shown.OUTCOME) if view.total else NO_REF
    series = tuple(
        Series(curve.name, _filled([_figure(ore, ref) for ore in curve.added_up], len(months))) for curve in curves
    )
    return _chart(title, ChartKind.LINES, months, series)


def _bars(view: StatementView, title: str, columns: Sequence[ColumnChoice], wanted: tuple[Shown, ...]) -> Chart | None:
    """Each row (a total only where there are no rows) with one bar a column."""
    rows = [line for line in view.lines if line.kind is LineKind.ROW] or list(view.lines)
    shown = [column for column in columns if column.shown in wanted]
    if not rows or not shown:
        return None
    if wanted is _YEARS:
        categories = tuple(column.heading for column in shown)
        series = tuple(
            Series(line.label, tuple(_of(view, line.key, column.shown) for column in shown)) for line in rows
        )
    else:
        categories = tuple(line.label for line in rows)
        series = tuple(
            Series(column.heading, tuple(_of(view, line.key, column.shown) for line in rows)) for column in shown
        )
    return _chart(title, ChartKind.BARS, categories, series)


def _chart(title: str, kind: ChartKind, categories: tuple[str, ...], series: tuple[Series, ...]) -> Chart | None:
    if not any(figure for one in series for figure in one.figures):
        return None
    alt = describe_chart(title=title, categories=categories, series=series, kind=kind)
    return Chart(title=title, kind=kind, categories=categories, series=series, alt=alt)


def _of(view: StatementView, row_key: str, shown: Shown) -> Figure | None:
    ore = printed(view.line(row_key), shown, view.convention)
    return _figure(ore, view.ref(row_key, shown)) if ore is not None else None


def _figure(ore: int, ref: Ref) -> Figure:
    return Figure(from_ore(ore, Unit.MNKR, 1), ref)


def _filled(figures: Sequence[Figure], length: int) -> tuple[Figure | None, ...]:
    return (*figures, *[None] * (length - len(figures)))
