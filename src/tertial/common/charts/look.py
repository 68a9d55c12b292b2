"""What every chart has in common: colours, sizes, its outcomes as rows, and how its series are told apart."""

from collections.abc import Sequence
from typing import Any

from tertial.domain.document import Chart, ChartKind, figure_text

Spec = dict[str, Any]

FONT = "Inter, system-ui, sans-serif"
INK = "#1f2a37"
MUTED = "#5b6673"
LINE = "#c9d0d8"
PAPER = "#ffffff"
SERIES_COLOURS = ("#1f5c8b", "#8f4a1b", "#3f7048", "#6a4b93", "#4a4f57")
# Light and dark in turn, so that bars side by side differ without colour too.
BAR_COLOURS = ("#1f5c8b", "#b3cbe0", "#0c2b47", "#7ba3c6", "#5b6673")

SMALL_WIDTH, SMALL_HEIGHT = 300, 170
LARGE_WIDTH, LARGE_HEIGHT = 620, 250
MOST_CATEGORIES_IN_A_SMALL_CHART = 6
WIDTH_OF_A_LETTER = 6
BETWEEN_CATEGORIES = 0.45
BAR: Spec = {"type": "bar", "cornerRadiusEnd": 1.5, "color": SERIES_COLOURS[0], "strokeWidth": 1.5}


def is_small(chart: Chart) -> bool:
    """Whether the chart is read at half the width of a page: one series over a few categories."""
    return len(chart.series) == 1 and len(chart.categories) <= MOST_CATEGORIES_IN_A_SMALL_CHART


def width_of(chart: Chart) -> int:
    """How wide the chart is drawn, in pixels."""
    return SMALL_WIDTH if is_small(chart) else LARGE_WIDTH


def config() -> Spec:
    """What holds for all of a chart: fonts, numbers as in Swedish, the legend below."""
    swedish = {"decimal": ",", "thousands": "\u00a0", "grouping": [3], "currency": ["", "\u00a0kr"], "minus": "−"}
    return {
        "aria": False,
        "background": None,
        "font": FONT,
        "locale": {"number": swedish},
        "view": {"stroke": None},
        "axis": {"labelColor": INK, "labelFontSize": 11, "titleColor": MUTED, "tickColor": LINE, "domainColor": MUTED},
        "legend": {
            "orient": "bottom",
            "direction": "vertical",
            "title": None,
            "labelColor": INK,
            "labelFontSize": 11,
            "labelLimit": 560,
            "offset": 8,
            "rowPadding": 3,
        },
        "text": {"color": INK, "fontSize": 11},
    }


def outcomes(chart: Chart) -> list[Spec]:
    """A row for each figure that there is, with its text as the tree has formatted it."""
    return [
        {
            "category": category,
            "series": series.name,
            "value": float(figure.quantity.value),
            "text": figure_text(figure),
        }
        for series in chart.series
        for category, figure in zip(chart.categories, series.figures, strict=True)
        if figure is not None
    ]


def told_apart(chart: Chart, colours: tuple[str, ...], *channels: str) -> Spec:
    """What tells several series apart: always colour, and with it a channel that survives a copy without colour."""
    if len(chart.series) < 2:
        return {}
    names = [series.name for series in chart.series]
    legend = {"direction": "horizontal", "columns": 4, "symbolStrokeWidth": 2, "symbolSize": 110, "columnPadding": 18}
    if chart.kind is ChartKind.LINES:
        legend |= {"symbolType": "stroke", "symbolSize": 500}
    channel: Spec = {"field": "series", "type": "nominal", "legend": legend}
    used = [colours[number % len(colours)] for number in range(len(names))]
    told: Spec = {"color": {**channel, "scale": {"domain": names, "range": used}}}
    return told | {name: {**channel, "scale": {"domain": names}} for name in channels}


def as_bars(chart: Chart) -> Spec:
    """How bars look. Their edge lets one be seen that is too low for the scale of the others."""
    told = told_apart(chart, BAR_COLOURS)
    return told | {"stroke": {**told["color"], "legend": None}} if told else {"stroke": {"value": SERIES_COLOURS[0]}}


def beside(chart: Chart, channel: str) -> Spec:
    """What sets the bars of several series side by side: `channel` is `xOffset` or `yOffset`."""
    if len(chart.series) < 2:
        return {}
    names = [series.name for series in chart.series]
    return {channel: {"field": "series", "type": "nominal", "scale": {"domain": names, "paddingInner": 0.08}}}


def framed(chart: Chart, layers: Sequence[Spec], *, height: float) -> Spec:
    """The specification around the layers of a chart, as wide as it is read."""
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": width_of(chart),
        "height": height,
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": {"left": 2, "right": 6, "top": 6, "bottom": 2},
        "layer": list(layers),
        "resolve": {"scale": dict.fromkeys(("color", "shape", "stroke", "strokeDash"), "independent")},
        "config": config(),
    }
