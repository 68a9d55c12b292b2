"""Takes words, rules and tags out of a PDF with PDFium."""

import pypdfium2 as pdfium
from pypdfium2 import raw

from tertial.checks.files.found import UnreadableReport, one_line
from tertial.checks.files.pdf.drawn import Drawn
from tertial.checks.files.pdf.frame import Frame
from tertial.checks.files.pdf.letters import Letters
from tertial.checks.files.pdf.shapes import Page
from tertial.checks.files.pdf.tags import tags_of
from tertial.domain.message import Message, gettext_noop

MOST_PAGES = 2_000


def loaded(content: bytes) -> tuple[str, list[Page]]:
    """The title that the file gives itself, and its pages. Raises UnreadableReport for a password, and for no PDF."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise _refusal(content, error) from error
    with document:
        if len(document) > MOST_PAGES:
            template = gettext_noop("The PDF has %(pages)s pages, and at most %(most)s are read. Divide it.")
            raise UnreadableReport(Message(template, {"pages": len(document), "most": MOST_PAGES}))
        pages = [_closed_page(document, number) for number in range(len(document))]
        return one_line(document.get_metadata_value("Title")), pages


def _closed_page(document: pdfium.PdfDocument, number: int) -> Page:
    page = document[number]
    try:
        return _page(page, number + 1)
    finally:
        page.close()


def _refusal(content: bytes, error: pdfium.PdfiumError) -> UnreadableReport:
    if getattr(error, "err_code", None) == raw.FPDF_ERR_PASSWORD or b"/Encrypt" in content[-4096:]:
        return UnreadableReport(Message(gettext_noop("The PDF asks for a password. Save it without one first.")))
    return UnreadableReport(Message(gettext_noop("The PDF is damaged and cannot be opened. Make or fetch it again.")))


def _page(source: pdfium.PdfPage, number: int) -> Page:
    left, bottom, right, top = source.get_cropbox()
    frame = Frame(left, bottom, right, top, source.get_rotation())
    reader = Letters(source.get_textpage(), frame)
    words = reader.words()
    drawn = Drawn(frame)
    drawn.read(source)
    return Page(
        number,
        *frame.size,
        tuple(words),
        tuple(drawn.across),
        tuple(drawn.down),
        tuple(drawn.curves),
        tuple(drawn.pictures),
        tuple(reader.turned),
        tags_of(source),
    )
