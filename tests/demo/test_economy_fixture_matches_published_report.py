"""The fixture of statements was typed by hand from the published report; here every row is found in that report."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from tests.shared.published.economy import PUBLISHED, amount, cell

TABLES: dict[str, Any] = PUBLISHED["tables"]
ENDS = {
    "income_statement": "Sammanfattande bild",
    "operations": "Helårsresultat Den politiska verksamheten",
    "net_cost_political": "Nettokostnaden för 2024",
    "net_cost_infrastructure": "Nettokostnaden för 2024",
    "net_cost_common": "Nettokostnaden för 2024",
}
NAMES = {key: [row[0] for row in table["rows"]] for key, table in TABLES.items()}
SUMS = [
    ("income_statement", "Verksamhetens kostnader", NAMES["income_statement"][1:-2]),
    ("income_statement", "Årets resultat", ["Verksamhetens intäkter", "Verksamhetens kostnader"]),
    ("operations", "Årets resultat", NAMES["operations"][:-1]),
    ("net_cost_political", "Politisk verksamhet", NAMES["net_cost_political"][2:-1]),
    ("net_cost_infrastructure", "Infrastruktur & skydd", NAMES["net_cost_infrastructure"][2:-1]),
]
Place = tuple[str, str, str]


@pytest.fixture(scope="module")
def printed(published: str) -> str:
    """The part of the report with the statements, on one line."""
    begin, end = published.index("Resultaträkning, tkr"), published.index("Särskilda satsningar, tkr")
    return " ".join(published[begin:end].split())


def lines_of(table: dict[str, Any]) -> list[str]:
    return [" ".join(each for each in row if each) for row in table["rows"]]


@pytest.mark.parametrize("key", TABLES)
def test_every_table_stands_in_the_report_whole_with_its_headings(key: str, printed: str):
    table = TABLES[key]
    whole = " ".join([table["caption"] or table["heading"], " ".join(table["columns"]), *lines_of(table), ENDS[key]])

    assert printed.count(whole) == 1


def test_every_row_stands_in_the_report_with_its_cells(printed: str):
    for table in TABLES.values():
        for line in lines_of(table):
            assert f" {line} " in printed


def test_the_report_holds_no_more_rows_of_figures_than_the_fixture(printed: str):
    """Rows of two figures or more; running text has none."""
    number = r"-?\d{1,3}(?: \d{3})*(?: %)?"
    left = printed
    for table in TABLES.values():
        for line in (" ".join(table["columns"]), *lines_of(table)):
            left = left.replace(line, "", 1)

    assert re.findall(rf"(?<![\d,]){number} {number}(?![\d,])", left) == []


def test_where_the_report_contradicts_itself_both_values_stand_in_it():
    for place in PUBLISHED["contradictions"]:
        table, row, column = place["chosen_stands_in"]

        assert cell(TABLES[place["table"]], place["row"], place["column"]) == place["published"]
        assert cell(TABLES[table], row, column) == place["chosen"] != place["published"]
        assert place["reason"]


def test_no_net_cost_is_printed_in_two_ways_without_a_choice():
    twice: set[tuple[Place, Place]] = set()
    for key, row in (
        ("net_cost_political", "Politisk verksamhet"),
        ("net_cost_infrastructure", "Infrastruktur & skydd"),
        ("net_cost_common", "Gemensamma verksamheter"),
    ):
        for column, other in (("jan-dec 2023", "Utfall föregående år"), ("jan-dec 2024", "Utfall helår")):
            if cell(TABLES[key], row, column) != cell(TABLES["operations"], row, other):
                twice.add(((key, row, column), ("operations", row, other)))
    chosen = {
        frozenset({(place["table"], place["row"], place["column"]), tuple(place["chosen_stands_in"])})
        for place in PUBLISHED["contradictions"]
    }

    assert {frozenset(pair) for pair in twice} == chosen


def test_the_result_of_the_income_statement_is_that_of_the_activities():
    for column in ("Budget helår", "Utfall helår", "Avvikelse helår", "Utfall föregående år"):
        results = {cell(TABLES[key], "Årets resultat", column) for key in ("income_statement", "operations")}
        assert len(results) == 1


def test_every_sum_and_difference_is_right_but_for_the_listed_roundings():
    """What the parts give beside what is printed; never further apart than their rounding can be."""
    apart = set()
    for table, row, column, origin, gives, most in reckoned():
        distance = abs(gives - amount(cell(TABLES[table], row, column)))
        assert distance <= most
        if distance:
            apart.add((table, row, column, origin, gives))

    assert apart == {
        (each["table"], each["row"], each["column"], each["from"], amount(each["gives"]))
        for each in PUBLISHED["rounded_apart"]
    }


def test_percentages_follow_from_the_figures_beside_them():
    for row in TABLES["operations"]["rows"]:
        share = 100 * amount(row[3]) / abs(amount(row[1]))
        assert row[4] == f"{share:.1f} %".replace(".", ",") if row[0] == "Årets resultat" else f"{share:.0f} %"
    for key in ("net_cost_political", "net_cost_infrastructure", "net_cost_common"):
        first, last = TABLES[key]["rows"][0], TABLES[key]["rows"][-1]
        for column in (2, 3):
            change = 100 * (amount(first[column]) / amount(first[column - 1]) - 1)
            assert last[column] == f"{change:.0f} %"


def reckoned() -> Iterator[tuple[str, str, str, str, int, int]]:
    """Every sum and deviation of the tables: where it stands, what its parts give, how far rounding may part them."""
    for key, total, parts in SUMS:
        table = TABLES[key]
        for column in table["columns"][1:]:
            if column != "Avvikelse (%)":
                yield (
                    key,
                    total,
                    column,
                    "sum",
                    sum(amount(cell(table, part, column)) for part in parts),
                    len(parts) // 2,
                )
    for key in ("income_statement", "operations"):
        table = TABLES[key]
        for row in table["rows"]:
            name = row[0]
            difference = amount(cell(table, name, "Utfall helår")) - amount(cell(table, name, "Budget helår"))
            yield key, name, "Avvikelse helår", "difference", difference, 1
