"""A figure reads the same in every format, letter by letter, and so does every cell of every table."""

import io
import json
import re
from collections import Counter
from html.parser import HTMLParser

import docx
import pypdfium2
import pytest

from tertial.domain.document import figure_text, figures
from tertial.reports.render import render_document

Cells = list[list[str]]


@pytest.fixture(scope="module")
def tree(document, drawings) -> dict:
    """The report as JSON."""
    return json.loads(render_document(document, "json", drawings))


def tables_of(node: object) -> list[dict]:
    """The tables of the tree, in reading order."""
    if isinstance(node, list):
        return [table for inner in node for table in tables_of(inner)]
    if not isinstance(node, dict):
        return []
    return [node] if node.get("type") == "table" else tables_of(node.get("blocks", []))


def printed(table: dict) -> Cells:
    """Headings and cells of a table, as the JSON says that they are printed."""
    rows = [[cell["text"] for cell in row["cells"]] for row in table["rows"]]
    return [[column["label"] for column in table["columns"]], *rows]


def squeezed(text: str) -> str:
    """The text with every run of white space as one plain space, and without the signs before a status word."""
    return re.sub(r"^[●◕◐○✓≈✕?→◷‖▲] ", "", " ".join(text.split()))


def same(cells: Cells) -> Cells:
    """The cells with their white space made alike."""
    return [[squeezed(cell) for cell in row] for row in cells]


class TableReader(HTMLParser):
    """Reads the cells of the tables of a report."""

    def __init__(self) -> None:
        super().__init__()
        self.tables: list[Cells] = []
        self.plain = False
        self.inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self.plain = dict(attrs).get("class") == "doc-plain"
            if not self.plain:
                self.tables.append([])
        if self.plain or not self.tables:
            return
        if tag == "tr":
            self.tables[-1].append([])
        if tag in {"td", "th"}:
            self.tables[-1][-1].append("")
            self.inside += 1
        elif self.inside and tag in {"p", "li"}:
            self.tables[-1][-1][-1] += "\n"

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"} and not self.plain:
            self.inside -= 1

    def handle_data(self, data: str) -> None:
        if self.inside and not self.plain:
            self.tables[-1][-1][-1] += data


def test_every_table_of_the_html_reads_as_the_json_says(tree, page):
    reader = TableReader()
    reader.feed(page)

    assert [same(table) for table in reader.tables] == [same(printed(table)) for table in tables_of(tree)]


def test_every_table_of_the_word_file_reads_as_the_json_says(tree, word):
    read: list[Cells] = []
    for table in docx.Document(io.BytesIO(word)).tables:
        rows = [["\n".join(p.text for p in cell.paragraphs) for cell in dict.fromkeys(row.cells)] for row in table.rows]
        read.append(rows)

    assert [same(table) for table in read] == [same(printed(table)) for table in tables_of(tree)]


def test_every_row_of_figures_of_the_pdf_reads_as_the_json_says(tree, pdf):
    with pypdfium2.PdfDocument(pdf) as opened:
        text = squeezed(" ".join(page.get_textpage().get_text_bounded() for page in opened))

    for table in tables_of(tree):
        for row in table["rows"]:
            figures_of_row = " ".join(squeezed(cell["text"]) for cell in row["cells"] if "value" in cell)
            assert figures_of_row in text


def test_every_figure_of_the_tree_stands_in_the_html_with_its_value_and_source(document, page):
    written = re.findall(r'<data value="[^"]*"(?: data-ref="[^"]*")?>([^<]*)</data>', page)

    assert Counter(written) == Counter(figure_text(figure) for figure in figures(document.blocks))


def test_figures_in_running_text_stand_in_the_pdf_and_the_word_file(pdf, word):
    with pypdfium2.PdfDocument(pdf) as opened:
        text = squeezed(" ".join(page.get_textpage().get_text_bounded() for page in opened))

    assert "Oron är 55 % och trenden är negativ." in text
    assert "Oron är 55\u00a0% och trenden är negativ." in "\n".join(
        paragraph.text for paragraph in docx.Document(io.BytesIO(word)).paragraphs
    )


def test_the_json_file_is_the_tree(tree, document):
    from tertial.domain.document import from_json

    assert from_json(tree) == document
