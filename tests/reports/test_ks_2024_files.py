"""The files of the executive board's report: what the checkers say, and what Word keeps."""

import json
import subprocess
import sys
from pathlib import Path

import pypdfium2
import pytest
from django.utils import translation

from tertial.domain.document import Chart, Section, Table
from tertial.reports.charts import Drawings
from tertial.reports.compose import Composition
from tertial.reports.render.files import render_to_files
from tests.shared.office import ODF, needs_office, opened_in_office

pytestmark = pytest.mark.django_db

TOOLS = Path(sys.executable).parent


@pytest.fixture(scope="module")
def files(ks_2024: Composition, tmp_path_factory) -> dict[str, Path]:
    """The report as PDF, Word and HTML."""
    folder = tmp_path_factory.mktemp("ks-2024")
    with translation.override("sv"):
        written = render_to_files(
            ks_2024.document, ["pdf", "docx", "html"], folder, name="KS-2024", drawings=Drawings()
        )
    return {path.suffix[1:]: path for path in written.paths}


def of_kind(blocks, kind) -> list:
    found = []
    for block in blocks:
        if isinstance(block, kind):
            found.append(block)
        if isinstance(block, Section):
            found += of_kind(block.blocks, kind)
    return found


def test_outloud_finds_no_error_in_the_pdf(files):
    checked = subprocess.run(
        [TOOLS / "outloud", files["pdf"], "--json", "-"], capture_output=True, text=True, check=False
    )

    findings = json.loads(checked.stdout[checked.stdout.index("{") :])["results"][0]["findings"]
    assert [finding for finding in findings if finding["severity"] == "error"] == []
    assert checked.returncode == 0


def test_pdfua_finds_nothing_in_the_pdf(files):
    checked = subprocess.run(
        [TOOLS / "pdfua", "check", files["pdf"], "--format", "json"], capture_output=True, text=True, check=False
    )

    assert json.loads(checked.stdout)["findings"] == []


def test_the_pdf_has_contents_page_numbers_a_running_header_and_bookmarks(files):
    with pypdfium2.PdfDocument(files["pdf"]) as pdf:
        texts = [page.get_textpage().get_text_bounded() for page in pdf]
        bookmarks = [bookmark.get_title() for bookmark in pdf.get_toc()]

    assert "Innehåll" in texts[0]
    assert all("Kommunstyrelsen: verksamhetsberättelse 2024" in text for text in texts[1:])
    assert f"Sida 2 av {len(texts)}" in texts[1]
    assert "Nämndmål: Öka trygghet och delaktighet" in bookmarks


@pytest.mark.office
@needs_office
def test_libreoffice_keeps_the_headings_heading_rows_and_alternative_texts_of_the_word_file(files, ks_2024, tmp_path):
    content = opened_in_office(files["docx"], tmp_path)

    headings = {" ".join("".join(heading.itertext()).split()) for heading in content.iterfind(".//text:h", ODF)}
    assert {" ".join(section.title.split()) for section in of_kind(ks_2024.document.blocks, Section)} <= headings
    tables = content.findall(".//table:table", ODF)
    with_heading_rows = [table for table in tables if table.find("table:table-header-rows", ODF) is not None]
    assert len(with_heading_rows) == len(of_kind(ks_2024.document.blocks, Table))
    alternatives = {element.text for element in content.iterfind(".//svg:desc", ODF)}
    assert {chart.alt for chart in of_kind(ks_2024.document.blocks, Chart)} <= alternatives
