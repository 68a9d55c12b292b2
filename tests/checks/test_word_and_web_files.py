"""Reports as Word documents and web pages of any maker: merged cells, nested headings, captions, what is hidden."""

import io

import docx
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement

from tertial.checks.files.assemble import assembled
from tertial.checks.files.html import read_html
from tertial.checks.files.word import read_word
from tertial.domain.checks import Heading, Paragraph, Picture, Reading


def web(body: str) -> Reading:
    return assembled(read_html(f"<!doctype html><title>Årsredovisning 2025</title><body>{body}".encode(), "utf-8"))


def word(document) -> Reading:
    held = io.BytesIO()
    document.save(held)
    return assembled(read_word(held.getvalue()))


def test_cells_over_several_columns_and_rows_of_a_web_page_cover_them() -> None:
    reading = web(
        "<table><caption>Drift, mnkr</caption><thead><tr><th rowspan=2>Nämnd<th colspan=2>Utfall<th rowspan=2>Budget"
        "<tr><th>2024<th>2025<tbody><tr><td>Skola<td>1,5<td>1,7<td>1,6</table>"
    )

    (table,) = reading.tables
    assert [column.path for column in table.columns] == [
        ("Nämnd",),
        ("Utfall", "2024"),
        ("Utfall", "2025"),
        ("Budget",),
    ]
    assert table.caption == "Drift, mnkr"
    assert [str(cell.value) for cell in table.rows[0].cells[1:]] == ["1.5", "1.7", "1.6"]


def test_what_a_web_page_hides_is_not_read() -> None:
    reading = web(
        "<script>var a = 1</script><p hidden>Dold</p><p style='display: none'>Dold</p><nav>Meny</nav><p>Syns"
        "<span aria-hidden=true>▲</span></p>"
    )

    assert [part.text for part in reading.parts if isinstance(part, Paragraph)] == ["Syns"]


def test_a_table_that_only_lays_out_the_page_is_text() -> None:
    reading = web("<table role=presentation><tr><td>Vänster<td>Höger</table><table><tr><td>Ensam ruta</table>")

    assert not reading.tables
    assert [part.text for part in reading.parts if isinstance(part, Paragraph)] == ["Vänster", "Höger", "Ensam ruta"]


def test_pictures_and_links_of_a_web_page_are_told_by_their_words() -> None:
    reading = web(
        '<h1>Rapport</h1><img src=a.png alt="Stapeldiagram"><img src=b.png alt=""><img src=c.png><a href="/x">här</a>'
    )

    pictures = [(part.alternative, part.decorative) for part in reading.parts if isinstance(part, Picture)]
    assert pictures == [("Stapeldiagram", False), ("", True), ("", False)]
    assert [(link.text, link.address) for link in reading.links] == [("här", "/x")]


def test_merged_cells_of_word_cover_what_they_span() -> None:
    document = docx.Document()
    document.add_paragraph("Drift, tkr", style="Caption")
    table = document.add_table(4, 3)
    texts = [["Nämnd", "Helår", ""], ["", "Utfall", "Budget"], ["Skola", "1 200", "1 100"], ["Vård", "−300", "−250"]]
    for row, cells in zip(table.rows, texts, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 0).merge(table.cell(1, 0))

    (found,) = word(document).tables
    assert [column.path for column in found.columns] == [("Nämnd",), ("Helår", "Utfall"), ("Helår", "Budget")]
    assert [int(cell.value or 0) for row in found.rows for cell in row.cells[1:]] == [1200, 1100, -300, -250]
    assert (found.caption, found.unit.text if found.unit else "") == ("Drift, tkr", "Drift, tkr")


def test_headings_of_word_keep_their_levels_and_deleted_text_is_gone() -> None:
    document = docx.Document()
    document.add_heading("Ekonomi", 1)
    document.add_heading("Drift", 2)
    paragraph = document.add_paragraph("Överskottet är 5 miljoner")
    paragraph.add_run().add_break(WD_BREAK.LINE)
    paragraph.add_run("kronor.")
    deleted = OxmlElement("w:del")
    deleted.append(paragraph.add_run(" Struket.")._r)
    paragraph._p.append(deleted)

    parts = word(document).parts
    assert [(part.text, part.level) for part in parts if isinstance(part, Heading)] == [("Ekonomi", 1), ("Drift", 2)]
    assert [part.text for part in parts if isinstance(part, Paragraph)] == ["Överskottet är 5 miljoner kronor."]


def test_a_cell_with_a_symbol_alone_or_several_figures_is_said_to_be_unread() -> None:
    reading = web(
        "<table><tr><th>Mål<th>Status<th>Antal<tr><td>Trygghet<td>●<td>8<tr><td>Skola<td>● Klart<td>8 +127"
        "<tr><td>Vård<td>● Pågår<td>7<tr><td>Miljö<td>● Klart<td>5</table>"
    )

    assert [unread.text for unread in reading.unread] == ["●", "8 +127"]
    assert [row.cells[1].text for row in reading.tables[0].rows] == ["●", "Klart", "Pågår", "Klart"]


def test_a_column_of_notes_holds_no_amounts() -> None:
    reading = web(
        "<table><tr><th>Post<th>Not<th>Utfall<tr><td>Intäkter<td>3<td>51 776<tr><td>Kostnader<td>4<td>−870 1)</table>"
    )

    assert [[str(cell.value) for cell in row.cells[1:]] for row in reading.tables[0].rows] == [
        ["None", "51776"],
        ["None", "-870"],
    ]
