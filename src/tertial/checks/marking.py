"""Writes marks into a copy of a PDF, in a process of its own with little memory and time to take."""

import ctypes
import io
import marshal
import os
import sys
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

from tertial.checks.apart import limit

# The kind of a mark and its colour; the kind tells it without the colour.
_KINDS = {
    "green": (raw.FPDF_ANNOT_UNDERLINE, (0, 122, 61)),
    "amber": (raw.FPDF_ANNOT_SQUIGGLY, (176, 104, 0)),
    "red": (raw.FPDF_ANNOT_SQUARE, (196, 22, 28)),
    "grey": (raw.FPDF_ANNOT_HIGHLIGHT, (215, 215, 215)),
}
_SHOWN_ON_PAPER = 4
Boxes = tuple[tuple[float, float, float, float], ...]


def main(path: str) -> None:
    """Reads what to mark from the standard input, and writes the copy to the standard output."""
    limit()
    document = pdfium.PdfDocument(Path(path))
    by_page: dict[int, list[tuple[Boxes, str, str]]] = {}
    for number, *note in marshal.load(sys.stdin.buffer):  # noqa: S302 - our own process wrote it
        by_page.setdefault(number, []).append((note[0], note[1], note[2]))
    for number, notes in by_page.items():
        if number > len(document):
            continue
        page = document[number - 1]
        for boxes, mark, words in notes:
            _mark(page, boxes, mark, words)
        page.close()
    copy = io.BytesIO()
    document.save(copy)
    sys.stdout.buffer.write(copy.getvalue())
    sys.stdout.buffer.flush()


def _mark(page: pdfium.PdfPage, boxes: Boxes, mark: str, words: str) -> None:
    kind, colour = _KINDS[mark]
    left, _bottom, _right, top = page.get_cropbox()
    note = raw.FPDFPage_CreateAnnot(page, kind)
    if not note:
        return
    rects = [raw.FS_RECTF(left + box[0], top - box[1], left + box[2], top - box[3]) for box in boxes]
    outer = raw.FS_RECTF(
        min(one.left for one in rects) - 1,
        max(one.top for one in rects) + 1,
        max(one.right for one in rects) + 1,
        min(one.bottom for one in rects) - 1,
    )
    raw.FPDFAnnot_SetRect(note, ctypes.byref(outer))
    raw.FPDFAnnot_SetColor(note, raw.FPDFANNOT_COLORTYPE_Color, *colour, 255)
    raw.FPDFAnnot_SetFlags(note, _SHOWN_ON_PAPER)
    if kind != raw.FPDF_ANNOT_SQUARE:
        for one in rects:
            quad = raw.FS_QUADPOINTSF(
                one.left, one.top, one.right, one.top, one.left, one.bottom, one.right, one.bottom
            )
            raw.FPDFAnnot_AppendAttachmentPoints(note, ctypes.byref(quad))
    _say(note, "Contents", words)
    _say(note, "T", "Tertial")
    raw.FPDFPage_CloseAnnot(note)


def _say(note: object, key: str, words: str) -> None:
    text = ctypes.create_string_buffer((words + "\0").encode("utf-16-le"))
    raw.FPDFAnnot_SetStringValue(note, key.encode(), ctypes.cast(text, ctypes.POINTER(ctypes.c_ushort)))


if __name__ == "__main__":
    main(sys.argv[1])
    os._exit(0)
