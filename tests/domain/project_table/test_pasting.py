"""What pasted rows become, as docs/rules/project-tables.md works it out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.document.pasted_table import read_pasted
from tertial.domain.money import from_ore
from tertial.domain.numbers_sv import format_exact
from tertial.domain.project_table import ColumnKey, Convention, Measure, TableShape
from tertial.domain.project_table.pasting import (
    PastedLine,
    Reading,
    Standing,
    WrongColumns,
    proposed_columns,
    read_rows,
)
from tertial.domain.quantity import Unit
from tests.domain.rule_page import table

TKR = 100_000  # öre
BUDGET = ColumnKey(Measure.BUDGET)
SHAPE = TableShape("investments", (BUDGET, ColumnKey(Measure.OUTCOME)))
FIBER = Standing(7, "Fiber", {BUDGET: 5_500 * TKR})


def reading(*columns: str) -> Reading:
    return Reading(columns, SHAPE, Convention(), Unit.TKR, 0, date(2024, 3, 1))


def lines(text: str, *columns: str, standing: Standing = FIBER) -> list[PastedLine]:
    return read_rows(read_pasted(text), reading(*columns), [standing])


def entered(line: PastedLine) -> str:
    """The amount that is entered, as the table prints it."""
    amounts = [from_ore(Convention().shown(each.amount), Unit.TKR, 0) for each in line.amounts]
    return " ".join(format_exact(amount.value) for amount in amounts).replace("\u00a0", " ") or "–"


@pytest.mark.parametrize("row", table("project-tables", "pasted row"))
def test_a_pasted_row_becomes_what_the_page_says(row: dict[str, str]):
    (line,) = lines(f"Projekt\tBudget\n{row['name']}\t{row['budget']}", "name", "budget")

    assert (line.becomes.value, entered(line)) == (row["becomes"], row["amount entered"])


@given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9))
def test_what_stood_and_what_is_entered_come_to_what_was_pasted_and_pasting_again_changes_nothing(stood, pasted):
    text = f"Projekt\tBudget\nFiber\t{pasted}"
    (line,) = lines(text, "name", "budget", standing=Standing(7, "Fiber", {BUDGET: stood * TKR}))

    after = stood * TKR + sum(each.amount for each in line.amounts)
    assert after == Convention().booked(pasted * TKR)
    (again,) = lines(text, "name", "budget", standing=Standing(7, "Fiber", {BUDGET: after}))
    assert not again.is_written


def test_columns_are_known_by_their_headings_and_else_the_first_is_the_name():
    known = {"Budget": "budget", "Utfall": "outcome"}

    assert proposed_columns(["Objekt", "budget ", "Not", "Utfall", "Budget"], known) == (
        "name",
        "budget",
        "",
        "outcome",
        "",
    )


@pytest.mark.parametrize("columns", [("", "budget"), ("name", ""), ("name", "name")])
def test_columns_that_say_too_little_or_the_same_twice_are_refused(columns: tuple[str, str]):
    with pytest.raises(WrongColumns):
        lines("Projekt\tBudget\nFiber\t1", *columns)
