"""Where something stands in a document: in a file by page and box, in a live report by ref and anchor."""

from dataclasses import dataclass

from tertial.domain.ref import NO_REF, Ref


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Place:
    """A place, as exact as its document allows; what is not known is None, or blank.

    `page` and `line` count from 1, the rest from 0: `part` among the parts of the reading, `table` among its tables,
    `row` and `column` in the table, `start` and `end` as characters in the text of the part or the cell. `ref` is what
    a figure came from, `anchor` the section it stands in.
    """

    page: int | None = None
    line: int | None = None
    boxes: tuple[Box, ...] = ()
    part: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    start: int | None = None
    end: int | None = None
    anchor: str = ""
    ref: Ref = NO_REF


NOWHERE = Place()
