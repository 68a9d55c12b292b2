"""Chapters that need no page of their own, and tables that need not be split between two."""

from math import inf

from tertial.domain.document import (
    Block,
    Callout,
    List,
    Note,
    Paragraph,
    Section,
    Status,
    Table,
    cell_text,
    runs_text,
)

A_LINE = 80
HEADING = 2.5 * A_LINE
HALF_A_PAGE = 22 * A_LINE


def is_short(chapter: Section) -> bool:
    """Whether the chapter takes less than half a page: then it follows on the one before, whole."""
    return _length(chapter) <= HALF_A_PAGE


def is_low(table: Table) -> bool:
    """Whether the table takes less than half a page: then it stands whole on one."""
    return _length(table) <= HALF_A_PAGE


def _length(block: Block) -> float:  # noqa: PLR0911 - one return per kind of block
    """About how many characters of text would take as much room on the page."""
    match block:
        case Section(title, _anchor, blocks):
            return HEADING + len(title) + sum(map(_length, blocks))
        case Callout(blocks):
            return sum(map(_length, blocks))
        case Table() if not block.wide:
            return HEADING + sum(max(len(cell_text(cell)) for cell in row.cells) + A_LINE for row in block.rows)
        case Paragraph(runs) | Note(runs):
            return len(runs_text(runs)) + A_LINE
        case List(items):
            return sum(len(runs_text(item)) + A_LINE for item in items)
        case Status():
            return A_LINE
        case _:
            return inf
