"""A chart of the tree as a Vega-Lite specification: a plain dict, the same in the browser and in print.

Every figure is printed as text that the tree has formatted. Targets are told apart by shape, series by dash and
shape, so that a copy in black and white says as much.
"""

from decimal import Decimal

from tertial.common.charts.look import (
    BAR,
    BETWEEN_CATEGORIES,
    LARGE_HEIGHT,
    LINE,
    MUTED,
    PAPER,
    SERIES_COLOURS,
    SMALL_HEIGHT,
    WIDTH_OF_A_LETTER,
    Spec,
    as_bars,
    beside,
    framed,
    is_small,
    outcomes,
    told_apart,
    width_of,
)
from tertial.common.charts.lying_bars import lie, lying_bars
from tertial.domain.document import Chart, ChartKind, ReferenceLine, TargetKind

TARGET_COLOURS = {TargetKind.INTERIM: "#b3400f", TargetKind.LONG_TERM: "#6a3d9a"}
TARGET_SHAPES = {TargetKind.INTERIM: "stroke", TargetKind.LONG_TERM: "diamond"}
TARGET_SIZES = {TargetKind.INTERIM: 1500, TargetKind.LONG_TERM: 130}

MOST_VALUES_PRINTED = 24
ROOM_FOR_VALUES = 0.2
NARROWEST_UPRIGHT_VALUE = 13
# The rest is the axis and the legend.
SHARE_FOR_BARS = 0.75


def vega_lite(chart: Chart) -> Spec:
    """The specification, with its data in it and nothing to load."""
    if lie(chart):
        return lying_bars(chart)
    figures, targets = _outcome_layers(chart), _target_layers(chart)
    # A line across a bar is seen on it; a point is seen on a line.
    drawn = [*targets, *figures] if chart.kind is ChartKind.POINTS else [*figures, *targets]
    layers = [*_zero_layer(chart), *drawn, *_value_layers(chart)]
    return framed(chart, layers, height=SMALL_HEIGHT if is_small(chart) else LARGE_HEIGHT)


def _categories(chart: Chart) -> list[str]:
    """The chart's categories and after them those that only a target has: 2022, 2023, 2024, 2030."""
    later = (target.category for target in chart.targets if target.category not in chart.categories)
    return [*chart.categories, *dict.fromkeys(later)]


def _x(chart: Chart) -> Spec:
    axis = {"title": None, "labelAngle": 0, "ticks": False, "labelPadding": 7, "labelOverlap": "greedy"}
    x: Spec = {"field": "category", "type": "ordinal", "axis": axis, "scale": {"domain": _categories(chart)}}
    if chart.kind is ChartKind.BARS:
        x["scale"] |= {"paddingInner": BETWEEN_CATEGORIES, "paddingOuter": 0.25}
        axis |= _wrapped(len(_categories(chart)))
    return x


def _wrapped(categories: int) -> Spec:
    """Every label, a word a line where it is wider than its bars: a bar without its label says nothing."""
    room = f"width / {categories}"
    fits = f"length(datum.label) * {WIDTH_OF_A_LETTER} <= {room}"
    return {
        "labelOverlap": False,
        "labelExpr": f"{fits} ? datum.label : split(datum.label, ' ')",
        "labelLimit": {"expr": room},
    }


def _y(chart: Chart) -> Spec:
    shown = not _prints_values(chart)
    axis: Spec = {"title": None, "grid": True, "gridColor": LINE, "domain": False, "ticks": False}
    scale: Spec = {"zero": True, "nice": True} if shown else {"domain": _domain(chart), "nice": False, "zero": False}
    return {"field": "value", "type": "quantitative", "axis": axis if shown else None, "scale": scale}


def _domain(chart: Chart) -> list[float]:
    """From the lowest to the highest outcome or target, with room for the printed values; bars always show zero."""
    values = [row["value"] for row in outcomes(chart)]
    values += [float(bound) for target in chart.targets for bound in _bounds(target)]
    if chart.kind is ChartKind.BARS or not values:
        values.append(0.0)
    lowest, highest = min(values), max(values)
    room = (highest - lowest or abs(highest) or 1.0) * _room_for_values(chart)
    bars = chart.kind is ChartKind.BARS
    return [
        lowest if bars and lowest == 0 else lowest - room,
        highest if bars and highest == 0 < -lowest else highest + room,
    ]


def _prints_values(chart: Chart) -> bool:
    if chart.kind is ChartKind.LINES or len(chart.series) * len(chart.categories) > MOST_VALUES_PRINTED:
        return False
    return not _stands_values_up(chart) or _room_for_a_bar(chart) >= NARROWEST_UPRIGHT_VALUE


def _stands_values_up(chart: Chart) -> bool:
    """Whether the values of bars side by side would run into each other, and are written upwards instead."""
    return chart.kind is ChartKind.BARS and len(chart.series) > 1 and _widest_value(chart) > _room_for_a_bar(chart)


def _room_for_a_bar(chart: Chart) -> float:
    return width_of(chart) / max(1, len(_categories(chart))) * (1 - BETWEEN_CATEGORIES) / max(1, len(chart.series))


def _widest_value(chart: Chart) -> int:
    return max((len(row["text"]) for row in outcomes(chart)), default=0) * WIDTH_OF_A_LETTER


def _room_for_values(chart: Chart) -> float:
    """The room of a printed value as a share of what lies between the lowest and the highest."""
    if not _stands_values_up(chart):
        return ROOM_FOR_VALUES
    upright = _widest_value(chart) + 8
    return max(ROOM_FOR_VALUES, upright / max(60.0, SHARE_FOR_BARS * LARGE_HEIGHT - upright))


def _outcome_layers(chart: Chart) -> list[Spec]:
    layer: Spec = {"data": {"values": outcomes(chart)}}
    encoding: Spec = {"x": _x(chart), "y": _y(chart)}
    match chart.kind:
        case ChartKind.BARS:
            return [{**layer, "mark": BAR, "encoding": {**encoding, **as_bars(chart), **beside(chart, "xOffset")}}]
        case ChartKind.POINTS:
            told = told_apart(chart, SERIES_COLOURS, "shape")
            return [{**layer, "mark": _dot(70), "encoding": {**encoding, **told}}]
        case ChartKind.LINES:
            line = {"type": "line", "strokeWidth": 2, "color": SERIES_COLOURS[0]}
            told = told_apart(chart, SERIES_COLOURS, "strokeDash")
            dots = {name: {**channel, "legend": None} for name, channel in told.items() if name == "color"}
            return [
                {**layer, "mark": line, "encoding": {**encoding, **told}},
                {**layer, "mark": _dot(36), "encoding": {**encoding, **dots}},
            ]


def _dot(size: int) -> Spec:
    return {"type": "point", "filled": True, "opacity": 1, "size": size, "color": SERIES_COLOURS[0]}


def _value_layers(chart: Chart) -> list[Spec]:
    if not _prints_values(chart):
        return []
    x, y = _x(chart), _y(chart)
    offset = beside(chart, "xOffset") if chart.kind is ChartKind.BARS else {}
    encoding = {"x": x, "y": y, "text": {"field": "text"}, **offset}
    places = {
        "above": {"baseline": "bottom", "dy": -5},
        "below": {"baseline": "top", "dy": 6},
        "inside": {"baseline": "top", "dy": 5, "color": PAPER},
    }
    if _stands_values_up(chart):
        upright = {"angle": 270, "baseline": "middle"}
        places |= {"above": {**upright, "align": "left", "dx": 5}, "below": {**upright, "align": "right", "dx": -6}}
    return [
        {
            "data": {"values": [outcome for outcome in outcomes(chart) if _place(chart, outcome) == place]},
            "mark": {"type": "text", "fontWeight": 600, **look},
            "encoding": encoding,
        }
        for place, look in places.items()
    ]


def _place(chart: Chart, outcome: Spec) -> str:
    """Where the value of an outcome is printed: above, unless a target stands there or the bar goes down."""
    value = outcome["value"]
    lowest, highest = _domain(chart)
    near = (highest - lowest) * ROOM_FOR_VALUES
    crowded = any(
        target.category == outcome["category"] and 0 <= float(bound) - value < near
        for target in chart.targets
        for bound in _bounds(target)
    )
    if chart.kind is ChartKind.POINTS:
        return "below" if crowded else "above"
    if value < 0:
        return "below"
    return "inside" if crowded and value > near and len(chart.series) == 1 else "above"


def _target_layers(chart: Chart) -> list[Spec]:
    if not chart.targets:
        return []
    marks = [_target_row(target, value) for target in chart.targets for value in _bounds(target)]
    bands = [
        {**_target_row(target, target.value), "until": float(target.until)}
        for target in chart.targets
        if target.until is not None
    ]
    layers = [
        _target_points(chart, marks, width=6.5, halo=True),
        _target_points(chart, marks, width=2.5, halo=False),
    ]
    return [_target_bands(chart, bands), *layers] if bands else layers


def _target_points(chart: Chart, marks: list[Spec], *, width: float, halo: bool) -> Spec:
    """The marks of the targets; the halo beneath them keeps a line apart from the bar that it crosses."""
    kinds = {target.label: target.kind for target in chart.targets}
    labels = list(kinds)
    shapes = {"domain": labels, "range": [TARGET_SHAPES[kind] for kind in kinds.values()]}
    colours = {"domain": labels, "range": [TARGET_COLOURS[kind] for kind in kinds.values()]}
    legend = None if halo else {"symbolStrokeWidth": 2.5, "symbolSize": 130, "symbolFillColor": PAPER}
    label = {"field": "label", "type": "nominal"}
    return {
        "data": {"values": marks},
        "mark": {"type": "point", "filled": False, "opacity": 1, "strokeWidth": width, "fill": PAPER},
        "encoding": {
            "x": _x(chart),
            "y": _y(chart),
            "shape": {**label, "scale": shapes, "legend": legend},
            "stroke": {"value": PAPER} if halo else {**label, "scale": colours, "legend": legend},
            "size": {"field": "size", "type": "quantitative", "scale": None, "legend": None},
        },
    }


def _target_bands(chart: Chart, bands: list[Spec]) -> Spec:
    return {
        "data": {"values": bands},
        "mark": {"type": "rule", "strokeWidth": 2.5, "strokeDash": [2, 2]},
        "encoding": {
            "x": _x(chart),
            "y": _y(chart),
            "y2": {"field": "until"},
            "stroke": {"field": "colour", "type": "nominal", "scale": None},
        },
    }


def _zero_layer(chart: Chart) -> list[Spec]:
    """The line that bars stand on, drawn where it is not already the edge of the chart."""
    if chart.kind is not ChartKind.BARS or all(row["value"] >= 0 for row in outcomes(chart)):
        return []
    mark = {"type": "rule", "color": MUTED, "strokeWidth": 1}
    return [{"data": {"values": [{"value": 0}]}, "mark": mark, "encoding": {"y": _y(chart)}}]


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
