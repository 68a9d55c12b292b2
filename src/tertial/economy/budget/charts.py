"""The chart of the track record: what was forecast of the result, and what it came to."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from tertial.common.period_words import period_name
from tertial.domain.money import from_ore
from tertial.domain.numbers_sv import format_quantity
from tertial.domain.quantity import Unit
from tertial.domain.statement import Convention
from tertial.economy.budget.queries.track_record import Record

Spec = dict[str, Any]
_FORESEEN, _OUTCOME = "#a3460f", "#0b5563"


def track_chart(records: Sequence[Record], signs: Convention) -> Spec | None:
    """A Vega-Lite specification: deviation from budget as forecast and as it came; None where there is nothing.

    The two differ in shape as well as colour.
    """
    points = [point for record in records for point in _points(record, signs)]
    if not points:
        return None
    names = [_("Forecast"), _("Outcome")]
    scale = {"domain": names}
    legend = {"title": None, "orient": "bottom"}
    return {
        "height": {"step": 34},
        "data": {"values": points},
        "encoding": {
            "y": {"field": "occasion", "type": "ordinal", "title": None, "sort": None},
            "x": {
                "field": "value",
                "type": "quantitative",
                "title": _("against the budget, mnkr"),
                "axis": {"tickCount": 5, "domain": False},
            },
            "color": {
                "field": "kind",
                "type": "nominal",
                "scale": {**scale, "range": [_FORESEEN, _OUTCOME]},
                "legend": legend,
            },
            "shape": {
                "field": "kind",
                "type": "nominal",
                "scale": {**scale, "range": ["diamond", "circle"]},
                "legend": legend,
            },
            "tooltip": [{"field": name, "title": " "} for name in ("kind", "occasion", "text")],
        },
        "layer": [{"mark": {"type": "point", "filled": True, "size": 130, "opacity": 1}}],
    }


def track_in_words(title: str, records: Sequence[Record], signs: Convention) -> str:
    """The same as a sentence, for those who do not see the chart."""
    template = _("%(occasion)s forecast %(foreseen)s, outcome %(outcome)s")
    parts = []
    for record in records:
        foreseen, outcome = _against_budget(record, signs)
        said = {"occasion": _occasion(record), "foreseen": _mnkr(foreseen), "outcome": _mnkr(outcome)}
        parts.append(template % said)
    return f"{title}: {'; '.join(parts)}."


def _points(record: Record, signs: Convention) -> list[Spec]:
    foreseen, outcome = _against_budget(record, signs)
    return [
        {
            "occasion": _occasion(record),
            "value": float(from_ore(ore, Unit.MNKR, 1).value),
            "text": _mnkr(ore),
            "kind": kind,
        }
        for kind, ore in ((_("Forecast"), foreseen), (_("Outcome"), outcome))
    ]


def _against_budget(record: Record, signs: Convention) -> tuple[int, int]:
    forecast, outcome, budget = map(signs.printed, (record.forecast, record.outcome, record.budget or 0))
    return signs.difference(forecast, budget), signs.difference(outcome, budget)


def _occasion(record: Record) -> str:
    return f"{record.unit.code} {period_name(record.occasion)}"


def _mnkr(ore: int) -> str:
    return format_quantity(from_ore(ore, Unit.MNKR, 1), with_unit=True)
