"""The drafts of comments, as docs/rules/statement-drafts.md prints them."""

import re

import pytest

from tertial.domain.numbers_sv import parse_decimal
from tertial.domain.statement.draft import AccountDeviation, DraftFacts, Nature, draft, nature_of
from tertial.economy.statements.draft_words import draft_text
from tests.domain.rule_page import table, with_plain_spaces

WORKED = table("statement-drafts", "row", "nature", "outcome")


def ore(printed: str) -> int:
    return int(parse_decimal(printed)) * 100_000


def accounts(cell: str) -> tuple[AccountDeviation, ...]:
    found = re.findall(r"([^;]+?) ([+-][\d ]+)(?:;|$)", cell)
    return tuple(AccountDeviation(name.strip(), ore(amount.strip())) for name, amount in found)


def facts(row: dict[str, str]) -> DraftFacts:
    return DraftFacts(
        label=row["row"],
        outcome=ore(row["outcome"]),
        budget=ore(row["budget"]),
        previous=ore(row["previous"]) if row["previous"] else None,
        nature=Nature(row["nature"]),
        accounts=accounts(row["accounts"]),
    )


@pytest.mark.parametrize("row", WORKED, ids=lambda row: row["row"])
def test_a_draft_reads_as_the_rule_page_says(row):
    assert with_plain_spaces(draft_text(facts(row))) == row["draft"]


def test_the_page_shows_every_way_a_row_can_go():
    assert {row["nature"] for row in WORKED} == set(Nature)
    said = " ".join(row["draft"] for row in WORKED)
    assert all(word in said for word in ("överskott", "underskott", "följer budgeten", "inget var budgeterat"))


def test_a_live_figure_takes_the_place_of_each_figure_of_the_row_but_not_of_its_accounts():
    written = draft_text(facts(WORKED[0]), lambda told: f"<{told.measure}>")

    assert written.startswith("Personal redovisar ett överskott om <deviation> miljoner kronor, vilket är")
    assert "<deviation_percent> procent" in written
    assert "<change> miljoner kronor (<change_percent> procent)" in written
    assert "Månadslön (överskott <> miljoner kronor)" in written


@pytest.mark.parametrize(
    ("outcome", "sums", "nature"),
    [
        (500, [500], Nature.INCOME),
        (500, [900, -400], Nature.NET),
        (-500, [-500], Nature.COST),
        (-500, [-600, 100], Nature.NET),
        (-500, [], Nature.COST),
    ],
)
def test_a_row_is_named_for_what_its_accounts_are(outcome, sums, nature):
    assert nature_of(outcome, sums) is nature


def test_an_account_that_holds_next_to_nothing_of_the_deviation_is_not_named():
    small = DraftFacts(
        "Rad",
        -1_000_000_00,
        -2_000_000_00,
        None,
        Nature.COST,
        (AccountDeviation("Stort", 990_000_00), AccountDeviation("Litet", 10_000_00)),
    )

    assert len(draft(small)) == 2
    assert "Litet" not in draft_text(small)
