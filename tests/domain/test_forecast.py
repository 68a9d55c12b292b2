"""Proposals and errors of forecasts, as docs/rules/forecast.md prints them."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.forecast import Known, Proposal, budget_for_the_rest, mean_size, miss, season_of_last_year
from tertial.domain.numbers_sv import format_decimal, parse_decimal
from tests.domain.rule_page import table

WORKED = table("forecast", "outcome", "budget so far")
AMOUNTS = st.integers(-(10**14), 10**14)


def tkr(text: str) -> int | None:
    return int(parse_decimal(text) * 100_000) if text else None


def known(row: dict[str, str]) -> Known:
    columns = ("outcome", "budget so far", "budget year", "last year so far", "last year")
    return Known(*(tkr(row[column]) for column in columns))


def told(proposal: Proposal) -> str | int | None:
    return str(proposal.cause) if proposal.cause is not None else proposal.amount


def expected(cell: str) -> str | int | None:
    return tkr(cell) if cell[0].isdigit() or cell[0] == "-" else cell


@pytest.mark.parametrize("row", WORKED, ids=lambda row: "/".join(row.values())[:40])
def test_both_proposals_are_as_the_page_works_them_out(row: dict[str, str]):
    assert told(budget_for_the_rest(known(row))) == expected(row["budget for the rest"])
    assert told(season_of_last_year(known(row))) == expected(row["season"])


@pytest.mark.parametrize("row", table("forecast", "forecast", "outcome"), ids=lambda row: row["forecast"])
def test_a_forecast_that_came_out_otherwise_says_by_how_much(row: dict[str, str]):
    found = miss(forecast=tkr(row["forecast"]), outcome=tkr(row["outcome"]), budget=tkr(row["budget"]))

    assert found.error == tkr(row["error"])
    printed = format_decimal(found.percent, 1).replace("\u2212", "-") if found.percent is not None else ""
    assert printed == row["percent"]


@given(outcome=AMOUNTS, budget=AMOUNTS, rest=AMOUNTS)
def test_a_year_that_has_followed_its_budget_is_foreseen_to_end_on_it(outcome: int, budget: int, rest: int):
    on_budget = Known(budget, budget, budget + rest, None, None)
    ahead = Known(budget + outcome, budget, budget + rest, None, None)

    assert budget_for_the_rest(on_budget).amount == budget + rest
    assert budget_for_the_rest(ahead).amount == budget + rest + outcome


@given(so_far=AMOUNTS, year=AMOUNTS)
def test_a_year_like_the_last_is_foreseen_to_end_like_it(so_far: int, year: int):
    proposal = season_of_last_year(Known(so_far, None, None, so_far, year))

    assert proposal.amount == year if so_far * year > 0 else proposal.cause is not None


@given(outcome=AMOUNTS, so_far=AMOUNTS, year=AMOUNTS)
def test_a_proposed_season_keeps_the_sign_of_the_outcome_and_is_within_half_an_ore(
    outcome: int, so_far: int, year: int
):
    proposal = season_of_last_year(Known(outcome, None, None, so_far, year))

    if proposal.amount is None:
        assert proposal.cause is not None
        return
    assert proposal.amount * outcome >= 0
    assert abs(2 * (proposal.amount * so_far - outcome * year)) <= abs(so_far)


def test_misses_up_and_down_do_not_cancel_each_other():
    misses = [miss(forecast=0, outcome=amount, budget=100) for amount in (10, -30)]

    assert mean_size(misses) == Decimal(20)
    assert mean_size([miss(forecast=0, outcome=5, budget=0)]) is None
