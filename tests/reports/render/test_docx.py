"""The Word file: real headings, tables and fields, over a template that can be another."""

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from tertial.common.wording import sentence
from tertial.domain.document import (
    Column,
    ColumnKind,
    Document,
    List,
    Note,
    Row,
    RowKind,
    Shape,
    StatusCell,
    StatusMark,
    Table,
    text_cell,
    words,
)
from tertial.reports.render.docx import render_docx
from tertial.reports.render.docx_parts import STYLES, TEMPLATE
from tertial.reports.render.errors import TemplateUnusable
from tertial.reports.render.wording import words_in
from tests.shared.office import ODF, needs_office, opened_in_office


@pytest.fixture(scope="module")
def opened(word):
    """The file, opened again."""
    return docx.Document(io.BytesIO(word))


def body_xml(word: bytes) -> str:
    """The main part as it is stored."""
    return zipfile.ZipFile(io.BytesIO(word)).read("word/document.xml").decode()


def test_headings_are_headings_at_their_level(opened):
    headings = [
        (paragraph.style.name, paragraph.text) for paragraph in opened.paragraphs if "Heading" in paragraph.style.name
    ]

    assert ("Heading 1", "Ekonomi") in headings
    assert ("Heading 2", "Nämndmål: Öka trygghet och delaktighet (2)") in headings
    assert ("Heading 3", "Analys") in headings


def test_every_table_repeats_its_heading_row_and_keeps_its_rows_whole(opened):
    assert len(opened.tables) == 9
    for table in opened.tables:
        first = table.rows[0]._tr
        assert first.trPr is not None
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_every_picture_has_its_text_alternative(opened):
    pictures = opened.element.findall(f".//{qn('wp:docPr')}")

    assert len(pictures) == 6
    assert pictures[5].get("descr") == "Ett rött hus under en ljus himmel."
    assert "44" in pictures[0].get("descr")
    assert "Etappmål 2024 ≤38" in pictures[0].get("descr")


def test_the_contents_are_a_field_that_shows_the_headings_until_word_fills_it_in(opened, document):
    xml = etree.tostring(opened.element, encoding="unicode")
    entries = [
        paragraph._p.findall(f".//{qn('w:t')}")
        for paragraph in opened.paragraphs
        if "toc" in paragraph.style.name.lower()
    ]

    assert 'TOC \\o "1-3"' in xml
    assert "Ekonomi" in ["".join(text.text for text in entry) for entry in entries]
    assert words_in(document.language).contents in [paragraph.text for paragraph in opened.paragraphs]


def test_every_link_within_the_file_has_its_bookmark(opened):
    anchors = {link.get(qn("w:anchor")) for link in opened.element.iter(qn("w:hyperlink"))} - {None}
    bookmarks = [mark.get(qn("w:name")) for mark in opened.element.iter(qn("w:bookmarkStart"))]

    assert anchors <= set(bookmarks)
    assert len(bookmarks) == len(set(bookmarks))


def test_the_file_says_its_language_title_and_maker(opened):
    assert opened.core_properties.title == "Verksamhetsberättelse 2024"
    assert opened.core_properties.author == "Kommunstyrelsen, Huddinge kommun"
    assert opened.core_properties.language == "sv-SE"
    language = opened.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "sv-SE"


def test_header_and_footer_say_whose_report_it_is_and_which_page(opened):
    section = opened.sections[0]

    assert section.header.paragraphs[0].text == "Kommunstyrelsen, Huddinge kommun\tVerksamhetsberättelse 2024"
    footer = etree.tostring(section.footer._element, encoding="unicode")
    assert 'w:instr=" PAGE "' in footer
    texts = section.footer._element.iter(qn("w:t"))
    assert "".join(text.text for text in texts) == "Sida 1 av 1"


def test_the_last_row_of_a_table_stays_with_its_notes_and_a_sum_with_what_it_sums(drawings):
    rows = (Row((text_cell("Lön"),)), Row((text_cell("Hyra"),)), Row((text_cell("Summa"),), RowKind.TOTAL))
    table = Table("Kostnader", (Column("Slag"),), rows, notes=(Note(words("Utan moms.")),))

    opened = docx.Document(io.BytesIO(render_docx(Document("Rapport", (table,)), drawings)))

    stays = {
        row.cells[0].text: row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in opened.tables[0].rows
    }
    assert stays == {"Slag": stays["Slag"], "Lön": None, "Hyra": True, "Summa": True}


def test_a_table_whose_first_column_names_the_rows_says_so_to_a_screen_reader(drawings):
    mark = StatusCell(StatusMark("Klart", Shape.CHECK))
    names_first = Table("Kostnader", (Column("Slag"), Column("Läge")), (Row((text_cell("Lön"), mark)),))
    names_second = Table("Uppdrag", (Column("", ColumnKind.STATUS), Column("Slag")), (Row((mark, text_cell("Lön"))),))

    opened = docx.Document(io.BytesIO(render_docx(Document("Rapport", (names_first, names_second)), drawings)))

    looks = [table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstColumn")) for table in opened.tables]
    assert looks == ["1", "0"]


def test_each_numbered_list_starts_at_one(drawings):
    twice = (List((words("ett"), words("två")), ordered=True), List((words("ett"),), ordered=True))

    opened = docx.Document(io.BytesIO(render_docx(Document("Listor", twice), drawings)))

    items = [paragraph for paragraph in opened.paragraphs if paragraph.style.name == "List Number"]
    numbers = [item._p.pPr.numPr.numId.val for item in items]
    assert numbers[0] == numbers[1] != numbers[2]
    known = opened.part.numbering_part.element
    starts = {num.get(qn("w:numId")): num.find(f".//{qn('w:startOverride')}") for num in known.findall(qn("w:num"))}
    assert all(starts[str(number)].get(qn("w:val")) == "1" for number in numbers)


def test_wide_tables_lie_across_and_the_rest_stands(opened):
    shapes = [section.page_width > section.page_height for section in opened.sections]

    assert shapes == [False, True, False]


def test_a_report_that_ends_with_a_wide_table_has_no_empty_page_after_it(drawings, document):
    across = next(section for section in document.blocks if section.anchor == "periods")

    opened = docx.Document(io.BytesIO(render_docx(Document("Rapport", (across,)), drawings)))

    assert [section.page_width > section.page_height for section in opened.sections] == [False, True]


def test_the_same_report_gives_the_same_bytes(word, document, drawings):
    assert render_docx(document, drawings) == word


def test_a_report_with_nothing_in_it_can_be_opened(drawings):
    opened = docx.Document(io.BytesIO(render_docx(Document("Tom rapport", ()), drawings)))

    assert [paragraph.text for paragraph in opened.paragraphs] == ["Tom rapport"]


def test_the_template_of_a_municipality_gives_the_file_its_looks(drawings, document, tmp_path):
    own = docx.Document(str(TEMPLATE))
    own.styles["Heading 1"].font.name = "Comic Sans MS"
    own.sections[0].header.paragraphs[0].text = "Sundsvalls kommun · {title}"
    own.add_paragraph("Exempeltext som inte ska följa med")
    own.save(str(tmp_path / "own.docx"))

    opened = docx.Document(io.BytesIO(render_docx(document, drawings, tmp_path / "own.docx")))

    assert opened.styles["Heading 1"].font.name == "Comic Sans MS"
    assert opened.sections[0].header.paragraphs[0].text == "Sundsvalls kommun · Verksamhetsberättelse 2024"
    assert "Exempeltext" not in " ".join(paragraph.text for paragraph in opened.paragraphs)


def test_a_template_without_a_style_is_refused_by_its_name(drawings, document, tmp_path):
    docx.Document().save(str(tmp_path / "bare.docx"))

    with pytest.raises(TemplateUnusable) as raised:
        render_docx(document, drawings, tmp_path / "bare.docx")

    assert "bare.docx" in sentence(raised.value.message)
    assert raised.value.message.params["style"] in STYLES


@pytest.mark.parametrize("content", [None, b"", b"PK\x03\x04 no archive"])
def test_a_template_that_is_no_word_file_is_refused(content, drawings, document, tmp_path):
    path = tmp_path / "own.docx"
    if content is not None:
        path.write_bytes(content)

    with pytest.raises(TemplateUnusable):
        render_docx(document, drawings, path)


@pytest.mark.office
@needs_office
def test_libreoffice_keeps_headings_heading_rows_and_text_alternatives(word, tmp_path):
    path = tmp_path / "report.docx"
    path.write_bytes(word)
    content = opened_in_office(path, tmp_path)

    headings = {
        ("".join(heading.itertext()), heading.get(f"{{{ODF['text']}}}outline-level"))
        for heading in content.iterfind(".//text:h", ODF)
    }
    assert {("Ekonomi", "1"), ("Analys", "3")} <= headings
    tables = content.findall(".//table:table", ODF)
    assert len([table for table in tables if table.find("table:table-header-rows", ODF) is not None]) == 9
    told = [element.text for element in content.iterfind(".//svg:desc", ODF)]
    assert len([text for text in told if text and "Etappmål 2024 ≤38" in text]) == 4


def test_the_template_is_the_one_that_its_maker_makes(tmp_path):
    tool = Path(__file__).parents[3] / "tools" / "word_template.py"
    scope = {"__file__": str(tool), "__name__": "word_template"}
    exec(compile(tool.read_text(encoding="utf-8"), str(tool), "exec"), scope)
    scope["TARGET"] = tmp_path / "report.docx"

    scope["main"]()

    made, kept = zipfile.ZipFile(scope["TARGET"]), zipfile.ZipFile(TEMPLATE)
    assert made.namelist() == kept.namelist()
    assert all(made.read(name) == kept.read(name) for name in kept.namelist())
