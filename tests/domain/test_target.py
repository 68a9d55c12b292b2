from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.numbers_sv import format_decimal, parse_decimal
from tertial.domain.target import Bound, Direction, Target, UnreadableTarget, parse_target
from tests.domain.rule_page import RULES, table, with_plain_spaces

NUMBERS = st.decimals(-(10**6), 10**6, places=2)
DIRECTIONS = st.sampled_from(Direction)
EXPLICIT = {Direction.HIGHER: "≥", Direction.LOWER: "≤", Direction.EXACT: "="}


def written(number: Decimal) -> str:
    return format_decimal(number, 2)


@st.composite
def expressions(draw: st.DrawFn) -> str:
    low, high = sorted((draw(NUMBERS), draw(NUMBERS)))
    suffix = draw(
        st.sampled_from(["", " %", " per år", " bostäder per år", " per 1000 inv", " timmar per barn och dag"])
    )
    sign = draw(st.sampled_from(["", "<", ">", "≤", "≥", "=", "max ", "minst ", "fler än "]))
    one_sided = f"{sign}{written(low)}{suffix}"
    around = f"{written(low)} ± {written(abs(high))}{suffix}"
    return draw(st.sampled_from([one_sided, around, f"{written(low)} – {written(high)}{suffix}"]))


def bound_on_page(bound: Bound | None, inclusive: str, strict: str) -> str:
    return f"{strict if bound.strict else inclusive}{bound.value}" if bound else ""


def sentence_of_refusal(text: str, direction: Direction) -> str:
    try:
        parse_target(text, direction)
    except UnreadableTarget as refusal:
        return str(refusal.message)
    return "Read."


def test_targets_are_read_as_the_rule_page_says():
    rows = table("targets", "written", "better is")
    for row in rows:
        target = parse_target(row["written"], Direction(row["better is"]))
        assert {
            "printed": with_plain_spaces(target.expression),
            "lower": bound_on_page(target.lower, "≥", ">"),
            "upper": bound_on_page(target.upper, "≤", "<"),
            "line at": "band" if target.limit is None else str(target.limit),
        } == {name: row[name] for name in ("printed", "lower", "upper", "line at")}


def test_what_the_rule_page_refuses_is_refused_with_how_to_write_it():
    refused = (RULES / "targets.md").read_text(encoding="utf-8").partition("how to write it: ")[2]
    refused = refused.partition("\n\n")[0].split("`")[1::2]
    assert len(refused) == 14
    for text in refused:
        with pytest.raises(UnreadableTarget, match="Write"):
            parse_target(text, Direction.HIGHER)


REASONS = {
    "a fraction": "is a fraction. Write it as a percentage",
    "a comparison": "compares with another figure. Write the figure itself",
    "a year": "may mean a year. Write the figure itself",
    "yes or no": "is not a figure. Let the unit of the indicator be yes or no",
}


@pytest.mark.parametrize("row", table("targets", "refused"), ids=lambda row: row["refused"])
def test_a_refusal_says_what_the_text_is_and_what_to_write_instead(row):
    for direction in Direction:
        assert REASONS[row["because it is"]] in sentence_of_refusal(row["refused"], direction)


def test_distances_are_those_of_the_rule_page():
    rows = table("targets", "target", "value", "met")
    for row in rows:
        target, value = parse_target(row["target"], Direction.EXACT), Decimal(row["value"])
        assert (target.is_met(value), target.distance(value)) == (row["met"] == "yes", Decimal(row["distance"]))


@given(NUMBERS, DIRECTIONS, NUMBERS)
def test_a_bare_number_follows_the_direction_of_the_indicator(number, direction, value):
    bare = parse_target(written(number), direction)
    explicit = parse_target(EXPLICIT[direction] + written(number), Direction.HIGHER)
    assert (bare.lower, bare.upper, bare.limit) == (explicit.lower, explicit.upper, explicit.limit)
    assert bare.is_met(value) == explicit.is_met(value)


@given(expressions(), DIRECTIONS)
def test_a_printed_target_is_read_back_as_itself(expression, direction):
    target = parse_target(expression, direction)
    assert parse_target(target.expression, direction) == target


@given(expressions(), DIRECTIONS, NUMBERS)
def test_a_value_that_meets_the_target_has_no_distance(expression, direction, value):
    target = parse_target(expression, direction)
    missed_by_nothing = target.distance(value) == 0
    on_a_strict_limit = any(
        bound is not None and bound.strict and bound.value == value for bound in (target.lower, target.upper)
    )
    assert target.is_met(value) == (missed_by_nothing and not on_a_strict_limit)


@given(expressions(), DIRECTIONS, NUMBERS)
def test_the_distance_is_measured_to_the_nearest_bound(expression, direction, value):
    target = parse_target(expression, direction)
    misses = [
        target.lower.value - value if target.lower else Decimal(0),
        value - target.upper.value if target.upper else Decimal(0),
    ]
    assert target.distance(value) == max(*misses, Decimal(0))
    if target.distance(value):
        assert target.distance(value) == abs(value - target.nearest_bound(value).value)


@given(st.text(alphabet="0123456789,.-– <>=≤≥±%åbemnrtix", max_size=25), DIRECTIONS)
def test_whatever_is_written_is_read_or_refused_with_a_sentence(text, direction):
    assert sentence_of_refusal(text, direction).endswith(".")


@pytest.mark.parametrize(
    "spelling",
    [
        "≤38",
        "<=38",
        "=<38",
        " ≤ 38 ",
        "max 38",
        "MAX 38",
        "Max. 38",
        "≦38",
        "38 eller färre",
        "högst 38",
        "maximalt 38",
    ],
)
def test_at_most_is_written_in_many_ways(spelling):
    assert parse_target(spelling, Direction.HIGHER) == parse_target("≤38", Direction.LOWER)


@pytest.mark.parametrize(
    ("spelling", "plain"), [("under 4,1", "<4,1"), ("mindre än 4,1", "<4,1"), ("över 74", ">74"), ("fler än 74", ">74")]
)
def test_below_and_above_are_strict(spelling, plain):
    assert parse_target(spelling, Direction.EXACT) == parse_target(plain, Direction.EXACT)


@pytest.mark.parametrize("suffix", ["per år", "bostäder per år", "per 1000 inv", "/1000 inv", "procentenheter", "tkr"])
def test_what_is_counted_per_is_kept_and_printed(suffix):
    target = parse_target(f"≥200 {suffix}", Direction.HIGHER)
    assert target.suffix == suffix
    assert target.expression == (f"≥200{suffix}" if suffix.startswith("/") else f"≥200 {suffix}")


def test_an_empty_target_is_called_empty():
    with pytest.raises(UnreadableTarget, match="There is no target here"):
        parse_target("  ", Direction.HIGHER)


def test_a_range_that_runs_backwards_says_so():
    with pytest.raises(UnreadableTarget) as refusal:
        parse_target("20–10", Direction.EXACT)
    assert "begins above where it ends" in str(refusal.value.message)


def test_a_figure_with_two_meanings_is_explained_as_one():
    with pytest.raises(UnreadableTarget, match=r"1\.234 can mean two things"):
        parse_target("≥1.234", Direction.HIGHER)


def test_a_text_too_long_for_a_target_is_quoted_in_part():
    with pytest.raises(UnreadableTarget) as refusal:
        parse_target("≥200 " + "per år " * 20, Direction.HIGHER)
    assert len(str(refusal.value.message)) < 160


def test_a_target_has_a_bound_and_room_between_two():
    with pytest.raises(ValueError, match="needs a bound"):
        Target("")
    with pytest.raises(ValueError, match="above the upper"):
        Target("2–1", Bound(Decimal(2)), Bound(Decimal(1)))


def test_the_figure_in_a_target_is_read_as_other_figures_are():
    target = parse_target("≥ 1 000,5", Direction.HIGHER)
    assert target.limit == parse_decimal("1 000,5")
