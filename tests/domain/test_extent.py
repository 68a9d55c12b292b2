"""Sums that know what they are sums of, as docs/rules/sums.md prints them, and over random trees of units."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.extent import Extent, Moved, Part, Whole, unlike
from tertial.domain.forecast import LACKING
from tertial.domain.numbers_sv import parse_decimal
from tests.domain.rule_page import table

TKR = 100_000


def ore(cell: str) -> int | None:
    return int(parse_decimal(cell)) * TKR if cell else None


def in_words(message) -> str:
    """The message with its inner messages, in English."""
    if message is None:
        return ""
    said = {name: in_words(value) if hasattr(value, "template") else value for name, value in message.params.items()}
    return message.template % said if said else message.template


@pytest.mark.parametrize("row", table("sums", "A", "B", "C"), ids=lambda row: row["said"] or row["sum"])
def test_a_sum_is_told_only_where_every_part_has_its_own(row):
    whole = Whole.of(Part(name, name, ore(row[name])) for name in "ABC")

    assert whole.amount == ore(row["sum"])
    assert in_words(whole.cause(LACKING)) == row["said"]


def months(cell: str) -> frozenset[int]:
    spans = [each.split("-") for each in cell.split(", ")]
    return frozenset(month for first, *last in spans for month in range(int(first), int((last or [first])[0]) + 1))


@pytest.mark.parametrize("row", table("sums", "this year", "last year", "compared"), ids=lambda row: row["this year"])
def test_amounts_of_unlike_months_are_not_compared(row):
    said = in_words(unlike(Extent(months(row["this year"])), Extent(months(row["last year"]))))

    assert (said or "yes") == row["compared"]


def test_amounts_of_unlike_work_are_not_compared():
    of_year = frozenset(range(1, 13))
    before = Extent(of_year, frozenset({Moved("Näring", "Trygg", date(2024, 7, 1), 0)}))
    after = Extent(of_year, frozenset({Moved("Näring", "Trygg", date(2024, 7, 1), None)}))

    assert "Trygg took over a part of what Näring did on 2024-07-01" in in_words(unlike(before, after))
    assert unlike(after, after) is None


def test_many_that_lack_theirs_are_named_up_to_six():
    whole = Whole.of([Part(str(number), f"Enhet {number}", None) for number in range(9)])

    assert in_words(whole.cause(LACKING)).endswith("Enhet 4, Enhet 5 and 3 more.")


amounts = st.one_of(st.none(), st.integers(-(10**15), 10**15))
trees = st.recursive(amounts, lambda below: st.lists(below, max_size=4), max_leaves=20)


@given(trees)
def test_parts_and_wholes_of_any_tree_agree_to_the_ore_and_an_incomplete_one_has_no_figure(tree):
    leaves: dict[str, int | None] = {}

    def whole(branch, place: str) -> Whole[int]:
        if isinstance(branch, list):
            return Whole.joined(whole(each, f"{place}.{number}") for number, each in enumerate(branch))
        leaves[place] = branch
        return Whole.of([Part(place, f"Enhet {place}", branch)])

    found = whole(tree, "0")

    lacking = {place for place, amount in leaves.items() if amount is None}
    assert set(found.parts) == set(leaves)
    assert set(found.missing) == lacking
    assert found.amount == (sum(leaves.values()) if leaves and not lacking else None)
    assert found == Whole.of(Part(place, f"Enhet {place}", amount) for place, amount in leaves.items())
