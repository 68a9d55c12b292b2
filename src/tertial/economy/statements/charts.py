"""The chart of a row: its outcome added up month by month against the budget, and the two years before."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from django.utils.translation import gettext as _

from tertial.domain.money import from_ore
from tertial.domain.numbers_sv import format_quantity
from tertial.domain.quantity import Unit

Spec = dict[str, Any]

_ACCENT, _BUDGET, _LAST, _BEFORE = "#0b5563", "#a3460f", "#717a80", "#a9b0b4"


@dataclass(frozen=True, slots=True)
class Curve:
    """One year's amounts in öre, a month each from January, with the signs they are printed with."""

    name: str
    months: Sequence[int]
    role: str

    @property
    def added_up(self) -> list[int]:
        """What the year had come to by the end of each month."""
        return list(accumulate(self.months))


OUTCOME, BUDGET, LAST_YEAR, YEAR_BEFORE = "outcome", "budget", "last_year", "year_before"
_LOOKS = {
    OUTCOME: (_ACCENT, [1, 0], 3),
    BUDGET: (_BUDGET, [6, 4], 2),
    LAST_YEAR: (_LAST, [1, 0], 1),
    YEAR_BEFORE: (_BEFORE, [2, 2], 1),
}


def month_names() -> list[str]:
    """The months as charts and headings write them: jan, feb."""
    return [
        _("jan"),
        _("feb"),
        _("mar"),
        _("apr"),
        _("may"),
        _("jun"),
        _("jul"),
        _("aug"),
        _("sep"),
        _("oct"),
        _("nov"),
        _("dec"),
    ]


def months_chart(curves: Sequence[Curve]) -> Spec | None:
    """A Vega-Lite specification in millions of kronor; None where there is nothing to draw.

    Years differ in width and dash as well as colour.
    """
    points = [point for curve in curves for point in _points(curve)]
    if not points:
        return None
    legend = {"title": None, "orient": "bottom", "columns": 2, "symbolType": "stroke", "symbolSize": 400}
    names = [curve.name for curve in curves]

    def told_apart(looked: list[Any]) -> Spec:
        return {"field": "curve", "type": "nominal", "scale": {"domain": names, "range": looked}, "legend": legend}

    looks = [_LOOKS[curve.role] for curve in curves]
    axis = {"format": ",.0f", "tickCount": 5, "domain": False, "ticks": False}
    months = {"field": "month", "type": "ordinal", "title": None, "axis": {"labelAngle": 0}}
    return {
        "height": 260,
        "data": {"values": points},
        "encoding": {
            "x": {**months, "scale": {"domain": month_names()}},
            "y": {"field": "value", "type": "quantitative", "title": _("mnkr"), "axis": axis},
            "color": told_apart([colour for colour, _dash, _width in looks]),
            "strokeDash": told_apart([dash for _colour, dash, _width in looks]),
            "tooltip": [{"field": name, "title": " "} for name in ("curve", "month", "text")],
        },
        # The years before lie under this year and its budget.
        "layer": [_line(curve) for curve in reversed(curves)],
    }


def _line(curve: Curve) -> Spec:
    _colour, _dash, width = _LOOKS[curve.role]
    return {
        "transform": [{"filter": {"field": "curve", "equal": curve.name}}],
        "mark": {"type": "line", "strokeWidth": width, "point": {"filled": True, "size": 8 + 6 * width}},
    }


def months_in_words(title: str, curves: Sequence[Curve]) -> str:
    """The same as a sentence, for those who do not see the chart."""
    template = _("%(curve)s %(amount)s mnkr by the end of %(month)s")
    parts = [
        template
        % {"curve": curve.name, "amount": _mnkr(curve.added_up[-1]), "month": month_names()[len(curve.months) - 1]}
        for curve in curves
        if curve.months
    ]
    return f"{title}: {'; '.join(parts) or _('no ledger yet')}."


def _points(curve: Curve) -> Iterator[Spec]:
    for month, ore in zip(month_names(), curve.added_up, strict=False):
        amount = from_ore(ore, Unit.MNKR, 1)
        yield {
            "month": month,
            "value": float(amount.value),
            "text": format_quantity(amount, with_unit=True),
            "curve": curve.name,
        }


def _mnkr(ore: int) -> str:
    return format_quantity(from_ore(ore, Unit.MNKR, 1))
