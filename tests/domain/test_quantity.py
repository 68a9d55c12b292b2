from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.numbers_sv import format_decimal
from tertial.domain.quantity import Quantity, Unit, round_half_up
from tests.domain.rule_page import table

VALUES = st.decimals(-(10**9), 10**9, places=6)


def test_figures_are_rounded_as_the_rule_page_says():
    rows = table("rounding", "value", "decimals")
    assert [format_decimal(Decimal(row["value"]), int(row["decimals"])) for row in rows] == [
        row["printed"] for row in rows
    ]


@given(VALUES, st.integers(0, 6))
def test_rounding_treats_plus_and_minus_alike(value, decimals):
    assert round_half_up(-value, decimals) == -round_half_up(value, decimals)


@given(VALUES, VALUES, st.integers(0, 6))
def test_rounding_keeps_the_order(one, other, decimals):
    low, high = sorted((one, other))
    assert round_half_up(low, decimals) <= round_half_up(high, decimals)


@given(VALUES)
def test_zero_never_has_a_sign(value):
    assert not (round_half_up(value, 0).is_zero() and round_half_up(value, 0).is_signed())


def test_a_figure_longer_than_pythons_own_limit_is_rounded():
    assert round_half_up(Decimal(10**40), 2) == Decimal(10**40)


@pytest.mark.parametrize("value", ["NaN", "Infinity"])
def test_a_quantity_is_a_finite_number(value):
    with pytest.raises(ValueError, match="finite"):
        Quantity(Decimal(value), Unit.PERCENT, 0)


def test_a_quantity_has_no_negative_decimals():
    with pytest.raises(ValueError, match="-1 decimals"):
        Quantity(Decimal(1), Unit.PERCENT, -1)
