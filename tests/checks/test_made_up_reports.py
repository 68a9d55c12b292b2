"""The reports that checking is measured on: right in every figure until something is planted, and written apart."""

import ast
import json
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from random import Random

import pypdfium2
import pytest
from docx import Document
from lxml import html

from bench.checking.compose import FIRST_HELD_SEED, make_report
from bench.checking.grid import off_by
from bench.checking.planting import KINDS, SENTENCES, plant
from bench.checking.write import WRITERS, as_pdf
from tertial.domain.document import Document as Tree
from tertial.domain.document import from_json

SEEDS = [*range(40), *range(FIRST_HELD_SEED, FIRST_HELD_SEED + 40)]
FOLDER = Path(__file__).parents[2] / "bench" / "checking"


@pytest.fixture(scope="module")
def reports():
    return [make_report(seed) for seed in SEEDS]


def test_every_figure_of_a_clean_report_agrees_with_those_it_is_made_of(reports):
    wrong = [
        (report.seed, grid.name, grid.label(relation.result), relation.kind)
        for report in reports
        for grid in report.grids()
        for relation in grid.relations
        if off_by(grid, relation) > 0
    ]

    assert wrong == []
    assert sum(len(grid.relations) for report in reports for grid in report.grids()) > 10_000


def test_the_same_fact_is_the_same_in_every_table_of_a_clean_report(reports):
    for report in reports:
        told: dict[tuple[str, str], set[Decimal]] = {}
        for grid in report.grids():
            if grid.form != report.taste.form or grid.turned:
                continue
            for spot in grid.figures():
                key = grid.rows[spot.row].key.removesuffix("/all").removesuffix("/net")
                told.setdefault((key, grid.columns[spot.column]), set()).add(abs(grid.value(spot)))

        assert {
            fact: values for fact, values in told.items() if len(values) > 1 and fact[1] not in {"change", "share"}
        } == {}


def test_every_sentence_is_said_in_full(reports):
    said = [sentence.text for report in reports for sentence in report.sentences()]

    assert [text for text in said if "{" in text or "}" in text or not text.endswith((".", "?"))] == []


def test_the_same_seed_gives_the_same_report_and_another_seed_another():
    assert WRITERS["txt"](make_report(7)) == WRITERS["txt"](make_report(7))
    assert WRITERS["txt"](make_report(7)) != WRITERS["txt"](make_report(8))


def test_words_held_back_are_in_no_report_that_examples_come_from(reports):
    shown = " ".join(
        sentence.text for report in reports if report.seed < FIRST_HELD_SEED for sentence in report.sentences()
    )

    assert "gentemot budget" not in shown
    assert any("gentemot budget" in sentence.text for report in reports for sentence in report.sentences())


@pytest.mark.parametrize("kind", KINDS)
def test_a_planted_error_changes_one_place_beyond_what_rounding_explains(reports, kind):
    planted = [(report, found) for report in reports[::8] if (found := plant(report, kind, Random(report.seed)))]

    assert planted
    for clean, (spoilt, error) in planted:
        assert error.was != error.now
        before, after = list(clean.sentences()), list(spoilt.sentences())
        changed = [new.text for old, new in zip(before, after, strict=True) if old.text != new.text]
        assert changed == ([error.sentence] if kind in SENTENCES else [])
        tables = [new.name for old, new in zip(clean.grids(), spoilt.grids(), strict=True) if old != new]
        assert tables == ([] if kind in SENTENCES else [error.table])


def test_every_format_holds_every_figure_of_a_report():
    report = make_report(2)
    texts = [cell.text(report.taste.hand) for grid in report.grids() for row in grid.rows for cell in row.cells]
    wanted = {bare(text) for text in texts if text}
    word = Document(BytesIO(WRITERS["docx"](report)))
    pages = pypdfium2.PdfDocument(WRITERS["pdf"](report))
    written = {
        "html": html.fromstring(WRITERS["html"](report)).text_content(),
        "txt": WRITERS["txt"](report).decode(),
        "docx": " ".join(cell.text for table in word.tables for row in table.rows for cell in row.cells),
        "pdf": " ".join(page.get_textpage().get_text_range() for page in pages),
    }

    assert {form: sorted(one for one in wanted if one not in bare(text)) for form, text in written.items()} == {
        form: [] for form in written
    }


def test_json_is_a_document_of_tertials_own(reports):
    trees = [from_json(json.loads(WRITERS["json"](report))) for report in reports[::8]]

    assert all(isinstance(tree, Tree) for tree in trees)


def test_pdfs_come_in_every_layout(reports):
    assert {as_pdf.look_of(report) for report in reports} == set(as_pdf.LOOKS)


def test_the_generator_knows_nothing_of_the_rules():
    making = [path for path in FOLDER.rglob("*.py") if path.stem not in {"door", "scoring"}]
    imported = {
        name
        for path in making
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        for name in (
            [node.module] if isinstance(node, ast.ImportFrom) else [a.name for a in getattr(node, "names", [])]
        )
        if isinstance(node, ast.Import | ast.ImportFrom)
    }

    assert making
    assert [name for name in imported if "checks" in (name or "")] == []


def bare(text: str) -> str:
    """The text without any space: files wrap and set apart in their own ways."""
    return "".join(text.split()).replace("\u202f", "").replace("\u2010", "").replace("\ufffe", "")
