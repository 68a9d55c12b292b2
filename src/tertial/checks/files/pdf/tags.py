"""The structure that a tagged PDF declares for a page: headings, tables, rows, cells, pictures with words."""

import ctypes
from collections.abc import Callable

import pypdfium2 as pdfium
from pypdfium2 import raw

from tertial.checks.files.pdf.shapes import Tag

_MOST = 20_000
_DEEPEST = 60
_MOST_SPANNED = 200


def tags_of(page: pdfium.PdfPage) -> tuple[Tag, ...]:
    """The tags at the top, none where the file declares nothing."""
    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return ()
    try:
        reader = _Reader()
        count = min(raw.FPDF_StructTree_CountChildren(tree), _MOST)
        tops = (raw.FPDF_StructTree_GetChildAtIndex(tree, at) for at in range(max(count, 0)))
        return tuple(reader.tag(top, 0) for top in tops if top)
    finally:
        raw.FPDF_StructTree_Close(tree)


class _Reader:
    def __init__(self) -> None:
        self._left = _MOST

    def tag(self, element: object, depth: int) -> Tag:
        self._left -= 1
        kind = _text(raw.FPDF_StructElement_GetType, element)
        count = raw.FPDF_StructElement_CountChildren(element)
        parts: list[Tag | int] = []
        for at in range(max(0, min(count, self._left))):
            number = raw.FPDF_StructElement_GetChildMarkedContentID(element, at)
            if number >= 0:
                parts.append(int(number))
            elif depth < _DEEPEST and (child := raw.FPDF_StructElement_GetChildAtIndex(element, at)):
                parts.append(self.tag(child, depth + 1))
        spans = _spans(element) if kind in ("TH", "TD") else (1, 1)
        alternative = _text(raw.FPDF_StructElement_GetAltText, element)
        return Tag(kind, tuple(parts), alternative, *spans)


def _text(ask: Callable[..., int], element: object) -> str:
    size = ask(element, None, 0)
    if not 2 < size < 100_000:
        return ""
    held = ctypes.create_string_buffer(size)
    ask(element, held, size)
    return held.raw.decode("utf-16-le", "replace").rstrip("\0")


def _spans(element: object) -> tuple[int, int]:
    """How many columns and rows a cell spans."""
    found = {"ColSpan": 1, "RowSpan": 1}
    for at in range(min(raw.FPDF_StructElement_GetAttributeCount(element), 20)):
        attribute = raw.FPDF_StructElement_GetAttributeAtIndex(element, at)
        for name in found:
            value = raw.FPDF_StructElement_Attr_GetValue(attribute, name.encode())
            number = ctypes.c_float()
            if value and raw.FPDF_StructElement_Attr_GetNumberValue(value, ctypes.byref(number)):
                found[name] = max(1, min(int(number.value), _MOST_SPANNED))
    return found["ColSpan"], found["RowSpan"]
