"""A report of ours is read the same out of every format that it is printed in: tables, figures and text."""

import json

import pytest

from tertial.checks.files.assemble import assembled
from tertial.checks.files.html import read_html
from tertial.checks.files.pdf import read_pdf
from tertial.checks.files.word import read_word
from tertial.domain.checks import Paragraph, Reading, read_report
from tertial.domain.document.from_json import from_json
from tertial.domain.numbers_sv import plain
from tertial.reports.render import render_document


@pytest.fixture(scope="module")
def from_tree(document, drawings) -> Reading:
    """The report as its JSON says it is."""
    return read_report(from_json(json.loads(render_document(document, "json", drawings))))


@pytest.fixture(scope="module")
def readings(pdf, word, page) -> dict[str, Reading]:
    """The report as it is read out of its files."""
    found = {"pdf": read_pdf(pdf), "docx": read_word(word), "html": read_html(page.encode(), "utf-8")}
    return {name: assembled(one) for name, one in found.items()}


def cells(reading: Reading) -> list[list[list[str]]]:
    return [
        [
            [squeezed(column.label) for column in table.columns],
            *([squeezed(cell.text) for cell in row.cells] for row in table.rows),
        ]
        for table in reading.tables
    ]


def squeezed(text: str) -> str:
    return plain(text.replace("\n", " ").replace("\u00ad", "")).replace("/ ", "/")


@pytest.mark.parametrize("name", ["pdf", "docx", "html"])
def test_tables_are_read_as_they_are(name, readings, from_tree) -> None:
    assert cells(readings[name]) == cells(from_tree)


@pytest.mark.parametrize("name", ["pdf", "docx", "html"])
def test_figures_are_read_as_they_are(name, readings, from_tree) -> None:
    figures = [(number, row, column, cell.value) for number, row, column, cell in readings[name].numbered_cells()]

    assert figures == [(number, row, column, cell.value) for number, row, column, cell in from_tree.numbered_cells()]


@pytest.mark.parametrize("name", ["pdf", "docx", "html"])
def test_headings_and_paragraphs_are_read(name, readings, from_tree) -> None:
    found = {squeezed(part.text) for part in readings[name].parts if isinstance(part, Paragraph)}
    texts = [squeezed(part.text) for part in from_tree.parts if isinstance(part, Paragraph) and not part.label]

    assert [text for text in texts if text and not any(text in one for one in found)] == []
    headings = [heading.text for heading in readings[name].headings]
    assert [heading.text for heading in from_tree.headings if heading.text not in headings] == []
