"""Signs, deviations and changes, as docs/rules/sign.md works them out."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.deviation import Limits, Threshold, change_percent, deviation_percent
from tertial.domain.quantity import round_half_up
from tertial.domain.statement import AmountSign, Convention, DeviationSign, LineKind, Measure, StatementLine, presented
from tertial.domain.statement.columns import Shown, percent, printed
from tests.domain.rule_page import table

TKR = 100_000


def told(percent: Decimal | None) -> str:
    return "none" if percent is None else f"{round_half_up(percent, 1):.1f}"


@pytest.mark.parametrize("row", table("sign", "booked, öre"), ids=lambda row: row["what it is"])
def test_income_is_shown_as_plus_and_cost_as_minus(row):
    assert presented(int(row["booked, öre"])) == int(row["shown, öre"])


@pytest.mark.parametrize("row", table("sign", "outcome, tkr"), ids=lambda row: row["outcome, tkr"])
def test_a_deviation_is_outcome_less_budget_and_plus_is_good(row):
    outcome, budget = int(row["outcome, tkr"]) * TKR, int(row["budget, tkr"]) * TKR

    assert outcome - budget == int(row["deviation, tkr"]) * TKR
    assert told(deviation_percent(outcome - budget, budget)) == row["deviation, percent"]


@pytest.mark.parametrize(
    "row", table("sign", "amounts", "deviation"), ids=lambda row: f"{row['amounts']}-{row['deviation']}"
)
def test_a_municipality_prints_amounts_and_deviations_with_the_signs_it_has_chosen(row):
    chosen = Convention(AmountSign(row["amounts"]), DeviationSign(row["deviation"]))
    amounts = {Measure.OUTCOME: int(row["outcome"]) * TKR, Measure.BUDGET: int(row["budget"]) * TKR}
    line = StatementLine("a", "A", LineKind.ROW, amounts)

    assert printed(line, Shown.OUTCOME, chosen) == int(row["printed outcome"]) * TKR
    assert printed(line, Shown.BUDGET, chosen) == int(row["printed budget"]) * TKR
    assert printed(line, Shown.DEVIATION, chosen) == int(row["printed deviation"]) * TKR
    assert told(percent(line, Shown.DEVIATION_PERCENT, chosen)) == row["percent"]
    assert ("plus" if chosen.more_is_better() else "minus") == row["better is"]


@pytest.mark.parametrize("row", table("sign", "now, tkr"), ids=lambda row: row["now, tkr"])
def test_a_net_cost_that_grows_has_a_change_above_zero(row):
    now, before = int(row["now, tkr"]) * TKR, int(row["a year before, tkr"]) * TKR

    assert told(change_percent(now, before)) == row["change, percent"]


@pytest.mark.parametrize("row", table("sign", "deviation, tkr", "budget, tkr", "from tkr"), ids=lambda row: row["asks"])
def test_a_deviation_asks_for_a_comment_when_it_reaches_the_limits_that_are_chosen(row):
    threshold = Threshold(int(row["from tkr"]) * TKR, Decimal(row["from percent"]), Limits(row["limits"]))

    asks = threshold.is_passed_by(int(row["deviation, tkr"]) * TKR, int(row["budget, tkr"]) * TKR)

    assert asks == (row["asks"] == "yes")


@given(st.integers(-(10**15), 10**15))
def test_turning_an_amount_twice_gives_it_back(ore):
    assert presented(presented(ore)) == ore


@given(st.sampled_from(AmountSign), st.sampled_from(DeviationSign), st.integers(-(10**15), 10**15))
def test_what_someone_writes_with_the_signs_of_a_table_is_read_back_as_it_was(sign, deviation, ore):
    chosen = Convention(sign, deviation)

    assert chosen.read(chosen.printed(ore)) == ore
    assert chosen.booked(chosen.shown(ore)) == ore
