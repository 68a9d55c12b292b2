"""Whatever has been stored is printed: no text of one reporter's stops the report of the committee."""

import io
import json
import zipfile

import docx
import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tertial.domain.document import (
    BlocksCell,
    Callout,
    Column,
    Document,
    List,
    Note,
    Paragraph,
    Row,
    RowKind,
    Section,
    Table,
    Text,
    UnusableBlock,
    parse_rich_text,
    text_cell,
    to_blocks,
    words,
)
from tertial.reports.render import render_document

CONTROL_SIGNS = "".join(map(chr, [*range(0x20), *range(0x7F, 0xA0), 0xAD, 0x200B, 0x2028, 0x202E, 0xFEFF, 0xFFFE]))
WHOLE_OF_UNICODE = st.characters() | st.sampled_from(CONTROL_SIGNS + "\u0301\u0600\ud800😀日")
anything = st.text(WHOLE_OF_UNICODE, max_size=60) | st.text("ab\u0301\u200d", max_size=300)


def opens(document: Document, drawings) -> None:
    """The report in all four formats, each opened again by what reads it."""
    pdf, word, page, tree = (render_document(document, form, drawings) for form in ("pdf", "docx", "html", "json"))
    with pypdfium2.PdfDocument(pdf) as opened:
        assert len(opened) >= 1
    docx.Document(io.BytesIO(word))
    etree.fromstring(zipfile.ZipFile(io.BytesIO(word)).read("word/_rels/document.xml.rels"))
    assert page.decode().endswith("</html>\n")
    assert json.loads(tree)["type"] == "document"


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(anything, anything, anything)
def test_any_text_anywhere_in_a_report_is_printed_in_every_format(drawings, one, two, three):
    link = Text(one, strong=True, href=f"https://huddinge.se/{two}")
    table = Table(
        f"T{one}",
        (Column(two), Column(three)),
        (
            Row((text_cell(three),), RowKind.GROUP),
            Row((text_cell(two), BlocksCell((Paragraph((link,)), List((words(one),)))))),
        ),
        notes=(Note(words(two)),),
        rule=three,
    )
    inner = (
        Paragraph((link, Text(two))),
        List((words(three),), ordered=True),
        Callout((Note(words(one)),), two),
        table,
    )

    opens(Document(f"R{one}", (Section(f"S{two}", "s", inner),), two, three, one), drawings)


@given(anything)
@settings(max_examples=40)
def test_a_heading_of_nothing_that_can_be_seen_is_refused_by_the_tree(text):
    seen = "".join(each for each in text if each.isprintable()).strip()
    if seen:
        return
    with pytest.raises(UnusableBlock):
        Section(text, "s", ())


@pytest.mark.parametrize(
    "text",
    ["x" * 50_000, "Ab" * 25_000, "e" + "\u0301" * 5_000, "ب" + "\u064b" * 5_000, "a\u200d" * 5_000, "a\n" * 5_000],
    ids=["one word", "word with hyphens", "marks", "marks of another script", "joiners", "lines"],
)
def test_a_text_that_nobody_writes_is_printed_all_the_same(drawings, text):
    opens(Document("Rapport", (Paragraph(words(text)),)), drawings)


def test_five_thousand_links_are_each_looked_up_once_in_word(drawings):
    links = tuple(Text("länk ", href=f"https://huddinge.se/{number}") for number in range(5_000))

    word = render_document(Document("Rapport", (Paragraph(links),)), "docx", drawings)

    relations = zipfile.ZipFile(io.BytesIO(word)).read("word/_rels/document.xml.rels").decode()
    assert relations.count('Target="https://huddinge.se/') == 5_000


def test_a_stored_text_with_signs_that_may_no_longer_be_saved_is_read_without_them():
    link = {"type": "link", "attrs": {"href": "https://huddinge.se/\x0bmal"}}
    runs = [{"type": "text", "text": "\x85"}, {"type": "text", "text": "Mål\x7fet", "marks": [link]}]
    stored = {"type": "doc", "content": [{"type": "paragraph", "content": runs}]}

    blocks, findings = to_blocks(parse_rich_text(stored), lambda _ref: None)

    assert blocks == (Paragraph((Text("Målet", href="https://huddinge.se/mal"),)),)
    assert findings == ()
