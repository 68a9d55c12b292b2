"""Income statement, operations and net cost, cell by cell against what was typed from the published report."""

import re
from decimal import Decimal
from typing import Any

import pytest

from tertial.domain.document import to_json
from tertial.domain.quantity import round_half_up
from tertial.reports.compose import Composition
from tests.reports.test_ks_2024 import blocks, plain
from tests.shared.published.economy import PUBLISHED, chosen_tables

pytestmark = pytest.mark.django_db

TABLES = chosen_tables()
OF_WHICH = "Varav:"
NET_COST = [key for key in TABLES if key.startswith("net_cost")]
MEASURES = {
    "Budget helår": "budget_year",
    "Utfall helår": "outcome",
    "Avvikelse helår": "deviation",
    "Avvikelse (%)": "deviation_percent",
    "Utfall föregående år": "previous",
    "jan-dec 2022": "before_previous",
    "jan-dec 2023": "previous",
    "jan-dec 2024": "outcome",
}


@pytest.fixture(scope="module")
def tree(ks_2024: Composition) -> dict[str, Any]:
    return to_json(ks_2024.document)


def printed(text: str) -> str:
    """As in the fixture: plain minus and dash, ordinary spaces, one before the percent sign."""
    return re.sub(r" ?%$", " %", plain(text.replace("–", "-")))


def labels(table: dict[str, Any]) -> list[str]:
    return [printed(row["cells"][0].get("text", "")) for row in table["rows"]]


def table(tree: dict[str, Any], key: str) -> dict[str, Any]:
    """The table of the report that has the rows of the published one."""
    names = {row[0] for row in TABLES[key]["rows"] if not row[0].startswith("Procentuell")}
    columns = len(TABLES[key]["columns"])
    found = [
        each
        for each in blocks(tree, "table")
        if len(each["columns"]) == columns and names <= set(labels(each)) and figures_of(each, key)
    ]
    assert len(found) == 1, f"{len(found)} tables have the rows of {key}"
    return found[0]


def figures_of(table: dict[str, Any], key: str) -> bool:
    """Whether the figures of the table are those of the statement."""
    refs = [cell["ref"] for row in table["rows"] for cell in row["cells"] if "value" in cell]
    return bool(refs) and all(f":{key}:" in ref for ref in refs)


def cells(table: dict[str, Any]) -> list[list[str]]:
    """What stands in each cell; a row that spans the table is filled up with nothing."""
    rows = [[printed(cell.get("text", "")) for cell in row["cells"]] for row in table["rows"]]
    return [row + [""] * (len(table["columns"]) - len(row)) for row in rows]


@pytest.mark.parametrize("key", TABLES)
def test_every_cell_is_printed_as_published(tree, key: str):
    assert cells(table(tree, key)) == TABLES[key]["rows"]


@pytest.mark.parametrize("key", TABLES)
def test_every_column_has_its_published_heading(tree, key: str):
    found = [printed(column["label"]) for column in table(tree, key)["columns"]]

    if key in NET_COST:
        found = [heading.removeprefix("Utfall ") for heading in found]
    assert found == TABLES[key]["columns"]


@pytest.mark.parametrize("key", TABLES)
def test_the_caption_names_the_published_table_and_its_unit(tree, key: str):
    caption = plain(table(tree, key)["caption"])

    if TABLES[key]["caption"]:
        assert caption == TABLES[key]["caption"]
    else:
        assert TABLES[key]["heading"].casefold() in caption.casefold()
        assert caption.endswith(", tkr")


@pytest.mark.parametrize("key", TABLES)
def test_every_figure_leads_to_the_statement_row_and_column_it_stands_for(tree, key: str):
    found = table(tree, key)

    for row in found["rows"]:
        refs = [(cell["ref"].split(":"), column) for cell, column in figures(row, key)]
        assert {tuple(ref[:4]) for ref, _column in refs} <= {("statement", "KS", "2024", key)}
        assert len({ref[4] for ref, _column in refs}) <= 1
        change = row["cells"][0]["text"].startswith("Procentuell")
        measures = MEASURES | ({"jan-dec 2024": "change_percent"} if change else {})
        assert [ref[5] for ref, _column in refs] == [measures[column] for _ref, column in refs]


def figures(row: dict[str, Any], key: str) -> list[tuple[dict[str, Any], str]]:
    columns = TABLES[key]["columns"]
    return [(cell, column) for cell, column in zip(row["cells"], columns, strict=False) if "value" in cell]


@pytest.mark.parametrize("key", TABLES)
def test_figures_are_kept_in_full_and_rounded_each_on_its_own(tree, key: str):
    decimals = 0
    for row in table(tree, key)["rows"]:
        for cell, _column in figures(row, key):
            number = Decimal(printed(cell["text"]).removesuffix(" %").replace(" ", "").replace(",", "."))
            assert cell["unit"] == ("percent" if cell["text"].endswith("%") else "tkr")
            assert round_half_up(Decimal(str(cell["value"])), cell["decimals"]) == number
            decimals += Decimal(str(cell["value"])) != number

    assert decimals, "no figure of the table has anything behind what is printed"


@pytest.mark.parametrize("key", TABLES)
def test_sums_are_marked_as_sums_and_parts_stand_below_what_they_are_part_of(tree, key: str):
    found = table(tree, key)
    sums = {"income_statement": ["Verksamhetens kostnader", "Årets resultat"], "operations": ["Årets resultat"]}

    totals = [name for name, row in zip(labels(found), found["rows"], strict=True) if row["kind"] == "total"]
    assert totals == sums.get(key, TABLES[key]["rows"][0][:1])
    indented = [name for name, row in zip(labels(found), found["rows"], strict=True) if row.get("indent")]
    names = [row[0] for row in TABLES[key]["rows"]]
    assert indented == (names[names.index(OF_WHICH) + 1 : -1] if OF_WHICH in names else [])


@pytest.mark.parametrize("key", TABLES)
def test_each_table_prints_the_rule_its_signs_follow(tree, key: str):
    rule = plain(table(tree, key)["rule"])

    deviates = any("avvikelse" in column["label"].lower() for column in table(tree, key)["columns"])
    assert ("utfall - budget" in rule) == deviates
    assert "plus" in rule
    assert "minus" in rule


@pytest.mark.parametrize("key", ["operations", *NET_COST])
def test_the_same_net_cost_is_printed_with_one_value(tree, key: str):
    """The published report prints some in two ways; here one is chosen (docs/sample-data.md)."""
    operations = {row[0]: row for row in cells(table(tree, "operations"))}
    for row in cells(table(tree, key)):
        if key in NET_COST and row[0] in operations:
            assert row[2:] == [operations[row[0]][5], operations[row[0]][2]]
    for place in PUBLISHED["contradictions"]:
        if place["table"] == key:
            assert place["published"] not in [text for row in cells(table(tree, key)) for text in row]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("13,8 miljoner kronor", "result"),
        ("1,7 procent", "result"),
        ("23,8 miljoner kronor", "income"),
        ("2,3 miljoner kronor", "personnel"),
        ("5,4 miljoner kronor", "purchased_activity"),
        ("29,7 miljoner kronor", "consultants"),
        ("19,0 miljoner kronor", "goods_services"),
        ("7,4 miljoner kronor", "capital_cost"),
        ("58,5 miljoner kronor", "personnel"),
        ("6,9 miljoner kronor", "infrastructure"),
        ("12,3 miljoner kronor", "common"),
    ],
)
def test_the_amounts_of_the_running_text_are_the_published_ones_and_live(tree, text: str, part: str):
    """Written in other words than the published report's, with figures that follow the ledger."""
    said = [run for paragraph in blocks(tree, "paragraph") for run in paragraph["runs"]]
    amount, unit = text.split(" ", 1)
    hits = [
        run
        for run, following in zip(said, [*said[1:], {"text": ""}], strict=True)
        if run["type"] == "figure"
        and f":{part}:" in run["ref"]
        and plain(run["text"]) == amount
        and plain(following["text"]).startswith(unit)
    ]

    assert hits, f"no live figure of {part} is printed as {text}"
