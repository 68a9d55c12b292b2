"""A chart of the tree as a Vega-Lite specification: a plain dict, the same in the browser and in print.

Every figure is printed as text that the tree has formatted. Targets are told apart by shape, series by dash and
shape, so that a copy in black and white says as much.
"""

from decimal import Decimal
from typing import Any

from tertial.domain.document import Chart, ChartKind, ReferenceLine, TargetKind, figure_text

Spec = dict[str, Any]

FONT = "Inter, system-ui, sans-serif"
INK = "#1f2a37"
MUTED = "#5b6673"
LINE = "#c9d0d8"
SERIES_COLOURS = ("#1f5c8b", "#8f4a1b", "#3f7048", "#6a4b93", "#4a4f57")
TARGET_COLOURS = {TargetKind.INTERIM: "#b3400f", TargetKind.LONG_TERM: "#6a3d9a"}
TARGET_SHAPES = {TargetKind.INTERIM: "stroke", TargetKind.LONG_TERM: "diamond"}
TARGET_SIZES = {TargetKind.INTERIM: 1500, TargetKind.LONG_TERM: 130}

SMALL_WIDTH, SMALL_HEIGHT = 300, 170
LARGE_WIDTH, LARGE_HEIGHT = 620, 250
MOST_CATEGORIES_IN_A_SMALL_CHART = 6
MOST_VALUES_PRINTED = 24


def is_small(chart: Chart) -> bool:
    """Whether the chart is read at half the width of a page: one series over a few categories."""
    return len(chart.series) == 1 and len(chart.categories) <= MOST_CATEGORIES_IN_A_SMALL_CHART


def vega_lite(chart: Chart) -> Spec:
    """The specification, with its data in it and nothing to load."""
    small = is_small(chart)
    layers = [*_outcome_layers(chart), *_value_layers(chart), *_target_layers(chart)]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": SMALL_WIDTH if small else LARGE_WIDTH,
        "height": SMALL_HEIGHT if small else LARGE_HEIGHT,
        "autosize": {"type": "fit", "contains": "padding"},
        "padding": {"left": 2, "right": 6, "top": 6, "bottom": 2},
        "layer": layers,
        "resolve": {"scale": {"color": "independent", "shape": "independent", "size": "independent"}},
        "config": _config(),
    }


def _config() -> Spec:
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


def _categories(chart: Chart) -> list[str]:
    """The chart's categories and after them those that only a target has: 2022, 2023, 2024, 2030."""
    later = (target.category for target in chart.targets if target.category not in chart.categories)
    return [*chart.categories, *dict.fromkeys(later)]


def _x(chart: Chart) -> Spec:
    axis = {"title": None, "labelAngle": 0, "ticks": False, "labelPadding": 7, "labelOverlap": "greedy"}
    x: Spec = {"field": "category", "type": "ordinal", "axis": axis, "scale": {"domain": _categories(chart)}}
    if chart.kind is ChartKind.BARS:
        x["scale"] |= {"paddingInner": 0.45, "paddingOuter": 0.25}
    return x


def _y(chart: Chart) -> Spec:
    shown = not _prints_values(chart)
    axis: Spec | None = (
        {"title": None, "grid": True, "gridColor": LINE, "domain": False, "ticks": False} if shown else None
    )
    return {
        "field": "value",
        "type": "quantitative",
        "axis": axis,
        "scale": {"zero": chart.kind is ChartKind.BARS, "nice": shown, "domainMin": _lowest(chart), "padding": 14},
    }


def _lowest(chart: Chart) -> float | None:
    """Bars start at zero unless some go below it; the scale of points and lines finds its own start."""
    if chart.kind is not ChartKind.BARS:
        return None
    values = [row["value"] for row in _outcomes(chart)]
    return 0 if all(value >= 0 for value in values) else None


def _prints_values(chart: Chart) -> bool:
    return len(chart.series) * len(chart.categories) <= MOST_VALUES_PRINTED and chart.kind is not ChartKind.LINES


def _outcomes(chart: Chart) -> list[Spec]:
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


def _outcome_layers(chart: Chart) -> list[Spec]:
    encoding: Spec = {"x": _x(chart), "y": _y(chart)}
    many = len(chart.series) > 1
    names = [series.name for series in chart.series]
    colours = {"domain": names, "range": list(SERIES_COLOURS[: len(names)])}
    if many:
        encoding["color"] = {"field": "series", "type": "nominal", "scale": colours, "legend": {"columns": 4}}
    mark: Spec = {"color": SERIES_COLOURS[0]}
    match chart.kind:
        case ChartKind.BARS:
            mark |= {"type": "bar", "cornerRadiusEnd": 1.5}
            if many:
                encoding["xOffset"] = {"field": "series", "type": "nominal", "scale": {"domain": names}}
        case ChartKind.POINTS:
            mark |= {"type": "point", "filled": True, "opacity": 1, "size": 70}
            if many:
                encoding["shape"] = {"field": "series", "type": "nominal", "scale": {"domain": names}}
        case ChartKind.LINES:
            mark |= {"type": "line", "point": {"size": 36}, "strokeWidth": 2}
            if many:
                encoding["strokeDash"] = {"field": "series", "type": "nominal", "scale": {"domain": names}}
    return [{"data": {"values": _outcomes(chart)}, "mark": mark, "encoding": encoding}]


def _value_layers(chart: Chart) -> list[Spec]:
    if not _prints_values(chart):
        return []
    x, y = _x(chart), _y(chart)
    offset: Spec = {}
    if len(chart.series) > 1 and chart.kind is ChartKind.BARS:
        names = [series.name for series in chart.series]
        offset = {"xOffset": {"field": "series", "type": "nominal", "scale": {"domain": names}}}
    encoding = {"x": x, "y": y, "text": {"field": "text"}, **offset}
    outcomes = _outcomes(chart)
    sides = (
        ("bottom", -5, [o for o in outcomes if o["value"] >= 0]),
        ("top", 5, [o for o in outcomes if o["value"] < 0]),
    )
    return [
        {
            "data": {"values": values},
            "mark": {"type": "text", "baseline": side, "dy": distance, "fontWeight": 600},
            "encoding": encoding,
        }
        for side, distance, values in sides
        if values
    ]


def _target_layers(chart: Chart) -> list[Spec]:
    if not chart.targets:
        return []
    marks = [_target_row(target, value) for target in chart.targets for value in _bounds(target)]
    bands = [
        {**_target_row(target, target.value), "until": float(target.until)}
        for target in chart.targets
        if target.until is not None
    ]
    labels = list(dict.fromkeys(target.label for target in chart.targets))
    kinds = [next(target.kind for target in chart.targets if target.label == label) for label in labels]
    x, y = _x(chart), _y(chart)
    colour = {"field": "colour", "type": "nominal", "scale": None}
    legend_scale = {"domain": labels, "range": [TARGET_SHAPES[kind] for kind in kinds]}
    legend = {"symbolStrokeColor": INK, "symbolFillColor": "#ffffff", "symbolStrokeWidth": 2.5, "symbolSize": 130}
    point: Spec = {
        "data": {"values": marks},
        "mark": {"type": "point", "filled": False, "opacity": 1, "strokeWidth": 2.5, "fill": "#ffffff"},
        "encoding": {
            "x": x,
            "y": y,
            "shape": {"field": "label", "type": "nominal", "scale": legend_scale, "legend": legend},
            "stroke": colour,
            "size": {"field": "size", "type": "quantitative", "scale": None, "legend": None},
        },
    }
    band: Spec = {
        "data": {"values": bands},
        "mark": {"type": "rule", "strokeWidth": 2.5, "strokeDash": [2, 2]},
        "encoding": {"x": x, "y": y, "y2": {"field": "until"}, "stroke": colour},
    }
    return [band, point] if bands else [point]


def _bounds(target: ReferenceLine) -> tuple[Decimal, ...]:
    return (target.value,) if target.until is None else (target.value, target.until)


def _target_row(target: ReferenceLine, value: Decimal) -> Spec:
    return {
        "category": target.category,
        "label": target.label,
        "value": float(value),
        "colour": TARGET_COLOURS[target.kind],
        "size": TARGET_SIZES[target.kind],
    }
