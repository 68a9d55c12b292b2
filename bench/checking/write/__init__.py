"""Writes a report as a file: JSON in Tertial's own form, HTML, Word, PDF in several layouts, and plain text."""

from collections.abc import Callable

from bench.checking.report import Report
from bench.checking.write import as_docx, as_html, as_json, as_pdf, as_printed, as_text

WRITERS: dict[str, Callable[[Report], bytes]] = {
    "json": as_json.write,
    "html": as_html.write,
    "docx": as_docx.write,
    "pdf": as_pdf.write,
    "txt": as_text.write,
    "pdf-browser": as_printed.from_browser,
    "pdf-office": as_printed.from_office,
}
