"""What a reader of one kind of file finds before anything is made of it: texts in order, and grids of cells."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tertial.domain.checks.place import NOWHERE, Place
from tertial.domain.checks.reading import Heading, Link, Paragraph, Picture, Piece, Unread
from tertial.domain.message import DomainError

# Signs that stand for a status or a list beside its words, also those that fonts keep to themselves.
_SIGNS = (
    "\u2022\u2023\u2043\u00b7\u25a0-\u25ff\u2600-\u27bf\u2b00-\u2bff\ue000-\uf8ff"
    "\U0001f300-\U0001faff\ufffd\u2248\ufe0f\u2016\u2192"
)
_SIGNS_BEFORE = re.compile(rf"(?:^|(?<=: ))(?:[{_SIGNS}]+[ \u00a0]*|\?[ \u00a0])(?=\S)", re.MULTILINE)
ONLY_SIGNS = re.compile(rf"[{_SIGNS} \u00a0]+")
_SPACE = re.compile(r"[ \t\r\n\f\v\u00ad]+")


class UnreadableReport(DomainError):
    """A file that is not read at all; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell with how many columns and rows it spans. `unsure` says why its words may be others than its own."""

    text: str = ""
    columns: int = 1
    rows: int = 1
    is_heading: bool = False
    strong: bool = False
    indent: float = 0
    place: Place = NOWHERE
    pieces: tuple[Piece, ...] = ()
    unsure: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as rows of cells; a cell that is spanned from the left or from above is left out.

    `head_rows` is how many rows are headings, None where the file does not say. `doubt` is a sentence where rows and
    columns may be others than they look like.
    """

    rows: tuple[tuple[GridCell, ...], ...]
    caption: str = ""
    head_rows: int | None = None
    doubt: str = ""
    place: Place = NOWHERE


Item = Heading | Paragraph | Picture | Grid


@dataclass(frozen=True, slots=True)
class Found:
    """All that a reader found, in reading order."""

    items: tuple[Item, ...]
    title: str = ""
    language: str = "sv"
    pages: int = 0
    links: tuple[Link, ...] = ()
    unread: tuple[Unread, ...] = ()


def one_line(text: str) -> str:
    """The text with every run of spaces and breaks as one space; no-break spaces stay within figures."""
    return _SPACE.sub(" ", text.replace("\u00ad", "")).strip()


def lines_of(text: str) -> str:
    """The text of a cell with a paragraph on each line, and no blank ones."""
    return "\n".join(line for line in map(one_line, text.split("\n")) if line)


def without_signs(text: str) -> str:
    """The text without a sign of status or list before its words; a text of signs alone is left as it is."""
    return text if ONLY_SIGNS.fullmatch(text) else _SIGNS_BEFORE.sub("", text)


def shifted(pieces: Iterable[Piece], by: int) -> tuple[Piece, ...]:
    """The pieces where other text comes before theirs."""
    return tuple(replace(piece, start=piece.start + by, end=piece.end + by) for piece in pieces)
