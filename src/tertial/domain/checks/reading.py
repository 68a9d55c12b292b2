"""A document as it was read, from the tree of a live report or from a file: what the rules see of it, and no more.

A reader gives what it is certain of. What it cannot place in a table, or cannot read as one figure, it leaves without
`value` and says in `unread`; the rules then compare it with nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from tertial.domain.checks.place import NOWHERE, Place
from tertial.domain.document.table import RowKind
from tertial.domain.quantity import Unit


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text with a place of its own: a word on a page, a live figure with its ref."""

    start: int
    end: int
    place: Place


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as printed; `value` where all of it is one figure, read with its `decimals`.

    `unit` is the one that stands in the cell itself or that the tree gives it (`65 %`); units of columns and tables
    stand there. A cell that spans several columns stands in the first of them, and the others are blank. Paragraphs in
    a cell stand on a line each.
    """

    text: str = ""
    value: Decimal | None = None
    decimals: int = 0
    unit: Unit | None = None
    place: Place = NOWHERE
    pieces: tuple[Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class DeclaredUnit:
    """A unit that words beside the figures declare: `tkr` over a table, `(%)` in a heading."""

    unit: Unit
    text: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its headings, the outermost first: `("Utfall", "2024")`."""

    path: tuple[str, ...]
    unit: DeclaredUnit | None = None
    place: Place = NOWHERE

    @property
    def label(self) -> str:
        """The headings as one line."""
        return " ".join(part for part in self.path if part)


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row, as many as the table has columns. `kind` is None where the document does not say it.

    `indent` is how many steps its first cell is set in, 0 where that is not seen; `strong` whether it is set in bold.
    """

    cells: tuple[Cell, ...]
    kind: RowKind | None = None
    indent: int = 0
    strong: bool = False

    @property
    def label(self) -> str:
        """What the row is called: its first cell with words."""
        return next((cell.text for cell in self.cells if cell.text and cell.value is None), "")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, level 1 the highest."""

    text: str
    level: int
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its headings read as `columns`. `unit` is declared for all of it, in its caption or just above.

    `certain` is False where the reader is not sure that rows and columns are what they look like; no rule then adds
    anything up. Notes under it are paragraphs of the reading.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    unit: DeclaredUnit | None = None
    rule: str = ""
    certain: bool = True
    place: Place = NOWHERE


class ParagraphKind(StrEnum):
    """Running text, an item of a list, small print, or a status on a line of its own."""

    TEXT = "text"
    ITEM = "item"
    NOTE = "note"
    STATUS = "status"


@dataclass(frozen=True, slots=True)
class Link:
    """A link by the words that carry it."""

    text: str
    address: str
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as one line of text; `label` says what a status is about (`Måluppfyllelse`)."""

    text: str
    kind: ParagraphKind = ParagraphKind.TEXT
    label: str = ""
    pieces: tuple[Piece, ...] = ()
    place: Place = NOWHERE


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with the words that say the same, blank where there are none; `decorative` ones need none."""

    alternative: str
    decorative: bool = False
    place: Place = NOWHERE


Part = Heading | Paragraph | Table | Picture


@dataclass(frozen=True, slots=True)
class Unread:
    """Something of the document that could not be read with certainty; `reason` is a sentence for the user."""

    text: str
    reason: str
    place: Place = NOWHERE


@dataclass(frozen=True)
class Reading:
    """All of a document in reading order.

    `period` is what it calls itself (`2024`, `januari–augusti 2024`), if it does; `pages` is 0 where it has none.
    """

    parts: tuple[Part, ...]
    title: str = ""
    organisation: str = ""
    period: str = ""
    language: str = "sv"
    pages: int = 0
    links: tuple[Link, ...] = ()
    unread: tuple[Unread, ...] = ()

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables; `Place.table` counts them from 0."""
        return tuple(part for part in self.parts if isinstance(part, Table))

    @cached_property
    def headings(self) -> tuple[Heading, ...]:
        """The headings."""
        return tuple(part for part in self.parts if isinstance(part, Heading))

    def numbered_cells(self) -> Iterator[tuple[int, int, int, Cell]]:
        """Every cell that holds a figure, with table, row and column."""
        for number, table in enumerate(self.tables):
            for at, row in enumerate(table.rows):
                for column, cell in enumerate(row.cells):
                    if cell.value is not None:
                        yield number, at, column, cell
