"""The fixture of projects was typed by hand from the published report; here every row of it is found in that report."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.demo.test_fixture_matches_published_report import DEMO, _runs, _texts
from tests.shared.published import published_chapter

HERE = Path(__file__).parent


@pytest.fixture(scope="module")
def tables() -> dict[str, Any]:
    return published_chapter("projects")


@pytest.fixture(scope="module")
def printed(published: str) -> str:
    """The part of the report with the tables, on one line; words that a narrow column broke are whole again."""
    begin, end = published.index("Särskilda satsningar, tkr"), published.index("Nytt kommunhus \nUnder 2024")
    text = " ".join(published[begin:end].split())
    for broken, whole in (
        ("IT- infrastrukturen", "IT-infrastrukturen"),
        ("Investeringsutg ift", "Investeringsutgift"),
        ("Investeringsink omst", "Investeringsinkomst"),
        ("Exploateringsut gift", "Exploateringsutgift"),
        ("Exploateringsi nkomst", "Exploateringsinkomst"),
    ):
        assert broken in text
        text = text.replace(broken, whole)
    return text


def test_every_row_stands_in_the_report_with_its_cells(tables: dict[str, Any], printed: str):
    for table in tables.values():
        for row in table["rows"]:
            assert " ".join(cell for cell in row if cell) in printed


def test_captions_and_headings_stand_in_the_report(tables: dict[str, Any], printed: str):
    for table in tables.values():
        assert table.get("published_caption", table["caption"]) in printed
        assert " ".join(table["columns"]) in printed


def test_the_rows_come_in_the_order_of_the_report(tables: dict[str, Any], printed: str):
    for table in tables.values():
        places = [printed.index(" ".join(cell for cell in row if cell)) for row in table["rows"]]
        assert places == sorted(places)


def test_the_report_holds_no_more_rows_of_figures_than_the_fixture(tables: dict[str, Any], printed: str):
    """Rows of three figures or more that begin with words; running text has none."""
    number = r"-?\d{1,3}(?: \d{3})*"
    rows = [" ".join(cell for cell in row if cell) for table in tables.values() for row in table["rows"]]
    left = printed
    for row in sorted(rows, key=len, reverse=True):
        left = left.replace(row, "", 1)

    assert re.findall(rf"(?<![\d,]){number} {number} {number}(?![\d,])", left) == []


def test_the_running_text_about_projects_is_in_its_own_words(published: str):
    said = set(_runs(published))
    texts = tomllib.loads((DEMO / "texts-projects-2024.toml").read_text(encoding="utf-8"))
    assert [run for text in _texts(texts) for run in _runs(text) if run in said] == []
