from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.money import NotMoney, from_ore, to_ore
from tertial.domain.numbers_sv import format_quantity, parse_quantity
from tertial.domain.quantity import Quantity, Unit
from tests.domain.rule_page import table

UNITS_OF_MONEY = [Unit.KRONOR, Unit.TKR, Unit.MNKR]


def in_ore(amount: str) -> str:
    try:
        return str(to_ore(parse_quantity(amount)))
    except NotMoney:
        return "refused"


def test_amounts_are_whole_ore_as_the_rule_page_says():
    rows = table("rounding", "amount", "öre")
    assert [in_ore(row["amount"]) for row in rows] == [row["öre"].split(": ")[-1] for row in rows]


def test_a_printed_difference_may_differ_by_one_from_the_printed_parts():
    printed, kronor = table("rounding", "", "budget", "outcome")
    amounts = {name: to_ore(parse_quantity(f"{kronor[name]} kr")) for name in ("budget", "outcome", "deviation")}
    assert amounts["outcome"] - amounts["budget"] == amounts["deviation"]
    assert {name: format_quantity(from_ore(ore, Unit.TKR, 0)) for name, ore in amounts.items()} == {
        name: printed[name].replace(" ", "\u00a0") for name in amounts
    }
    read = {name: parse_quantity(printed[name]).value for name in amounts}
    assert read["outcome"] - read["budget"] == read["deviation"] + 1


@given(st.integers(-(2**63), 2**63 - 1), st.sampled_from(UNITS_OF_MONEY))
def test_ore_survive_every_unit(ore, unit):
    assert to_ore(from_ore(ore, unit, 0)) == ore


def test_fractions_of_an_ore_are_refused_with_the_amount():
    amount = Quantity(Decimal("0.001"), Unit.KRONOR, 3)
    with pytest.raises(NotMoney) as refusal:
        to_ore(amount)
    assert refusal.value.message.params == {"amount": amount}


def test_no_amount_is_printed_in_a_unit_that_is_not_money():
    with pytest.raises(ValueError, match="not a unit of money"):
        from_ore(100, Unit.PERCENT, 0)
