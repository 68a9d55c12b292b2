"""Tables: typed columns, rows of three kinds, and cells that are text, figure, status, several blocks or empty."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tertial.domain.document.errors import UnusableBlock, require_text
from tertial.domain.document.runs import Figure, Runs, words
from tertial.domain.document.status import StatusMark
from tertial.domain.message import Message, gettext_noop
from tertial.domain.ref import NO_REF, Ref

if TYPE_CHECKING:
    from tertial.domain.document.blocks import CellBlock, Note


class ColumnKind(StrEnum):
    """What a column holds; amounts and percentages are set to the right, digits under digits."""

    TEXT = "text"
    AMOUNT = "amount"
    PERCENT = "percent"
    STATUS = "status"

    @property
    def is_numeric(self) -> bool:
        """Whether figures stand in the column."""
        return self in {ColumnKind.AMOUNT, ColumnKind.PERCENT}


class RowKind(StrEnum):
    """An ordinary row, a sum of rows, or the heading of the rows below it."""

    ROW = "row"
    TOTAL = "total"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading and kind."""

    label: str
    kind: ColumnKind = ColumnKind.TEXT


@dataclass(frozen=True, slots=True)
class TextCell:
    """Words, which may hold figures; `ref` says what a text such as a target's `≤38` came from."""

    runs: Runs
    ref: Ref = NO_REF


@dataclass(frozen=True, slots=True)
class FigureCell:
    """One figure."""

    figure: Figure


@dataclass(frozen=True, slots=True)
class StatusCell:
    """One status."""

    mark: StatusMark


@dataclass(frozen=True, slots=True)
class BlocksCell:
    """Several paragraphs, lists or statuses in one cell: a comment, a measure with its status."""

    blocks: "tuple[CellBlock, ...]"


@dataclass(frozen=True, slots=True)
class EmptyCell:
    """No value; `cause` is the sentence printed instead, blank only where nothing was to be expected."""

    cause: str = ""


Cell = TextCell | FigureCell | StatusCell | BlocksCell | EmptyCell


def text_cell(text: str, ref: Ref = NO_REF) -> TextCell:
    """A cell of plain words."""
    return TextCell(words(text), ref)


@dataclass(frozen=True, slots=True)
class Row:
    """One row; a group row may hold a single cell, which then spans the table. `indent` 1 is a row `of which`."""

    cells: tuple[Cell, ...]
    kind: RowKind = RowKind.ROW
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table with the caption above it, and below it the notes and the rule its figures follow.

    `rule` is the sentence on sign or rounding that a reader needs (`Deviation = outcome − budget`). `wide` asks for a
    page of its own across. Raises `UnusableBlock` where a row does not fit the columns.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    notes: "tuple[Note, ...]" = ()
    rule: str = ""
    wide: bool = False

    def __post_init__(self) -> None:
        require_text(self.caption, gettext_noop("A table needs a caption. Give it one that says what it shows."))
        if not self.columns:
            raise UnusableBlock(
                Message(gettext_noop("The table “%(caption)s” has no columns."), {"caption": self.caption})
            )
        for number, row in enumerate(self.rows, start=1):
            self._check_row(number, row)

    def _check_row(self, number: int, row: Row) -> None:
        spans_table = row.kind is RowKind.GROUP and len(row.cells) == 1
        if len(row.cells) != len(self.columns) and not spans_table:
            raise UnusableBlock(
                Message(
                    gettext_noop(
                        "Row %(number)s of the table “%(caption)s” has %(cells)s cells where the table has "
                        "%(columns)s columns."
                    ),
                    {
                        "number": number,
                        "caption": self.caption,
                        "cells": len(row.cells),
                        "columns": len(self.columns),
                    },
                )
            )
