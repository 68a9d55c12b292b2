"""The words of a page, put together of its letters."""

import ctypes
import itertools
from collections.abc import Iterator

import pypdfium2 as pdfium
from pypdfium2 import raw

from tertial.checks.files.pdf.frame import Frame
from tertial.checks.files.pdf.shapes import HYPHEN, Word

_MOST_LETTERS = 200_000
_BLANK = frozenset(range(33)) - {2} | {0xA0, 0x2007, 0x2009, 0x202F, 0x3000, 0xFEFF, 0x200B}
_DIVIDING = (2, 0xAD, 0xFFFE)
_FORCE_BOLD = 1 << 18
_BOLD = 600
_STRAIGHT = 0.03
# Cells set close to each other come without a space between them; no figure has gaps as wide as this within it.
_APART = 0.25


class Letters:
    """Reads the letters of one page; what is not set straight across is put aside in `turned`."""

    def __init__(self, source: pdfium.PdfTextPage, frame: Frame) -> None:
        self._source, self._frame = source, frame
        self._box = raw.FS_RECTF()
        self._sides = [ctypes.c_double() for _ in range(4)]
        self._refs = [ctypes.byref(side) for side in self._sides]
        self._bold: dict[bytes, bool] = {}
        self.turned: list[Word] = []

    def words(self) -> list[Word]:
        """The words in the order of the file."""
        count = min(raw.FPDFText_CountChars(self._source), _MOST_LETTERS)
        letters = [raw.FPDFText_GetUnicode(self._source, at) for at in range(count)]
        found: list[Word] = []
        start = None
        for at in range(count + 1):
            ends = at == count or letters[at] in _BLANK
            if ends and start is not None:
                found += self._stretch(letters, start, at)
                start = None
            elif not ends and start is None:
                start = at
        return found

    def _stretch(self, letters: list[int], start: int, end: int) -> Iterator[Word]:
        """Letters without a space between them: one word, or several where gaps part them."""
        divided = (at + 1 for at in range(start, end - 1) if letters[at] in _DIVIDING)
        cuts = sorted({start, *divided, *self._gaps(letters, start, end), end})
        for first, last in itertools.pairwise(cuts):
            word = self._word(letters, first, last)
            if word is None:
                continue
            angle = raw.FPDFText_GetCharAngle(self._source, first)
            if min(angle % 6.2832, 6.2832 - angle % 6.2832) > _STRAIGHT and not self._frame.turn:
                self.turned.append(word)
            else:
                yield word

    def _gaps(self, letters: list[int], start: int, end: int) -> Iterator[int]:
        if not any(48 <= letter <= 57 for letter in letters[start:end]):
            return
        before = None
        for at in range(start, end):
            raw.FPDFText_GetLooseCharBox(self._source, at, self._box)
            height = self._box.top - self._box.bottom
            if before is not None and self._box.left - before > _APART * max(height, 1):
                yield at
            before = self._box.right

    def _sides_of(self, at: int) -> tuple[float, float, float, float]:
        raw.FPDFText_GetCharBox(self._source, at, *self._refs)
        left, right, low, high = (side.value for side in self._sides)
        return left, right, low, high

    def _word(self, letters: list[int], first: int, end: int) -> Word | None:
        raw.FPDFText_GetLooseCharBox(self._source, first, self._box)
        left, low, high = self._box.left, self._box.bottom, self._box.top
        right = max(self._sides_of(end - 1)[1], self._sides_of(first)[1])
        text = "".join(_letter(letter) for letter in letters[first:end]).strip()
        if not text or not right > left or not high > low:
            return None
        rule = self._frame.rule(left, low, right, high)
        return Word(text, rule.left, rule.top, rule.right, rule.bottom, self._is_bold(first), self._tag(first))

    def _is_bold(self, at: int) -> bool:
        if raw.FPDFText_GetFontWeight(self._source, at) >= _BOLD:
            return True
        name, flags = ctypes.create_string_buffer(64), ctypes.c_int()
        raw.FPDFText_GetFontInfo(self._source, at, name, 64, ctypes.byref(flags))
        known = self._bold.get(name.value)
        if known is None:
            lower = name.value.lower()
            known = self._bold[name.value] = any(word in lower for word in (b"bold", b"black", b"heavy", b"demi"))
        return known or bool(flags.value & _FORCE_BOLD)

    def _tag(self, at: int) -> int:
        drawn = raw.FPDFText_GetTextObject(self._source, at)
        return int(raw.FPDFPageObj_GetMarkedContentID(drawn)) if drawn else -1


def _letter(letter: int) -> str:
    if letter in _DIVIDING:
        return HYPHEN
    if letter > 0x10FFFF or 0xD800 <= letter <= 0xDFFF or letter < 32:
        return "\ufffd"
    return chr(letter)
