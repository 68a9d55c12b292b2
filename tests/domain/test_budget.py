"""Frames, transfers and months, as docs/rules/budget.md prints them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.budget import (
    WHOLE,
    DecisionKind,
    UnusableSpread,
    UnusableTransfer,
    add_up,
    check_transfer,
    compare_with_imported,
    own_weights,
    rounding_in,
    season_weights,
    spread,
)
from tertial.domain.numbers_sv import parse_decimal
from tests.domain.rule_page import table

AMOUNTS = st.integers(-(10**15), 10**15)
WEIGHTS = st.lists(st.integers(0, 10**13), min_size=12, max_size=12).filter(any)


def tkr(text: str) -> int:
    return int(parse_decimal(text) * 100_000)


def numbers(text: str) -> list[int]:
    return [int(number) for number in text.split()]


def test_the_running_total_shows_how_the_frame_came_to_what_it_is():
    rows = table("budget", "decision", "amount", "running")

    frame = add_up([(DecisionKind(row["decision"]), tkr(row["amount"])) for row in rows])

    assert [step.running for step in frame.steps] == [tkr(row["running"]) for row in rows]
    assert frame.adjusted == tkr(rows[-1]["running"])
    assert (frame.frame, frame.transfers) == (tkr(rows[0]["amount"]), 0)


def test_decisions_without_a_frame_are_told_apart_from_a_frame_of_zero():
    assert add_up([(DecisionKind.ADJUSTMENT, 5)]).frame is None


@pytest.mark.parametrize("row", table("budget", "lines, tkr", "result"), ids=lambda row: row["lines, tkr"])
def test_a_transfer_must_sum_to_zero(row: dict[str, str]):
    lines = [tkr(line) for line in row["lines, tkr"].split(";")]

    if row["result"] == "stored":
        check_transfer(lines)
    else:
        with pytest.raises(UnusableTransfer) as refused:
            check_transfer(lines)
        difference = row["result"].partition(":")[2].strip()
        if difference:
            assert refused.value.message.params["difference"].value == parse_decimal(difference)


@pytest.mark.parametrize("row", table("budget", "amount", "weights"), ids=lambda row: f"{row['amount']}")
def test_months_are_whole_ore_by_the_largest_remainder(row: dict[str, str]):
    assert list(spread(int(row["amount"]), numbers(row["weights"]))) == numbers(row["months"])


@given(AMOUNTS, WEIGHTS)
def test_months_always_sum_to_the_budget(amount: int, weights: list[int]):
    assert sum(spread(amount, weights)) == amount


@given(AMOUNTS, WEIGHTS)
def test_no_month_is_further_than_an_ore_from_its_share_or_has_another_sign(amount: int, weights: list[int]):
    total = sum(weights)

    for month, weight in zip(spread(amount, weights), weights, strict=True):
        assert abs(month * total - amount * weight) < total
        assert month * amount >= 0
        assert month == 0 or weight > 0


@given(AMOUNTS, WEIGHTS)
def test_a_budget_taken_back_is_spread_as_the_budget_was(amount: int, weights: list[int]):
    assert spread(-amount, weights) == tuple(-month for month in spread(amount, weights))


@pytest.mark.parametrize("weights", [[1] * 11, [0] * 12, [-1, *[1] * 11]])
def test_weights_that_cannot_spread_anything_are_refused(weights: list[int]):
    with pytest.raises(UnusableSpread):
        spread(100, weights)


def test_last_years_season_is_refused_where_a_month_was_an_income_or_nothing_is_known():
    with pytest.raises(UnusableSpread, match="more income than costs"):
        season_weights([10, -1, *[10] * 10])
    with pytest.raises(UnusableSpread, match="no outcome"):
        season_weights([0] * 12)
    assert season_weights(range(1, 13)) == tuple(range(1, 13))


@pytest.mark.parametrize(("last", "said"), [(900, "less than 100"), (1300, "more than 100")])
def test_own_weights_must_be_a_hundred_percent_and_the_refusal_says_how_far_off_they_are(last: int, said: str):
    weights = [800] * 11 + [last]

    with pytest.raises(UnusableSpread, match=said) as refused:
        own_weights(weights)
    assert refused.value.message.params["difference"] * 100 == abs(WHOLE - sum(weights))


@pytest.mark.parametrize("row", table("budget", "decisions"), ids=lambda row: row["in the ledger"])
def test_rounding_in_the_decisions_is_not_told_as_a_missing_decision(row):
    decisions = [tkr(each) for each in row["decisions"].split("; ")]
    rounding = rounding_in(decisions)

    found = compare_with_imported(sum(decisions), tkr(row["in the ledger"]), unit="KS", year=2024, rounding=rounding)

    told = {None: "nothing", "budget.rounded": "rounding", "budget.differs_from_ledger": "missing"}
    assert told[found.code if found is not None else None] == row["told as"]


def test_a_ledger_that_differs_from_the_frame_is_a_finding_that_says_by_how_much():
    assert compare_with_imported(500, 500, unit="KS", year=2024) is None

    found = compare_with_imported(tkr("818 332"), tkr("818 330"), unit="KS", year=2024)

    assert found is not None
    assert found.message.params["difference"].value == 2
    assert "less than the adjusted frame" in found.message.template
