from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.control import (
    Counted,
    NoTotal,
    Numbered,
    ResultScale,
    ResultStep,
    UnusableCount,
    UnusableThresholds,
    check_sample,
    day_in_time,
    parse_count,
    parse_percent,
    total_of,
    upper_error_bound,
    year_filled,
    year_moved,
)
from tertial.domain.numbers_sv import format_decimal, parse_decimal
from tertial.domain.quantity import Unit
from tests.domain.rule_page import table

WORKED = table("control-results", "looked at", "errors")
LIMITS = table("control-results", "word")
WORDS = table("control-results", "written in 2024")
DAYS = table("control-results", "to be done by")
SCALE = ResultScale(tuple(ResultStep(row["word"], Decimal(row["from percent right"])) for row in LIMITS))
SAMPLES = st.integers(1, 120).flatmap(lambda sample: st.tuples(st.just(sample), st.integers(0, sample)))
COUNTS = st.integers(0, 10**6).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n)))


@pytest.mark.parametrize("row", WORKED, ids=lambda row: f"{row['errors']} in {row['looked at']}")
def test_the_page_says_what_is_computed(row):
    counted = Counted(int(row["looked at"]), int(row["errors"]))
    bound = upper_error_bound(counted.population, counted.deviations)

    assert counted.share_right is not None
    assert format_decimal(counted.share_right, 1) == row["percent right"]
    assert SCALE.step_for(counted.share_right).word == row["word"]
    assert format_decimal(bound, 1) == row["true error rate, at most"]


def exactly_at_most(sample: int, errors: int, rate: Fraction) -> Fraction:
    """The chance of so few errors, in fractions and written out: another way than the code's."""
    return sum(
        (comb(sample, found) * rate**found * (1 - rate) ** (sample - found) for found in range(errors + 1)), Fraction(0)
    )


@given(SAMPLES)
def test_the_bound_covers_the_true_rate_and_no_smaller_one_would(given_sample):
    sample, errors = given_sample
    bound = upper_error_bound(sample, errors)
    if errors == sample:
        assert bound == 100
        return
    rate = Fraction(bound) / 100

    assert exactly_at_most(sample, errors, rate) <= Fraction(5, 100)
    assert exactly_at_most(sample, errors, rate - Fraction(1, 10**6)) > Fraction(5, 100)
    assert rate > Fraction(errors, sample)


@given(SAMPLES)
def test_more_errors_never_lower_the_bound_and_a_larger_sample_without_more_errors_never_raises_it(given_sample):
    sample, errors = given_sample
    bound = upper_error_bound(sample, errors)

    assert errors == sample or upper_error_bound(sample, errors + 1) > bound
    assert upper_error_bound(sample + 1, errors) < bound or errors == sample
    assert upper_error_bound(sample, errors, Decimal(99)) >= bound


@given(SAMPLES, st.sampled_from([Fraction(1, 20), Fraction(1, 4), Fraction(1, 2)]))
def test_whatever_the_true_rate_the_bound_misses_it_in_at_most_one_sample_in_twenty(given_sample, rate):
    sample = given_sample[0]
    missed = sum(
        comb(sample, errors) * rate**errors * (1 - rate) ** (sample - errors)
        for errors in range(sample + 1)
        if Fraction(upper_error_bound(sample, errors)) / 100 < rate
    )

    assert missed <= Fraction(5, 100)


@pytest.mark.parametrize(("sample", "errors"), [(0, 0), (22, 23), (22, -1)])
def test_nothing_is_bounded_by_a_sample_that_cannot_be(sample, errors):
    with pytest.raises(ValueError, match="bound nothing"):
        upper_error_bound(sample, errors)


@pytest.mark.parametrize("confidence", [0, 100, 101])
def test_a_confidence_lies_between_none_and_all(confidence):
    with pytest.raises(ValueError, match="confidence"):
        upper_error_bound(22, 7, Decimal(confidence))


@given(st.lists(COUNTS, min_size=1, max_size=12))
def test_a_total_is_the_sum_of_the_counts_and_never_the_mean_of_percentages(counts):
    total = total_of(Counted(*each) for each in counts).result

    assert total == Counted(sum(n for n, _d in counts), sum(d for _n, d in counts))
    if total.population:
        shares = [Counted(*each).share_right for each in counts]
        known = [share for share in shares if share is not None]
        assert min(known) - Decimal("1e-20") <= total.share_right <= max(known) + Decimal("1e-20")


@given(st.lists(st.tuples(st.integers(0, 999), st.integers(0, 999)), min_size=1, max_size=9))
def test_a_number_in_two_parts_is_added_part_by_part(parts):
    total = total_of(Numbered(*each) for each in parts).result

    assert total == Numbered(sum(a for a, _b in parts), sum(b for _a, b in parts))
    assert total.both == sum(a + b for a, b in parts)


def test_a_bare_percentage_leaves_no_total_and_says_why():
    total = total_of([Counted(22, 7), Decimal(68)])

    assert (total.result, total.cause) == (None, NoTotal.ONLY_PERCENTAGES)
    assert [finding.code for finding in total.findings] == ["control-no-total"]


def test_there_is_no_total_until_everyone_has_answered_and_those_who_have_not_are_named():
    total = total_of([Counted(22, 7), None, None], names=["Kommunstyrelsen", "Grundskolenämnden", "Socialnämnden"])

    assert (total.result, total.cause) == (None, NoTotal.NOT_ALL_ANSWERED)
    assert str(total.findings[0].message) == (
        "2 of 3 have not answered, so there is no total: Grundskolenämnden, Socialnämnden."
    )
    assert total_of([None]).cause is NoTotal.NOTHING_ANSWERED


@given(st.decimals(0, 100, places=3))
def test_every_share_earns_exactly_one_word_and_a_better_one_no_worse(share):
    place = SCALE.rank(SCALE.step_for(share).word)
    better = SCALE.rank(SCALE.step_for(min(Decimal(100), share + 1)).word)

    assert place is not None
    assert better is not None
    assert better <= place


@pytest.mark.parametrize(("share", "word"), [("95", "Godkänt"), ("94.6", "Bristfälligt"), ("79.6", "Underkänt")])
def test_a_share_is_not_rounded_before_it_is_judged(share, word):
    assert SCALE.step_for(Decimal(share)).word == word


@pytest.mark.parametrize("limits", [[], [95, 80], [95, 95, 0], [80, 95, 0], [101, 0]])
def test_limits_with_gaps_are_refused(limits):
    with pytest.raises(UnusableThresholds):
        ResultScale(tuple(ResultStep(f"ord {number}", Decimal(limit)) for number, limit in enumerate(limits)))


def test_a_word_stands_for_one_limit():
    with pytest.raises(UnusableThresholds, match="same"):
        ResultScale((ResultStep("Bra", Decimal(90)), ResultStep("Bra", Decimal(0))))


@pytest.mark.parametrize(
    ("text", "unit", "number"),
    [
        ("22", Unit.COUNT, 22),
        ("1 234", Unit.COUNT, 1234),
        ("360", Unit.MNKR, 360 * 10**8),
        ("7,7", Unit.MNKR, 77 * 10**7),
        ("7 700 tkr", Unit.MNKR, 77 * 10**7),
    ],
)
def test_a_count_is_read_and_an_amount_becomes_ore(text, unit, number):
    assert parse_count(text, unit=unit) == number


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("68 %", "is a percentage, but a count belongs here"),
        ("7,5", "is not a whole number"),
        ("-3", "cannot be a count"),
        ("360 mnkr", "is an amount, but a count belongs here"),
    ],
)
def test_what_is_no_count_is_refused_in_one_sentence(text, said):
    with pytest.raises(UnusableCount, match=said) as refused:
        parse_count(text, "deviations")
    assert refused.value.field == "deviations"


def test_a_percentage_of_money_is_no_amount_either():
    with pytest.raises(UnusableCount, match="percentage"):
        parse_count("90 %", unit=Unit.MNKR)


@pytest.mark.parametrize(
    ("text", "unit", "said"),
    [("abc", Unit.COUNT, "write how many, such as 22"), ("många", Unit.MNKR, "is not an amount; write one like 12,5")],
)
def test_what_is_no_number_is_refused_where_it_stands_with_an_example_of_its_kind(text, unit, said):
    with pytest.raises(UnusableCount) as refused:
        parse_count(text, "deviations", unit)

    assert refused.value.field == "deviations"
    assert said in refused.value.message.template


@pytest.mark.parametrize(("text", "value"), [("68", "68"), ("68,5 %", "68.5"), ("0", "0"), ("100 %", "100")])
def test_a_percentage_is_read_with_or_without_its_sign(text, value):
    assert parse_percent(text) == Decimal(value)


@pytest.mark.parametrize("text", ["101", "-1 %", "22 tkr"])
def test_what_is_no_percentage_is_refused(text):
    with pytest.raises(UnusableCount):
        parse_percent(text)


@given(COUNTS)
def test_more_deviations_than_cases_are_refused_and_all_else_is_taken(counts):
    population, deviations = counts

    assert Counted(population, deviations).right == population - deviations
    with pytest.raises(UnusableCount, match="more than the"):
        Counted(population, population + 1)


@pytest.mark.parametrize(
    ("population", "sample", "deviations", "field"),
    [(40, 50, 0, "sample"), (400, 22, 23, "deviations"), (22, None, 23, "deviations"), (None, None, 1, "sample")],
)
def test_a_sample_that_cannot_be_is_refused_at_the_field_to_correct(population, sample, deviations, field):
    with pytest.raises(UnusableCount) as refused:
        check_sample(population, sample, deviations)
    assert refused.value.field == field


def test_the_page_names_what_is_refused():
    assert len(table("control-results", "written")) == 7
    assert parse_decimal("94,6") < 95


def test_nothing_looked_at_has_no_share():
    assert Counted(0, 0).share_right is None


def test_limits_of_its_own_judge_a_control_otherwise_than_the_municipalitys():
    rows = table("control-results", "own word")
    own = ResultScale(tuple(ResultStep(row["own word"], Decimal(row["own limit"])) for row in rows))

    for share in ("91,0", "88,0"):
        told = "".join(row[f"{share} percent earns"] for row in rows)
        assert own.step_for(parse_decimal(share)).word == told
        assert SCALE.step_for(parse_decimal(share)).word == "Bristfälligt"


@pytest.mark.parametrize("row", WORDS, ids=lambda row: row["written in 2024"])
def test_a_year_in_words_follows_the_plan_and_one_that_is_part_of_a_number_stays(row):
    written = row["written in 2024"]
    copied = year_moved(written, 2024)

    assert year_filled(written, 2024) == row["printed in 2024"]
    assert copied == row["copied to 2025"]
    assert year_filled(copied, 2025) == row["printed in 2025"]


@pytest.mark.parametrize("row", DAYS, ids=lambda row: row["to be done by"])
def test_nothing_that_is_copied_begins_late(row):
    moved = day_in_time(date.fromisoformat(row["to be done by"]), 2025)

    assert moved == date.fromisoformat(row["in the plan of 2025"])
