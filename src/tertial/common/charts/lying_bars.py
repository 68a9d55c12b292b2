"""Bars that lie, for names that have no room under bars that stand."""

from tertial.common.charts.look import (
    BAR,
    INK,
    LARGE_WIDTH,
    MUTED,
    SMALL_WIDTH,
    WIDTH_OF_A_LETTER,
    Spec,
    as_bars,
    beside,
    config,
    is_small,
    outcomes,
)
from tertial.domain.document import Chart, ChartKind

THICKNESS = 12
"""Of one bar, in pixels."""
BETWEEN_NAMES = 0.36
MOST_BARS = 40
"""More would not stand on a page."""
LEGEND = 34
SHARE_FOR_NAMES = 0.4
AIR_AT_A_VALUE = 8


def lie(chart: Chart) -> bool:
    """Whether some word of a name is wider than what it would stand under. Targets are marked on bars that stand."""
    if chart.kind is not ChartKind.BARS or chart.targets or len(chart.categories) * len(chart.series) > MOST_BARS:
        return False
    room = _width(chart) / max(1, len(chart.categories))
    return max((_wide(word) for name in chart.categories for word in name.split()), default=0) > room


def lying_bars(chart: Chart) -> Spec:
    """The specification of a bar chart whose categories are read from above, each with its bars under one another."""
    bars = {**_places(chart), **as_bars(chart)}
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": _width(chart),
        "height": _height(chart),
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": {"left": 2, "right": 6, "top": 6, "bottom": 2},
        "layer": [{"data": {"values": outcomes(chart)}, "mark": BAR, "encoding": bars}, *_values(chart), *_zero(chart)],
        "resolve": {"scale": dict.fromkeys(("color", "stroke"), "independent")},
        "config": config(),
    }


def _width(chart: Chart) -> int:
    return SMALL_WIDTH if is_small(chart) else LARGE_WIDTH


def _wide(text: str) -> int:
    return len(text) * WIDTH_OF_A_LETTER


def _height(chart: Chart) -> float:
    a_category = THICKNESS * len(chart.series) / (1 - BETWEEN_NAMES)
    return round(len(chart.categories) * a_category) + (LEGEND if len(chart.series) > 1 else 0)


def _places(chart: Chart) -> Spec:
    names: Spec = {
        "title": None,
        "ticks": False,
        "domain": False,
        "labelPadding": 7,
        "labelOverlap": False,
        "labelLimit": round(_width(chart) * SHARE_FOR_NAMES),
    }
    across: Spec = {"zero": True, "nice": False, "domain": _domain(chart)}
    order: Spec = {
        "domain": list(chart.categories),
        "paddingInner": BETWEEN_NAMES,
        "paddingOuter": BETWEEN_NAMES / 2,
    }
    return {
        "x": {"field": "value", "type": "quantitative", "axis": None, "scale": across},
        "y": {"field": "category", "type": "ordinal", "axis": names, "scale": order},
        **beside(chart, "yOffset"),
    }


def _domain(chart: Chart) -> list[float]:
    """From the lowest to the highest figure and zero, with room at the ends of the bars for the printed values."""
    rows = outcomes(chart)
    lowest, highest = (edge([0.0, *(row["value"] for row in rows)]) for edge in (min, max))
    for_bars = _width(chart) * (1 - SHARE_FOR_NAMES)
    at_an_end = (max((_wide(row["text"]) for row in rows), default=0) + AIR_AT_A_VALUE) / for_bars
    room = (highest - lowest or 1.0) * at_an_end / max(0.2, 1 - 2 * at_an_end)
    return [lowest - room if lowest < 0 else lowest, highest + room if highest > 0 else highest]


def _values(chart: Chart) -> list[Spec]:
    encoding = {**_places(chart), "text": {"field": "text"}}
    ends = {False: {"align": "left", "dx": 5}, True: {"align": "right", "dx": -5}}
    return [
        {
            "data": {"values": [row for row in outcomes(chart) if (row["value"] < 0) is below]},
            "mark": {"type": "text", "fontWeight": 600, "baseline": "middle", "color": INK, **look},
            "encoding": encoding,
        }
        for below, look in ends.items()
    ]


def _zero(chart: Chart) -> list[Spec]:
    """The line that the bars begin at."""
    across = _places(chart)["x"]
    mark = {"type": "rule", "color": MUTED, "strokeWidth": 1}
    return [{"data": {"values": [{"value": 0}]}, "mark": mark, "encoding": {"x": across}}]
