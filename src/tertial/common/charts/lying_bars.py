"""Bars that lie, for names that have no room under bars that stand."""

from textwrap import wrap

from tertial.common.charts.look import (
    BAR,
    INK,
    MUTED,
    WIDTH_OF_A_LETTER,
    Spec,
    as_bars,
    beside,
    framed,
    outcomes,
    width_of,
)
from tertial.domain.document import Chart, ChartKind

THICKNESS = 12
"""Of one bar, in pixels, where there are not too many for a page."""
LINE_OF_A_NAME = 13
BETWEEN_NAMES = 0.36
HIGHEST = 900
"""What a page holds."""
LOWEST_WITH_A_VALUE = 10
LEGEND = 34
SHARE_FOR_NAMES = 0.4
AIR_AT_A_VALUE = 8


def lie(chart: Chart) -> bool:
    """Whether some word of a name is wider than what it would stand under. Targets are marked on bars that stand."""
    if chart.kind is not ChartKind.BARS or chart.targets or len(chart.categories) * LINE_OF_A_NAME > HIGHEST:
        return False
    room = width_of(chart) / max(1, len(chart.categories))
    return max((_wide(word) for name in chart.categories for word in name.split()), default=0) > room


def lying_bars(chart: Chart) -> Spec:
    """The specification of a bar chart whose categories are read from above, each with its bars under one another."""
    bars = {**_places(chart), **as_bars(chart)}
    layers = [{"data": {"values": _rows(chart)}, "mark": BAR, "encoding": bars}, *_values(chart), *_zero(chart)]
    return framed(chart, layers, height=_height(chart))


def _wide(text: str) -> int:
    return len(text) * WIDTH_OF_A_LETTER


def _height(chart: Chart) -> float:
    a_category = max(_thickness(chart) * len(chart.series) / (1 - BETWEEN_NAMES), _lines(chart) * LINE_OF_A_NAME)
    return round(len(chart.categories) * a_category) + (LEGEND if len(chart.series) > 1 else 0)


def _thickness(chart: Chart) -> float:
    bars = len(chart.categories) * len(chart.series)
    return min(THICKNESS, HIGHEST * (1 - BETWEEN_NAMES) / bars)


def _names(chart: Chart) -> dict[str, str]:
    """Each name in lines that leave the bars their room, as low as the highest; a word is never cut."""
    letters = int(width_of(chart) * SHARE_FOR_NAMES) // WIDTH_OF_A_LETTER
    lines = {name: wrap(name, letters, break_long_words=False, break_on_hyphens=False) for name in chart.categories}
    most = max(map(len, lines.values()))
    return {name: "\n".join([*[""] * ((most - len(of_it)) // 2), *of_it]) for name, of_it in lines.items()}


def _lines(chart: Chart) -> int:
    return max(name.count("\n") + 1 for name in _names(chart).values())


def _rows(chart: Chart) -> list[Spec]:
    names = _names(chart)
    return [{**row, "category": names[row["category"]]} for row in outcomes(chart)]


def _places(chart: Chart) -> Spec:
    names: Spec = {
        "title": None,
        "ticks": False,
        "domain": False,
        "labelPadding": 7,
        "labelOverlap": False,
        "labelLimit": 0,
        "labelExpr": r"split(datum.label, '\n')",
        "labelOffset": -(_lines(chart) - 1) * LINE_OF_A_NAME / 2,  # the first line stands in the middle
    }
    across: Spec = {"zero": True, "nice": False, "domain": _domain(chart)}
    order: Spec = {
        "domain": list(_names(chart).values()),
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
    rows = _rows(chart)
    lowest, highest = (edge([0.0, *(row["value"] for row in rows)]) for edge in (min, max))
    for_bars = width_of(chart) * (1 - SHARE_FOR_NAMES)
    at_an_end = (max((_wide(row["text"]) for row in rows), default=0) + AIR_AT_A_VALUE) / for_bars
    room = (highest - lowest or 1.0) * at_an_end / max(0.2, 1 - 2 * at_an_end)
    return [lowest - room if lowest < 0 else lowest, highest + room if highest > 0 or lowest == 0 else highest]


def _values(chart: Chart) -> list[Spec]:
    if _thickness(chart) < LOWEST_WITH_A_VALUE:
        return []  # they would run into each other, and the table says them
    encoding = {**_places(chart), "text": {"field": "text"}}
    ends = {False: {"align": "left", "dx": 5}, True: {"align": "right", "dx": -5}}
    return [
        {
            "data": {"values": [row for row in _rows(chart) if (row["value"] < 0) is below]},
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
