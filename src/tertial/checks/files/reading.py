"""Reads a file of any kind that a report comes in, known by what it holds and not by its name."""

import io
import json
import zipfile
from pathlib import Path

from tertial.checks.files.assemble import assembled
from tertial.checks.files.found import UnreadableReport
from tertial.checks.files.html import read_html
from tertial.checks.files.pdf import read_pdf
from tertial.checks.files.text import read_text
from tertial.checks.files.word import read_word
from tertial.common.tabular_files.shapes import UnreadableFile
from tertial.common.tabular_files.workbooks import check_zip
from tertial.domain.checks.read_report import read_report
from tertial.domain.checks.reading import Reading
from tertial.domain.document.from_json import from_json
from tertial.domain.message import Message, gettext_noop

SUFFIXES = (".pdf", ".docx", ".html", ".htm", ".txt", ".json")
MOST_BYTES = 100_000_000
_START = 2048
_OLD_WORD = b"\xd0\xcf\x11\xe0"


def read(path: Path) -> Reading:
    """The report in the file. Raises UnreadableReport with a sentence that says why it is not read, and OSError."""
    if path.stat().st_size > MOST_BYTES:
        template = gettext_noop(
            "The file is larger than %(most)s MB, which is more than a report. Choose another file."
        )
        raise UnreadableReport(Message(template, {"most": MOST_BYTES // 1_000_000}))
    content = path.read_bytes()
    start = content[:_START].lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"%PDF-" in content[:_START]:
        return assembled(read_pdf(content))
    if content.startswith(b"PK"):
        return assembled(read_word(_checked_zip(path, content)))
    if content.startswith(_OLD_WORD):
        raise UnreadableReport(
            Message(
                gettext_noop("The file is an older Word document or one with a password. Save it as .docx without.")
            )
        )
    if start.startswith(b"{"):
        return _tree(content)
    if start.startswith(b"<"):
        return assembled(read_html(content))
    return assembled(read_text(content))


def _checked_zip(path: Path, content: bytes) -> bytes:
    """The content, where it is a Word document that unpacks to what it says."""
    try:
        check_zip(path, path.name)
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (UnreadableFile, zipfile.BadZipFile) as error:
        raise UnreadableReport(
            Message(
                gettext_noop(
                    "The document is damaged, or unpacks to far more than a report holds, so it is not opened. Save it "
                    "once more in Word."
                )
            )
        ) from error
    if "[Content_Types].xml" not in names or not any(name.startswith("word/") for name in names):
        raise UnreadableReport(
            Message(gettext_noop("The file is no Word document. Choose a report as PDF, Word, web page, text or JSON."))
        )
    return content


def _tree(content: bytes) -> Reading:
    try:
        return read_report(from_json(json.loads(content)))
    except (ValueError, RecursionError, TypeError, AttributeError) as error:
        if isinstance(error, UnreadableReport):
            raise
        raise UnreadableReport(
            Message(gettext_noop("The file is no report in Tertial's JSON. Make it again with “tertial report”."))
        ) from error
