"""The chart of an indicator: its outcomes over the years, its interim targets and its long-term target."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from tertial.domain.numbers_sv import format_quantity
from tertial.goals.queries.readings import OutcomeReading, TargetReading

Spec = dict[str, Any]

_ACCENT, _INTERIM, _LONG_TERM = "#0b5563", "#a3460f", "#6a3d9a"


def indicator_chart(
    outcomes: Iterable[OutcomeReading],
    interim: Sequence[TargetReading],
    long_term: Sequence[TargetReading],
    words: dict[str, str],
) -> Spec | None:
    """A Vega-Lite specification; None where there is nothing to draw. Kinds differ in shape and colour both."""
    yearly = _yearly(outcomes)
    points = [
        *(
            _point(str(each.period.year), each.quantity.value, format_quantity(each.quantity), _("Outcome"))
            for each in yearly
        ),
        *_targets(interim, words["interim_target"]),
        *_targets(long_term, words["long_term_target"]),
    ]
    if not points:
        return None
    kinds = [_("Outcome"), words["interim_target"], words["long_term_target"]]
    years = sorted({point["year"] for point in points})
    x = {"field": "year", "type": "ordinal", "title": None, "axis": {"labelAngle": 0}, "scale": {"domain": years}}
    y = {"field": "value", "type": "quantitative", "title": None, "scale": {"zero": False, "padding": 12}}
    is_outcome = {"filter": {"field": "kind", "equal": kinds[0]}}
    return {
        "height": 240,
        "data": {"values": points},
        "encoding": {"x": x, "y": y},
        "layer": [
            {"transform": [is_outcome], "mark": {"type": "line", "color": _ACCENT, "strokeWidth": 2}},
            {"mark": {"type": "point", "filled": True, "size": 90, "opacity": 1}, "encoding": _told_apart(kinds)},
            {
                "mark": {"type": "text", "dy": -14, "fontSize": 12, "color": "#202d36"},
                "encoding": {"text": {"field": "text"}},
            },
        ],
    }


def chart_in_words(name: str, outcomes: Iterable[OutcomeReading], targets: Iterable[tuple[str, TargetReading]]) -> str:
    """The same as a sentence, for those who do not see the chart."""
    figures = [f"{each.period.key} {format_quantity(each.quantity, with_unit=True)}" for each in _yearly(outcomes)]
    aims = [f"{word} {target.year} {target.expression}" for word, target in targets]
    return f"{name}: {'; '.join(figures) or _('no outcome')}. {'; '.join(aims)}".strip()


def _yearly(outcomes: Iterable[OutcomeReading]) -> list[OutcomeReading]:
    return sorted((each for each in outcomes if each.period.is_year), key=lambda each: each.period)


def _targets(targets: Iterable[TargetReading], word: str) -> list[Spec]:
    bounds = [
        (each, bound) for each in targets if each.target for bound in (each.target.lower, each.target.upper) if bound
    ]
    return [_point(str(each.year), bound.value, each.expression, word) for each, bound in bounds]


def _point(year: str, value: Any, text: str, kind: str) -> Spec:  # noqa: ANN401 - a figure on its way to JSON
    return {"year": year, "value": float(value), "text": text, "kind": kind}


def _told_apart(kinds: list[str]) -> Spec:
    legend = {"title": None, "orient": "bottom", "symbolOpacity": 1}
    return {
        "shape": {
            "field": "kind",
            "type": "nominal",
            "scale": {"domain": kinds, "range": ["circle", "triangle-up", "diamond"]},
            "legend": legend,
        },
        "color": {
            "field": "kind",
            "type": "nominal",
            "scale": {"domain": kinds, "range": [_ACCENT, _INTERIM, _LONG_TERM]},
            "legend": legend,
        },
        "tooltip": [{"field": "kind", "title": " "}, {"field": "year", "title": " "}, {"field": "text", "title": " "}],
    }
