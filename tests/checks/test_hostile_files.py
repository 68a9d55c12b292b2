"""Files that are no reports, or made to harm, end in one sentence: nothing crashes, hangs or fills the memory."""

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
import typst
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tertial.checks.checking import check_file
from tertial.checks.files.assemble import assembled
from tertial.checks.files.found import UnreadableReport
from tertial.checks.files.html import read_html
from tertial.checks.files.pdf import read_pdf
from tertial.checks.files.reading import read
from tertial.checks.files.text import read_text
from tests.checks.typeset import LAYOUTS, pdf, table

TAGS = ["<table>", "</table>", "<tr>", "<td colspan=3>", "<th rowspan=9>", "</td>", "12 345", "<p>", "<caption>", "ö"]
TAGS += ["<figure>", "<img>", "<li>", "<h2>", "<td colspan=99999>", "<td rowspan=0>", "<thead>", "<svg>"]
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
SAMPLE = pdf(table(*LAYOUTS["every cell framed"]))


def refused(tmp_path: Path, content: bytes, name: str = "rapport.pdf") -> str:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableReport) as caught:
        read(path)
    return str(caught.value.message)


def zipped(**parts: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(
                name.replace("__", "/").replace("_xml", ".xml").replace("Content_Types", "[Content_Types]"), content
            )
    return held.getvalue()


def test_a_scanned_pdf_is_told_in_one_sentence(tmp_path) -> None:
    scanned = bytes(typst.compile(b"#rect(width: 100%, height: 80%, fill: gray)"))

    assert "only pictures of its pages" in refused(tmp_path, scanned)


def test_a_cut_pdf_and_what_is_no_document_are_refused(tmp_path) -> None:
    assert "damaged" in refused(tmp_path, b"%PDF-1.7\n" + SAMPLE[200:900])
    assert "no Word document" in refused(tmp_path, zipped(a=b"1"))
    assert "older Word document" in refused(tmp_path, b"\xd0\xcf\x11\xe0" + bytes(512))
    assert "Tertial's JSON" in refused(tmp_path, b'{"type": "document"')
    assert "no text" in refused(tmp_path, bytes(range(256)) * 4)


def test_a_document_that_unpacks_to_far_more_is_not_opened(tmp_path) -> None:
    bomb = zipped(Content_Types_xml=b"<a/>", word__document_xml=b" " * 60_000_000)

    assert "unpacks to far more" in refused(tmp_path, bomb, "rapport.docx")


def test_entities_of_a_document_are_not_multiplied(tmp_path) -> None:
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    page = f'<!DOCTYPE r [<!ENTITY a0 "ha">{entities}]><html><body><p>&a11;</p></body></html>'

    found = read_html(page.encode(), "utf-8")

    assert sum(len(getattr(item, "text", "")) for item in found.items) < 1000


def test_a_file_that_takes_too_much_ends_its_own_process_alone(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr("tertial.checks.checking._LONGEST_WAIT", 0.01)
    path = tmp_path / "lång.txt"
    path.write_text("Rad 1 2 3\n\n" * 1000)

    checked = check_file(path)

    assert checked.refusal
    assert "more memory or time" in str(checked.refusal)
    assert not checked.is_clean


def test_pages_nested_without_end_cost_no_depth() -> None:
    read_html(b"<p>Text</p>" + b"<div><table><tr><td>" * 5_000, "utf-8")


@FEW
@given(
    cut=st.integers(0, len(SAMPLE)), changed=st.lists(st.tuples(st.integers(0, len(SAMPLE) - 1), st.integers(0, 255)))
)
def test_a_pdf_with_bytes_changed_is_read_or_refused(cut, changed) -> None:
    content = bytearray(SAMPLE)
    for at, byte in changed:
        content[at] = byte
    with suppress(UnreadableReport):
        read_pdf(bytes(content[:cut]))


@FEW
@given(st.text(alphabet="Aa ä1 2 3-−%,.\n\f|()", max_size=400))
def test_any_text_is_read(text) -> None:
    with suppress(UnreadableReport):
        read_text(text.encode())


@FEW
@given(
    st.lists(
        st.sampled_from(TAGS),
        max_size=40,
    )
)
def test_any_mixture_of_tags_is_read(tags) -> None:
    try:
        reading = assembled(read_html("".join(tags).encode(), "utf-8"))
    except UnreadableReport:
        return
    for read_table in reading.tables:
        assert {len(row.cells) for row in read_table.rows} <= {len(read_table.columns)}
