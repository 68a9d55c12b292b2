"""The PDF: accessible by two independent checkers, and easy to find one's way in."""

import dataclasses
import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from tertial.common.wording import sentence
from tertial.domain.document import (
    Column,
    ColumnKind,
    Document,
    EmptyCell,
    Note,
    Paragraph,
    Row,
    RowKind,
    Section,
    Shape,
    StatusCell,
    StatusMark,
    Table,
    Text,
    text_cell,
    words,
)
from tertial.reports.fonts import FACES, FONTS, FontsMissing, characters_of
from tertial.reports.render.pdf import render_pdf, showable
from tertial.reports.render.wording import words_in

TOOLS = Path(sys.executable).parent


def texts(pdf: bytes) -> list[str]:
    """The text of each page, spaces as plain spaces."""
    with pypdfium2.PdfDocument(pdf) as opened:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in opened]


@pytest.fixture(scope="module")
def saved(pdf, tmp_path_factory) -> Path:
    """The PDF as a file."""
    path = tmp_path_factory.mktemp("pdf") / "report.pdf"
    path.write_bytes(pdf)
    return path


def test_outloud_finds_nothing_to_remark_on(saved):
    checked = subprocess.run([TOOLS / "outloud", saved, "--json", "-"], capture_output=True, text=True, check=False)

    report = json.loads(checked.stdout[checked.stdout.index("{") :])
    assert report["results"][0]["findings"] == []
    assert checked.returncode == 0


def test_pdfua_finds_nothing_to_remark_on(saved):
    checked = subprocess.run(
        [TOOLS / "pdfua", "check", saved, "--format", "json"], capture_output=True, text=True, check=False
    )

    assert json.loads(checked.stdout)["findings"] == []


def test_the_file_says_it_is_pdf_ua_in_swedish_with_a_title(pdf):
    assert b"<pdfuaid:part>1</pdfuaid:part>" in pdf
    assert b"/Lang (sv-SE)" in pdf or b"/Lang(sv-SE)" in pdf
    with pypdfium2.PdfDocument(pdf) as opened:
        assert opened.get_metadata_value("Title") == "Verksamhetsberättelse 2024"


def test_a_long_table_repeats_its_heading_row_on_every_page(pdf):
    pages = [text for text in texts(pdf) if re.search(r"Uppdrag \d+: ta fram", text)]

    assert len(pages) >= 4
    assert all("Nämndens uppdrag till förvaltningen Kommentar" in text for text in pages)


def test_the_cell_that_names_a_row_is_its_header_and_the_others_lead_to_it(drawings):
    columns = (Column("Status", ColumnKind.STATUS), Column("Uppdrag"), Column("Läge"), Column("Utfall"))
    mark = StatusCell(StatusMark("Klart", Shape.CHECK))
    rows = (
        Row((text_cell("Trygghet"),), RowKind.GROUP),
        *(
            Row((mark, text_cell(name), text_cell("Pågår"), text_cell("3")))
            for name in ("Program", "Ordning", "Tillsyn")
        ),
        Row((mark, EmptyCell(), text_cell("Pågår"), text_cell("3"))),
    )
    pair = Table("Två spalter", (Column("Slag"), Column("Antal")), (Row((text_cell("Hus"), text_cell("2"))),))

    pdf = render_pdf(Document("Rapport", (pair, Table("Uppdrag", columns, rows))), drawings)

    opened = pikepdf.open(io.BytesIO(pdf))
    known = opened.Root.StructTreeRoot.IDTree.Names
    named = {str(known[at]): known[at + 1] for at in range(0, len(known), 2)}
    headers = {name for name, cell in named.items() if cell.A[0].Scope == "/Row"}
    assert headers == {"U2x0y1", "U2x1y2", "U2x1y3", "U2x1y4"}
    assert {str(named[name].S) for name in headers} == {"/TH"}
    beside = [list(map(str, cell.A[0].Headers)) for cell in named["U2x1y3"].P.K if cell.S == "/TD"]
    assert beside == [["U2x0y0", "U2x1y3"], ["U2x2y0", "U2x1y3"], ["U2x3y0", "U2x1y3"]]


def test_texts_that_look_like_the_file_itself_lead_no_reader_of_it_astray(drawings):
    strange = "1 0 obj /K[1 0 R] endobj xref trailer (<</S/TD\\) startxref 12 %%EOF"
    columns = (Column(strange), Column("Läge"), Column("Utfall"))
    rows = tuple(Row((text_cell(strange), text_cell("Pågår"), text_cell(strange))) for _ in range(3))
    section = Section(strange, "a", (Table(strange, columns, rows),))

    pdf = render_pdf(Document(strange, (section,), organisation=strange), drawings)

    opened = pikepdf.open(io.BytesIO(pdf), attempt_recovery=False)
    known = opened.Root.StructTreeRoot.IDTree.Names
    assert [str(known[at]) for at in range(0, len(known), 2) if known[at + 1].A[0].Scope == "/Row"] == [
        "U1x0y1",
        "U1x0y2",
        "U1x0y3",
    ]
    assert opened.check_pdf_syntax() == []


def test_a_short_chapter_follows_on_the_one_before_and_a_long_one_begins_a_page(document, drawings):
    def chapter(title: str, paragraphs: int) -> Section:
        return Section(title, title.lower(), tuple(Paragraph(words(f"{title}. " * 20)) for _ in range(paragraphs)))

    chapters = (chapter("Lokaler", 2), chapter("Kommunhus", 2), chapter("Personal", 12))
    pages = texts(render_pdf(dataclasses.replace(document, blocks=chapters), drawings))

    pages_of = {
        word: [n for n, page in enumerate(pages) if f"{word}. {word}." in page]
        for word in ("Lokaler", "Kommunhus", "Personal")
    }
    assert pages_of["Lokaler"] == pages_of["Kommunhus"]
    assert not {*pages_of["Personal"]} & {*pages_of["Kommunhus"]}


def test_a_table_of_less_than_half_a_page_is_never_split(drawings):
    def low(rows: int) -> Table:
        figures = [Row((text_cell(f"Post {number}"), text_cell("1"))) for number in range(rows)]
        return Table("Tabell", (Column("Rad"), Column("Utfall", ColumnKind.AMOUNT)), tuple(figures))

    pages = texts(render_pdf(Document("Rapport", (low(10),) * 8), drawings))

    assert [page.count("Post 0") for page in pages] == [page.count("Post 9") for page in pages]
    assert len(pages) > 2


def test_bookmarks_lead_to_every_heading(pdf):
    with pypdfium2.PdfDocument(pdf) as opened:
        bookmarks = [(bookmark.level, bookmark.get_title()) for bookmark in opened.get_toc()]

    assert (0, "Ekonomi") in bookmarks
    assert (1, "Nämndmål: Öka trygghet och delaktighet (2)") in bookmarks
    assert (2, "Analys") in bookmarks


def test_the_contents_say_on_which_page_a_chapter_begins(pdf, document):
    pages = texts(pdf)
    listed = re.search(r"Ekonomi [. ]*(\d+)", pages[0])

    assert words_in(document.language).contents in pages[0]
    assert listed is not None
    assert "Resultaträkning, tkr" in pages[int(listed[1]) - 1]


def test_every_page_but_the_first_says_whose_report_it_is(pdf, document):
    pages = texts(pdf)
    foot = words_in(document.language).page

    assert all(text.startswith("Kommunstyrelsen, Huddinge kommun Verksamhetsberättelse 2024") for text in pages[1:])
    assert all(foot.format(page=number, pages=len(pages)) in text for number, text in enumerate(pages, start=1))


def test_a_wide_table_lies_across_and_takes_its_heading_along(pdf):
    with pypdfium2.PdfDocument(pdf) as opened:
        across = [number for number, page in enumerate(opened) if page.get_width() > page.get_height()]
    pages = texts(pdf)

    assert len(across) == 2
    assert all("Verksamhet 4 4 000" in pages[number] for number in across)
    assert "Utfall per period Utfall per period, tkr" in pages[across[1]]


def test_a_picture_is_in_the_file_as_large_as_it_was_given(pdf):
    kind = pypdfium2.raw.FPDF_PAGEOBJ_IMAGE
    images = [image for page in pypdfium2.PdfDocument(pdf) for image in page.get_objects(filter=[kind], max_depth=8)]

    assert (1200, 600) in [image.get_px_size() for image in images]


def test_the_same_report_gives_the_same_bytes(pdf, document, drawings):
    assert render_pdf(document, drawings) == pdf


def test_a_report_with_nothing_in_it_can_be_printed(drawings):
    assert "Tom rapport" in texts(render_pdf(Document("Tom rapport", ()), drawings))[0]


def test_what_inter_lacks_is_printed_in_another_font_and_what_all_lack_is_a_box(drawings):
    written = "Bra 😀 jobbat, Sámi ŋ, ≽ ☑ 日"

    pdf = render_pdf(Document("Rapport", (Paragraph(words(written)),)), drawings)

    text = " ".join(texts(pdf))
    assert all(sign in text for sign in ("Bra 😀 jobbat", "Sámi ŋ", "≽", "☑", "□"))
    assert b"NotoEmoji" in pdf
    assert showable("≤38 −3 → ½ é ❤\ufe0f 日", FONTS) == "≤38 −3 → ½ é ❤\ufe0f □"


def test_two_sections_with_one_address_do_not_stop_the_print(drawings):
    twice = tuple(Section("Mål", "goal-1", (Paragraph((Text("se", href="#goal-1"),)),)) for _ in range(2))

    assert " ".join(texts(render_pdf(Document("Rapport", twice), drawings))).count("Mål se") == 2


def test_a_report_in_english_is_marked_as_english(document, drawings):
    pdf = render_pdf(dataclasses.replace(document, language="en"), drawings)

    assert b"/Lang (en-GB)" in pdf or b"/Lang(en-GB)" in pdf
    assert "Contents" in texts(pdf)[0]


@pytest.mark.parametrize("damage", ["folder", "face", "content"])
def test_a_missing_or_damaged_font_is_named_and_never_replaced(damage, tmp_path, document, drawings):
    folder = tmp_path / damage
    if damage != "folder":
        shutil.copytree(FONTS, folder)
    if damage == "face":
        (folder / FACES[1]).unlink()
    if damage == "content":
        (folder / FACES[2]).write_bytes(b"OTTO" + b"\0" * 200)

    with pytest.raises(FontsMissing) as raised:
        render_pdf(document, drawings, fonts=folder)

    assert str(folder) in sentence(raised.value.message)


def test_the_fonts_show_what_swedish_reports_write():
    assert set(map(ord, "ÅÄÖåäö−≤≥±½·–—…”’§€→\u00a0\u202f")) <= characters_of(FONTS)


def reaches(pdf: bytes) -> list[float]:
    """How far right the letters of each page go, as a share of its width."""
    with pypdfium2.PdfDocument(pdf) as opened:
        pages = [(page.get_width(), page.get_textpage()) for page in opened]
        return [
            max((page.get_charbox(at)[2] for at in range(page.count_chars())), default=0.0) / width
            for width, page in pages
        ]


def test_no_title_heading_or_word_leaves_the_page(drawings):
    long = "Verksamhetsberättelseuppföljningsansvarighetsnämnden"
    address = "https://huddinge.se/" + "abc/" * 60
    blocks = (Paragraph(words(address)), Paragraph((Text("x" * 400, href="https://huddinge.se"),)))

    pdf = render_pdf(
        Document(f"{long} 2024", (Section(long, "long", blocks),), organisation="Kommunstyrelsen " * 12), drawings
    )

    assert all(reach <= 0.9 for reach in reaches(pdf))


def test_remarks_never_part_from_their_table(drawings):
    columns = (Column("Slag"), Column("Belopp", ColumnKind.AMOUNT))
    lone = []
    for count in range(24, 36):
        rows = tuple(Row((text_cell(f"Rad {number}"), text_cell("1"))) for number in range(1, count + 1))
        table = Table("Kostnader", columns, rows, notes=(Note(words("Utan moms. " * 30)),))
        pages = texts(render_pdf(Document("Rapport", (table,)), drawings))
        lone += [page for page in pages if "Utan moms." in page and f"Rad {count}" not in page]

    assert lone == []


def test_a_wide_table_that_nearly_fits_its_page_is_set_closer(drawings):
    columns = (Column("Nämnd"), *(Column(f"Kolumn {number}", ColumnKind.AMOUNT) for number in range(6)))
    row = Row((text_cell("Kommunstyrelsen"), *(text_cell("12") for _ in range(6))))
    table = Table("Stickprov", columns, (row,) * 18, notes=(Note(words("Avrundat var för sig.")),), wide=True)

    assert len(texts(render_pdf(Document("Rapport", (table,)), drawings))) == 2


def test_a_row_higher_than_a_third_of_a_page_goes_on_over_the_next(drawings):
    columns = (Column("Uppdrag"), Column("Läge"), Column("Vem"), Column("När"), Column("Kommentar"))
    long = Row((*(text_cell("Kort text här") for _ in range(4)), text_cell("Läget är gott. " * 90)))
    short = Row(tuple(text_cell("Kort text här") for _ in range(5)))

    pages = texts(render_pdf(Document("Rapport", (Table("Uppdrag", columns, (short,) * 12 + (long,)),)), drawings))

    assert ["Läget är gott." in page for page in pages] == [True, True]
