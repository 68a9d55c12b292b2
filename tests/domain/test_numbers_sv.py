from collections.abc import Callable, Sequence
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.message import DomainError
from tertial.domain.numbers_sv import (
    UnreadableNumber,
    format_decimal,
    format_exact,
    format_quantity,
    parse_decimal,
    parse_quantity,
)
from tertial.domain.quantity import Quantity, Unit
from tests.domain.rule_page import table, with_plain_spaces

DASHES = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
SPACES = " \u00a0\u2007\u2009\u202f"
PRINTED_WITH_A_WORD = [Unit.PERCENT, Unit.PERCENTAGE_POINTS, Unit.KRONOR, Unit.TKR, Unit.MNKR]


@st.composite
def figures(draw: st.DrawFn, units: Sequence[Unit] = tuple(Unit)) -> Quantity:
    decimals = draw(st.integers(0, 6))
    digits = draw(st.integers(-(10**11), 10**11))
    return Quantity(Decimal(digits).scaleb(-decimals), draw(st.sampled_from(units)), decimals)


def reading(text: str) -> str:
    try:
        return f"{parse_decimal(text):f}"
    except UnreadableNumber:
        return "unreadable"


def sentence_of_refusal(read: Callable[[str], object], text: str) -> str:
    try:
        read(text)
    except UnreadableNumber as refusal:
        return str(refusal.message)
    return "Read."


def test_numbers_are_read_as_the_rule_page_says():
    rows = table("numbers", "written", "read as")
    assert {row["written"]: reading(row["written"]) for row in rows} == {
        row["written"]: row["read as"].split(":")[0] for row in rows
    }


def test_units_are_read_as_the_rule_page_says():
    rows = table("numbers", "written", "value", "unit")
    assert [parse_quantity(row["written"]) for row in rows] == [
        Quantity(Decimal(row["value"]), Unit(row["unit"]), int(row["decimals"])) for row in rows
    ]


def test_numbers_are_printed_as_the_rule_page_says():
    rows = table("numbers", "value", "unit")
    printed = [
        format_quantity(Quantity(Decimal(row["value"]), Unit(row["unit"]), int(row["decimals"])), with_unit=True)
        for row in rows
    ]
    assert [with_plain_spaces(figure) for figure in printed] == [row["printed"] for row in rows]


@pytest.mark.parametrize("dash", DASHES)
def test_every_dash_is_a_minus_before_and_after_the_figure(dash):
    for written in (f"{dash}3", f"{dash} 3", f"3{dash}", f"3 {dash}"):
        assert parse_decimal(written) == -3
        assert parse_quantity(f"{written} %") == Quantity(Decimal(-3), Unit.PERCENT, 0)


@pytest.mark.parametrize("space", SPACES)
def test_every_space_stands_between_thousands(space):
    assert parse_decimal(f"1{space}234{space}567,8") == Decimal("1234567.8")


def test_no_space_breaks_and_the_minus_is_a_minus_sign():
    assert format_decimal(Decimal("-1234567.5"), 1) == "\u22121\u00a0234\u00a0567,5"
    assert format_quantity(Quantity(Decimal(12), Unit.PERCENT, 0), with_unit=True) == "12\u00a0%"


def test_a_unit_is_printed_only_when_asked_for():
    assert format_quantity(Quantity(Decimal("1.7"), Unit.PERCENT, 1)) == "1,7"


@given(figures())
def test_a_printed_number_is_read_back_as_itself(figure):
    assert parse_decimal(format_decimal(figure.value, figure.decimals)) == figure.value


@given(figures(PRINTED_WITH_A_WORD))
def test_a_printed_quantity_is_read_back_with_its_unit_and_decimals(figure):
    assert parse_quantity(format_quantity(figure, with_unit=True)) == figure


@given(figures(), st.integers(0, 6))
def test_a_printed_number_is_at_most_half_a_step_from_the_value(figure, decimals):
    printed = parse_decimal(format_decimal(figure.value, decimals))
    assert abs(printed - figure.value) * 2 <= Decimal(1).scaleb(-decimals)


@given(st.text(alphabet="0123456789,.-–− \u00a0%abk", max_size=20), st.sampled_from([parse_decimal, parse_quantity]))
def test_whatever_is_written_is_read_or_refused_with_a_sentence(text, read):
    assert sentence_of_refusal(read, text).endswith(".")


def test_a_number_that_cannot_be_read_is_quoted_in_the_sentence():
    with pytest.raises(UnreadableNumber) as refusal:
        parse_decimal("Stängt")
    assert str(refusal.value.message) == "Stängt is not a number. Write it like 1 234,5."


def test_an_empty_cell_is_called_empty():
    with pytest.raises(UnreadableNumber, match="There is no number here"):
        parse_decimal(" \u00a0")


def test_an_unknown_unit_is_named():
    with pytest.raises(UnreadableNumber) as refusal:
        parse_quantity("12 kilometer")
    assert str(refusal.value.message).startswith("kilometer is not a unit known here.")


def test_a_long_text_is_quoted_in_part():
    with pytest.raises(DomainError) as refusal:
        parse_decimal("årligen " * 100)
    assert len(str(refusal.value.message)) < 120


@pytest.mark.parametrize(
    ("value", "printed"), [("5.00", "5"), ("1.50", "1,5"), ("0", "0"), ("1200", "1\u00a0200"), ("-0.25", "−0,25")]
)
def test_an_exact_number_is_printed_with_the_decimals_it_needs(value, printed):
    assert format_exact(Decimal(value)) == printed
