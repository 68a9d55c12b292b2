"""What may be broken where it does not fit on a line or a page; the same judgement in PDF and Word."""

import re
from collections.abc import Callable, Sequence
from math import ceil

from tertial.domain.document import Row, RowKind, cell_text
from tertial.reports.fonts import width_of

A_THIRD_OF_A_PAGE = 18
"""Lines of table text."""
ACROSS_IN_POINTS = 459.0
TITLE_SIZE = 33.0
HEADING_SIZES = (23.0, 15.5, 12.5, 11.0, 10.0, 10.0)
LONGEST_UNBROKEN = 40
BREAK_HERE = "\u200b"
_LONG_WORD = re.compile(rf"[^\s\u00a0\u202f{BREAK_HERE}]{{{LONGEST_UNBROKEN + 1},}}")
_PIECE = re.compile(r"[^/.?&=_-]{1,12}[/.?&=_-]*|[/.?&=_-]+")
_ADDRESSES = {"href", "ref", "anchor", "type", "kind", "unit", "shape", "tone", "content", "media_type"}


def splits(row: Row, shares: Sequence[float], characters: float) -> bool:
    """Whether the row is higher than a third of a page, so that it may go on over the next.

    `shares` are the columns' parts of a line that holds `characters`.
    """
    spans_table = row.kind is RowKind.GROUP and len(row.cells) == 1
    return any(
        _lines(cell_text(cell), characters if spans_table else share * characters) > A_THIRD_OF_A_PAGE
        for cell, share in zip(row.cells, shares, strict=False)
    )


def leaves_the_line(text: str, size: float) -> bool:
    """Whether some word of a heading in `size` points is wider than the line, and has to be hyphenated."""
    return any(width_of(word) * size > ACROSS_IN_POINTS for word in text.split())


def with_breaks(text: str) -> str:
    """The text with places to break in words too long for any line."""
    return _LONG_WORD.sub(_broken, text) if len(text) > LONGEST_UNBROKEN else text


def throughout(value: object, change: Callable[[str], str]) -> object:
    """A JSON tree with its texts changed; addresses and the like stay as they are."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, dict):
        return {name: inner if name in _ADDRESSES else throughout(inner, change) for name, inner in value.items()}
    if isinstance(value, list):
        return [throughout(inner, change) for inner in value]
    return value


def _broken(word: "re.Match[str]") -> str:
    return BREAK_HERE.join(_PIECE.findall(word[0]))


def _lines(text: str, width: float) -> int:
    if len(text) <= width:
        return 1
    return sum(ceil((len(line) + 1) / max(width, 1.0)) for line in text.splitlines())
