"""Turnover by a definition (docs/rules/turnover.md)."""

from decimal import Decimal

import pytest

from tertial.domain.numbers_sv import format_quantity
from tertial.domain.staffing.turnover import Leaving, Standing, TurnoverCounts, turnover
from tests.domain.rule_page import table

DEFINITIONS = {
    "gone of before": (Leaving.GONE_SINCE_LAST_YEAR, Standing.PERMANENT_LAST_YEAR),
    "left of mean": (Leaving.LEFT_DURING_PERIOD, Standing.AVERAGE_PERMANENT),
}


def counts(row: dict[str, str]) -> TurnoverCounts:
    return TurnoverCounts(int(row["before"]), int(row["gone"]), int(row["left"]), Decimal(row["mean"]))


@pytest.mark.parametrize("row", table("turnover", "before", "gone"), ids=lambda row: row["before"])
@pytest.mark.parametrize("column", DEFINITIONS)
def test_turnover_is_worked_out_as_on_the_rule_page(row, column):
    found = turnover(counts(row), *DEFINITIONS[column])

    assert (format_quantity(found) if found else "–") == row[column]


def test_units_add_their_counts_before_anything_is_divided():
    first, second, _empty = (counts(row) for row in table("turnover", "before", "gone"))

    assert format_quantity(turnover(first + second, *DEFINITIONS["gone of before"])) == "10,8"


def test_the_page_names_every_choice_a_definition_has():
    assert [row["who has left"] for row in table("turnover", "who has left")] == [each.value for each in Leaving]
    assert [row["measured against"] for row in table("turnover", "measured against")] == [
        each.value for each in Standing
    ]
