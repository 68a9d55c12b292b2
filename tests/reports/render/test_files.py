"""Files that are whole or not there."""

import errno
import io
import json
import os
from collections import OrderedDict

import docx
import pytest

from tertial.common.wording import sentence
from tertial.domain.document import Column, Document, Paragraph, Section, Table, to_json, words
from tertial.reports.charts import Drawings
from tertial.reports.render import FORMATS, files, render_document, render_to_files
from tertial.reports.render.docx_parts import TEMPLATE
from tertial.reports.writing import ReportNotWritten

SHORT = Document("Delårsrapport 2024", (Paragraph(words("Kort.")),))


def test_a_report_is_written_in_every_format_under_one_name(tmp_path, drawings):
    paths = render_to_files(SHORT, FORMATS, tmp_path / "reports", name="KS-2024", drawings=drawings).paths

    assert [path.name for path in paths] == ["KS-2024.pdf", "KS-2024.docx", "KS-2024.html", "KS-2024.json"]
    assert [path.read_bytes()[:4] for path in paths] == [b"%PDF", b"PK\x03\x04", b"<!DO", b'{\n "']
    assert sorted(path.name for path in (tmp_path / "reports").iterdir()) == sorted(path.name for path in paths)


def test_a_report_without_a_name_is_called_after_its_title(tmp_path, drawings):
    written = render_to_files(SHORT, ["json"], tmp_path, drawings=drawings)

    assert written.paths == (tmp_path / "delarsrapport-2024.json",)


def test_the_json_is_written_as_the_library_writes_it_indented(document, drawings):
    strange = Document('En "rubrik" \\ med\ttabb, 😀 och \u2028', (*document.blocks, Paragraph(())))

    for printed in (strange, document, SHORT):
        written = render_document(printed, "json", drawings).decode()

        assert written == json.dumps(to_json(printed), ensure_ascii=False, indent=1) + "\n"


def test_a_new_report_takes_the_place_of_the_old(tmp_path, drawings):
    (tmp_path / "KS.json").write_text("old")

    render_to_files(SHORT, ["json"], tmp_path, name="KS", drawings=drawings)

    assert "Kort." in (tmp_path / "KS.json").read_text(encoding="utf-8")


@pytest.mark.parametrize("room_for", [0, 1])
def test_a_full_disk_leaves_the_old_report_and_nothing_half_written(room_for, tmp_path, drawings, monkeypatch):
    written = []

    def fsync(descriptor: int) -> None:
        if len(written) == room_for:
            raise OSError(errno.ENOSPC, "No space left on device")
        written.append(descriptor)

    (tmp_path / "KS.json").write_text("old")
    monkeypatch.setattr(os, "fsync", fsync)

    with pytest.raises(ReportNotWritten) as raised:
        render_to_files(SHORT, ["json", "html"], tmp_path, name="KS", drawings=drawings)

    assert raised.value.message.template.startswith("There is no room on the disk for %(path)s.")
    assert str(tmp_path / "KS.json") in sentence(raised.value.message)
    assert [path.name for path in tmp_path.iterdir()] == ["KS.json"]
    assert (tmp_path / "KS.json").read_text() == "old"


def test_a_folder_that_cannot_be_written_is_named(tmp_path, drawings):
    (tmp_path / "file").write_text("in the way")

    with pytest.raises(ReportNotWritten) as raised:
        render_to_files(SHORT, ["json"], tmp_path / "file", drawings=drawings)

    assert raised.value.message.template.startswith("%(path)s could not be written")


def test_a_format_that_cannot_be_made_says_which_block_is_at_fault_and_does_not_stop_the_others(
    tmp_path, drawings, monkeypatch
):
    table = Table("Resultaträkning", (Column("Konto"),), ())

    def breaks_on_tables(document: Document, _drawings: Drawings) -> bytes:
        return b"{}" if "Resultaträkning" not in repr(document) else 1 / 0

    monkeypatch.setitem(files._RENDERERS, "docx", breaks_on_tables)
    chapters = (Section("Mål", "goals", ()), Section("Ekonomi", "economy", (Paragraph(words("Kort.")), table)))

    written = render_to_files(Document("Rapport", chapters), ["docx", "json"], tmp_path, drawings=drawings)

    assert [path.name for path in written.paths] == ["rapport.json"]
    assert str(written.failed["docx"]).startswith(
        "The report could not be made as docx: the table “Resultaträkning” under “Ekonomi” cannot be printed"
    )


def test_a_template_put_in_the_home_of_the_system_is_used_from_then_on(tmp_path, drawings, settings):
    settings.TERTIAL_HOME = tmp_path
    own = docx.Document(str(TEMPLATE))
    own.sections[0].header.paragraphs[0].text = "Sundsvalls kommun"
    (tmp_path / "word").mkdir()
    own.save(str(tmp_path / "word" / "report.docx"))

    opened = docx.Document(io.BytesIO(render_document(SHORT, "docx", drawings)))

    assert opened.sections[0].header.paragraphs[0].text == "Sundsvalls kommun"


def test_charts_are_kept_in_the_home_of_the_system(tmp_path, settings, document, monkeypatch):
    monkeypatch.setattr(Drawings, "_recent", OrderedDict())
    settings.TERTIAL_HOME = tmp_path

    render_document(document, "html")

    assert len(list((tmp_path / "cache" / "charts").glob("*.svg"))) == 3
