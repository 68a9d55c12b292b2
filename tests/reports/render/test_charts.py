"""Charts: drawn from data, told in words, kept by what they show."""

import dataclasses
import io
import re
from decimal import Decimal

import pytest
from django.utils.translation import override
from PIL import Image, ImageFont

from tertial.domain.document import Chart, ChartKind, Figure, ReferenceLine, Series, TargetKind
from tertial.domain.quantity import Quantity, Unit
from tertial.reports.charts import ChartNotDrawn, Drawings, describe_chart, draw, is_small, vega_lite
from tertial.reports.fonts import FONTS

YEARS = ("2022", "2023", "2024")
TARGETS = (
    ReferenceLine(TargetKind.INTERIM, "Etappmål 2024 ≤38", "2024", Decimal(38)),
    ReferenceLine(TargetKind.LONG_TERM, "Målvärde 2030 0 ± 2", "2030", Decimal(-2), Decimal(2)),
)


def outcomes(*values: str | None) -> Series:
    return Series(
        "Utfall",
        tuple(Figure(Quantity(Decimal(value), Unit.PERCENT, 1)) if value is not None else None for value in values),
    )


def fear(kind: ChartKind = ChartKind.BARS, *values: str | None) -> Chart:
    return Chart("Oro (%)", kind, YEARS, (outcomes(*(values or ("44", "52", "1055.25"))),), "alt", "År", TARGETS)


@pytest.fixture(autouse=True)
def _nothing_remembered(monkeypatch):
    monkeypatch.setattr(Drawings, "_recent", draw.OrderedDict())


@pytest.mark.parametrize("kind", ChartKind)
def test_a_chart_prints_its_figures_in_swedish_and_names_both_targets(kind, drawings):
    svg = drawings.svg(fear(kind))
    shown = re.findall(r"<text[^>]*>([^<]*)</text>", svg)

    assert {"2022", "2023", "2024", "2030", "Etappmål 2024 ≤38", "Målvärde 2030 0 ± 2"} <= set(shown)
    if kind is not ChartKind.LINES:
        assert {"44,0", "52,0", "1\u00a0055,3"} <= set(shown)


def test_a_chart_names_no_font_but_that_of_the_report(drawings):
    families = set(re.findall(r'font-family="([^"]*)"', drawings.svg(fear())))

    assert families == {"Inter, system-ui, sans-serif"}


def test_bars_stand_on_zero_and_points_do_not():
    bars = vega_lite(fear())["layer"][0]["encoding"]["y"]["scale"]["domain"]
    above_zero = vega_lite(dataclasses.replace(fear(), targets=()))
    points = vega_lite(dataclasses.replace(fear(ChartKind.POINTS, "78", "79", "79"), targets=()))
    negative = vega_lite(dataclasses.replace(fear(ChartKind.BARS, "0.7", "-3", "1.7"), targets=()))

    assert above_zero["layer"][0]["encoding"]["y"]["scale"]["domain"][0] == 0
    assert bars[0] < -2
    assert points["layer"][0]["encoding"]["y"]["scale"]["domain"][0] > 77
    assert negative["layer"][0]["encoding"]["y"]["scale"]["domain"][0] < -3


@pytest.mark.parametrize(
    ("kind", "outcome", "place"),
    [
        (ChartKind.BARS, "55", "above"),
        (ChartKind.BARS, "37", "inside"),
        (ChartKind.BARS, "-3", "below"),
        (ChartKind.POINTS, "55", "above"),
        (ChartKind.POINTS, "37", "below"),
    ],
)
def test_a_value_never_stands_where_its_target_does(kind, outcome, place):
    values = vega_lite(fear(kind, "44", "52", outcome))["layer"][-3:]
    places = dict(zip(("above", "below", "inside"), values, strict=True))

    assert "2024" in [row["category"] for row in places[place]["data"]["values"]]


def test_a_chart_without_any_outcome_or_with_one_value_can_be_drawn(drawings):
    assert "2024" in drawings.svg(dataclasses.replace(fear(ChartKind.POINTS, None, None, None), targets=()))
    assert "5,0" in drawings.svg(dataclasses.replace(fear(ChartKind.POINTS, "5", None, "5"), targets=()))


def test_several_series_differ_in_more_than_colour():
    series = (outcomes("1", "2", "3"), dataclasses.replace(outcomes("2", "3", "4"), name="Mål"))
    lines, points, bars = (
        vega_lite(dataclasses.replace(fear(kind), series=series, targets=()))["layer"][0]["encoding"]
        for kind in (ChartKind.LINES, ChartKind.POINTS, ChartKind.BARS)
    )

    assert "strokeDash" in lines
    assert "shape" in points
    assert "xOffset" in bars
    assert not is_small(dataclasses.replace(fear(), series=series))
    assert is_small(fear())


def side_by_side(categories: int, *names: str) -> Chart:
    figures = tuple(Figure(Quantity(Decimal("-1376.8"), Unit.MNKR, 1)) for _ in range(categories))
    names_of = tuple(f"Nämnd {number}" for number in range(categories))
    return Chart("Kostnader", ChartKind.BARS, names_of, tuple(Series(name, figures) for name in names), "alt")


@pytest.mark.parametrize(
    ("categories", "series", "angles"), [(2, 2, {None}), (8, 3, {None, 270}), (12, 2, {None, 270}), (24, 5, set())]
)
def test_values_of_bars_side_by_side_never_run_into_each_other(categories, series, angles):
    layers = vega_lite(side_by_side(categories, *(f"Serie {number}" for number in range(series))))["layer"]
    printed = [layer["mark"] for layer in layers if layer["mark"]["type"] == "text"]

    # Where they would, they are written upwards; where there is no room for that either, the axis has figures.
    assert {mark.get("angle") for mark in printed if mark["baseline"] != "top" or "color" not in mark} <= angles
    assert (270 in {mark.get("angle") for mark in printed}) == (270 in angles)
    assert bool(printed) == bool(angles)


LONG_NAMES = (
    "Förskola och fritidshem",
    "Arbetsmarknadsåtgärder",
    "Individ- och familjeomsorg",
    "Samhällsbyggnad",
    "LSS",
)


def by_activity(*values: str) -> Chart:
    figures = tuple(Figure(Quantity(Decimal(value), Unit.MNKR, 1)) for value in values)
    return Chart(
        "Nettokostnad", ChartKind.BARS, LONG_NAMES, (Series("Budget", figures), Series("Utfall", figures)), "alt"
    )


def test_a_name_that_has_no_room_under_its_bars_is_read_whole_beside_them(drawings):
    chart = by_activity("90", "7.5", "-63.4", "102.9", "0.3")
    picture = drawings.svg(chart)

    assert [name for name in LONG_NAMES if f">{name}</text>" not in picture] == []
    assert [picture.count(f">{value}</text>") for value in ("90,0", "7,5", "−63,4", "102,9", "0,3")] == [2] * 5


@pytest.mark.parametrize("series", [1, 2])
@pytest.mark.parametrize("categories", [2, 6, 21, 60])
def test_no_name_beside_a_bar_is_cut_however_long_it_is_and_however_many_there_are(series, categories, drawings):
    long = tuple(f"Stadsbyggnadsnämnden och miljönämnden i samverkan {number}" for number in range(categories))
    figures = tuple(Figure(Quantity(Decimal(number), Unit.MNKR, 1)) for number in range(categories))
    of_each = tuple(Series(f"Serie {number}", figures) for number in range(series))
    picture = drawings.svg(Chart("Kostnad", ChartKind.BARS, long, of_each, "alt"))

    assert "…" not in picture
    assert picture.count("Stadsbyggnadsnämnden") == picture.count("samverkan") == categories


def test_bars_that_are_all_nought_begin_beside_their_names():
    layers = vega_lite(by_activity(*["0"] * 5))["layer"]

    lowest, highest = layers[0]["encoding"]["x"]["scale"]["domain"]
    assert lowest == 0 < highest


def test_a_value_of_a_bar_below_zero_stands_at_its_end_and_does_not_reach_the_names():
    layers = vega_lite(by_activity("90", "7.5", "-63.4", "102.9", "0.3"))["layer"]
    (below,) = [layer for layer in layers if layer["mark"].get("align") == "right"]
    lowest, _highest = below["encoding"]["x"]["scale"]["domain"]

    assert [row["value"] for row in below["data"]["values"]] == [-63.4, -63.4]
    assert lowest < -63.4


def test_bars_stand_as_long_as_their_names_have_room():
    short = dataclasses.replace(by_activity(*"12345"), categories=tuple("ABCDE"))

    assert vega_lite(short)["layer"][0]["encoding"]["x"]["field"] == "category"
    assert vega_lite(by_activity(*"12345"))["layer"][0]["encoding"]["y"]["field"] == "category"


def test_a_bar_too_low_for_the_scale_has_an_edge_that_is_seen():
    (bars,) = [
        layer for layer in vega_lite(side_by_side(2, "Budget", "Utfall"))["layer"] if layer["mark"]["type"] == "bar"
    ]

    assert bars["mark"]["strokeWidth"] > 1
    assert bars["encoding"]["stroke"]["field"] == "series"


def test_a_chart_is_drawn_once_for_what_it_shows(tmp_path, monkeypatch):
    drawn = []
    monkeypatch.setattr(draw, "_svg", lambda chart: drawn.append(chart.title) or "<svg/>")
    same_but_for_words = dataclasses.replace(fear(), alt="other words")

    for chart in (fear(), same_but_for_words, dataclasses.replace(fear(), categories=("2021", "2022", "2023"))):
        Drawings(tmp_path).svg(chart)

    assert len(drawn) == 2
    assert len(list(tmp_path.iterdir())) == 2


def test_a_drawing_on_disk_serves_the_next_process(tmp_path, monkeypatch):
    first = Drawings(tmp_path).svg(fear())
    monkeypatch.setattr(Drawings, "_recent", draw.OrderedDict())
    monkeypatch.setattr(draw, "_svg", lambda _: pytest.fail("drawn again"))

    assert Drawings(tmp_path).svg(fear()) == first


def test_a_cache_that_cannot_be_written_stops_nothing(tmp_path):
    (tmp_path / "file").write_text("in the way")

    assert Drawings(tmp_path / "file" / "charts").svg(fear()).startswith("<svg")


def test_memory_holds_the_newest_drawings_only(monkeypatch):
    monkeypatch.setattr(draw, "KEPT_IN_MEMORY", 2)
    monkeypatch.setattr(draw, "_svg", lambda _: "<svg/>")
    for value in ("1", "2", "3"):
        Drawings().svg(fear(ChartKind.BARS, value, value, value))

    assert len(Drawings._recent) == 2


def test_a_chart_that_cannot_be_drawn_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(draw, "vega_lite", lambda _: {"mark": "no such mark"})

    with pytest.raises(ChartNotDrawn) as raised:
        Drawings(tmp_path).svg(fear())

    assert raised.value.message.params["title"] == "Oro (%)"


def test_the_picture_for_word_is_sharp_in_print(drawings):
    png = drawings.png(fear())

    assert png.startswith(b"\x89PNG")
    assert int.from_bytes(png[16:20], "big") == 900


def test_the_words_for_a_chart_say_every_outcome_target_and_verdict():
    with override("en"):
        told = describe_chart(
            title="Fear of crime (%)",
            categories=YEARS,
            series=(outcomes("44", "52", None),),
            targets=TARGETS[:1],
            verdicts={TargetKind.INTERIM: "not reached"},
        )

    assert told == (
        "Bar chart of outcomes and targets: Fear of crime (%). "
        "The outcome is 44,0 for 2022, 52,0 for 2023 and unknown for 2024. "
        "Etappmål 2024 ≤38, not reached."
    )


def test_the_words_for_many_outcomes_say_the_lowest_and_the_highest_of_each_series():
    months = tuple(str(month) for month in range(1, 13))
    values = [str(month % 5) for month in range(1, 13)]
    series = (dataclasses.replace(outcomes(*values), name="2023"), dataclasses.replace(outcomes(*values), name="2024"))
    with override("en"):
        told = describe_chart(title="Sick leave", categories=months, series=series, kind=ChartKind.LINES)

    assert told == (
        "Line chart: Sick leave. 2023: lowest 0,0 for 5, highest 4,0 for 4. 2024: lowest 0,0 for 5, highest 4,0 for 4."
    )


def test_the_words_for_a_chart_of_outcome_and_budget_call_neither_the_other():
    series = (dataclasses.replace(outcomes("5"), name="Outcome"), dataclasses.replace(outcomes("6"), name="Budget"))
    with override("en"):
        told = describe_chart(title="Net cost", categories=("The year",), series=series)

    assert told == "Bar chart: Net cost. Outcome: 5,0 for The year. Budget: 6,0 for The year."


@pytest.mark.parametrize("written", ["2024-05-27", "12x300", "12 x 00"])
def test_days_and_signs_in_a_picture_are_drawn_as_they_are_written(written):
    engine = draw._library()
    place = 'x="20" y="110" font-family="Inter" font-size="100"'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="900" height="160"><text {place}>{written}</text></svg>'

    left, _top, right, _bottom = Image.open(io.BytesIO(engine.svg_to_png(svg, scale=1))).getchannel("A").getbbox()

    # Raqm shapes as browsers do, here without the contextual letters.
    face = ImageFont.truetype(FONTS / "Inter-Regular.otf", 100, layout_engine=ImageFont.Layout.RAQM)
    plain_left, _top, plain_right, _bottom = face.getmask(written, features=["-calt"]).getbbox()
    assert right - left == pytest.approx(plain_right - plain_left, abs=3)
