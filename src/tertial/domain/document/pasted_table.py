"""Tables pasted from a spreadsheet or a word processor: cells as text, columns and rows with their kinds.

Rule: docs/rules/pasted-tables.md.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tertial.domain.document.runs import Figure
from tertial.domain.document.table import (
    Cell,
    Column,
    ColumnKind,
    EmptyCell,
    FigureCell,
    Row,
    RowKind,
    Table,
    text_cell,
)
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.numbers_sv import UnreadableNumber, parse_quantity
from tertial.domain.quantity import Quantity, Unit
from tertial.domain.ref import Ref

MOST_COLUMNS, MOST_ROWS, MOST_CHARACTERS = 20, 500, 100_000
_TOTALS = re.compile(r"(?:summa|totalt?|delsumma|årets resultat|sum)\b", re.IGNORECASE)

# A spreadsheet puts a cell between marks only when it holds a line break or marks of its own, which are then doubled. A
# tab always parts cells: a mark that is never closed would otherwise swallow the cells after it.
_CELL = re.compile(r'"(?P<quoted>(?:[^"\t]|"")*)"(?=[\t\r\n]|\Z)|(?P<bare>[^\t\r\n]*)')
_ENDS_A_ROW = re.compile(r"\r\n|\r|\n")
_ENDS_A_CELL = re.compile(r"\t")

# Figures that name a thing are printed as written: no space between thousands, no zero lost.
_CODES = re.compile(
    r".*kod|konto|ansvar|verksamhet|projekt|objekt|aktivitet|motpart|id|.*nr\.?|.*nummer|period|datum|månad|vecka"
    r"|code|account|number|date|month|week",
    re.IGNORECASE,
)
_AMOUNTS = re.compile(
    r"antal|belopp|kr\b|tkr|mnkr|utfall|budget|prognos|kostnad|intäkt|summa|avvikelse|amount|outcome|forecast|sum\b",
    re.IGNORECASE,
)
_CODE, _YEAR = re.compile(r"0[0-9]+"), re.compile(r"(?:19|20)[0-9]{2}")
_WHOLE = re.compile(r"[0-9]+")


class UnreadableTable(DomainError):
    """What was pasted is no table that can be printed."""


@dataclass(frozen=True, slots=True)
class PastedRow:
    """The cells of a row as they were written, and what kind of row it is."""

    cells: tuple[str, ...]
    kind: RowKind = RowKind.ROW


@dataclass(frozen=True, slots=True)
class PastedTable:
    """Headings with kinds, and rows with one cell a column."""

    columns: tuple[Column, ...]
    rows: tuple[PastedRow, ...]

    def with_kinds(self, kinds: Sequence[ColumnKind]) -> "PastedTable":
        """The same table with the kinds that someone chose for its columns, as many as there are."""
        if len(kinds) != len(self.columns):
            return self
        return replace(self, columns=tuple(map(Column, (column.label for column in self.columns), kinds)))

    def odd_places(self) -> tuple[tuple[int, int], ...]:
        """Row and column of each cell that does not fit the figures of its column, which is printed as it was written.

        It is no figure (`Stängt`), or has another unit than most figures there (`5 kr` among bare ones).
        """
        return tuple(sorted(place for number in range(len(self.columns)) for place in self._odd_in(number)))

    def odd_cells(self) -> tuple[str, ...]:
        """What stands at the odd places."""
        return tuple(self.rows[row].cells[column] for row, column in self.odd_places())

    def _odd_in(self, number: int) -> Iterator[tuple[int, int]]:
        if not self.columns[number].kind.is_numeric:
            return
        filled = {at: row.cells[number] for at, row in enumerate(self.rows) if row.kind is not RowKind.GROUP}
        units = {at: _unit_of(text) for at, text in filled.items() if text}
        usual = Counter(unit for unit in units.values() if unit is not None).most_common(1)
        yield from ((at, number) for at, unit in units.items() if [unit] != [common for common, _count in usual])


def read_pasted(text: str, *, headings: bool = True) -> PastedTable:
    """The table in a text with a tab between cells and a line for each row, as spreadsheets and Word give it.

    Without `headings` in the first row the columns are numbered. Raises UnreadableTable for no table, and for one too
    large to read.
    """
    if len(text) > MOST_CHARACTERS:
        raise _too_large()
    lines = _lines_of(text)
    width = max(map(len, lines), default=0)
    if width < 2 or len(lines) < (2 if headings else 1):
        raise UnreadableTable(
            Message(
                gettext_noop(
                    "This is not a table; copy at least two columns and two rows in Excel or Word and paste them here."
                )
            )
        )
    if width > MOST_COLUMNS or len(lines) > MOST_ROWS:
        raise _too_large()
    padded = [(*line, *[""] * (width - len(line))) for line in lines]
    heads = padded.pop(0) if headings else tuple(str(number) for number in range(1, width + 1))
    rows = tuple(PastedRow(cells, _kind_of_row(cells)) for cells in padded)
    columns = tuple(
        Column(label, _kind_of_column(label, [row.cells[at] for row in rows if row.kind is not RowKind.GROUP]))
        for at, label in enumerate(heads)
    )
    return PastedTable(columns, rows)


def as_pasted(table: PastedTable) -> str:
    """The text that `read_pasted` reads the table from."""
    lines = [[column.label for column in table.columns], *(list(row.cells) for row in table.rows)]
    return "\n".join("\t".join(_quoted(cell) for cell in line) for line in lines)


def pasted_to_json(table: PastedTable) -> dict[str, Any]:
    """The table in a shape that JSON can hold."""
    return {
        "columns": [{"label": column.label, "kind": column.kind.value} for column in table.columns],
        "rows": [{"kind": row.kind.value, "cells": list(row.cells)} for row in table.rows],
    }


def pasted_from_json(tree: Mapping[str, Any]) -> PastedTable:
    """The table that `pasted_to_json` wrote."""
    return PastedTable(
        tuple(Column(column["label"], ColumnKind(column["kind"])) for column in tree["columns"]),
        tuple(PastedRow(tuple(row["cells"]), RowKind(row["kind"])) for row in tree["rows"]),
    )


def pasted_as_table(table: PastedTable, caption: str, ref: Ref) -> Table:
    """The table as a block of the document; its figures are figures, with `ref` as where they came from."""
    rows = tuple(_row(row, table.columns, ref) for row in table.rows)
    return Table(caption, table.columns, rows)


def _lines_of(text: str) -> list[list[str]]:
    """The filled rows, each cell on one line."""
    lines: list[list[str]] = [[]]
    at = 0
    while True:
        found = _CELL.match(text, at)
        assert found is not None  # noqa: S101 - an empty cell matches anywhere
        lines[-1].append(" ".join(_as_written(found).split()))
        if after := _ENDS_A_CELL.match(text, found.end()):
            at = after.end()
        elif after := _ENDS_A_ROW.match(text, found.end()):
            at = after.end()
            lines.append([])
        else:
            break
    return [line for line in lines if any(line)]


def _as_written(found: re.Match[str]) -> str:
    """What a cell holds: without the marks that the clipboard put around it, with those that someone wrote."""
    quoted = found["quoted"]
    if quoted is None:
        return found["bare"]
    put_there = '""' in quoted or "\n" in quoted or "\r" in quoted
    return quoted.replace('""', '"') if put_there else found[0]


def _row(row: PastedRow, columns: Sequence[Column], ref: Ref) -> Row:
    if row.kind is RowKind.GROUP:
        return Row((text_cell(row.cells[0]),), RowKind.GROUP)
    cells = (_cell(text, column, ref) for text, column in zip(row.cells, columns, strict=True))
    return Row(tuple(cells), row.kind)


def _cell(text: str, column: Column, ref: Ref) -> Cell:
    if not text:
        return EmptyCell()
    quantity = _quantity(text) if column.kind.is_numeric else None
    if quantity is None:
        return text_cell(text)
    return FigureCell(Figure(quantity, ref, with_unit=quantity.unit not in {Unit.COUNT, Unit.RATIO}))


def _quantity(text: str) -> Quantity | None:
    """The figure in a cell; None for words, and for a code that begins with a zero (`0101`)."""
    if _CODE.fullmatch(text):
        return None
    try:
        return parse_quantity(text)
    except UnreadableNumber:
        return None


def _unit_of(text: str) -> Unit | None:
    """The unit of a figure, alike for whole numbers and others that have none; None for what is no figure."""
    quantity = _quantity(text)
    return None if quantity is None else Unit.COUNT if quantity.unit is Unit.RATIO else quantity.unit


def _kind_of_row(cells: Sequence[str]) -> RowKind:
    if cells[0] and not any(cells[1:]):
        return RowKind.GROUP
    return RowKind.TOTAL if _TOTALS.match(cells[0]) else RowKind.ROW


def _kind_of_column(label: str, cells: Sequence[str]) -> ColumnKind:
    """A column of figures has figures in more than half of the cells that hold anything, and these name nothing."""
    filled = [cell for cell in cells if cell]
    figures = [quantity for cell in filled if (quantity := _quantity(cell)) is not None]
    if not figures or 2 * len(figures) <= len(filled) or _names_things(label, filled):
        return ColumnKind.TEXT
    all_percent = all(quantity.unit is Unit.PERCENT for quantity in figures)
    return ColumnKind.PERCENT if all_percent else ColumnKind.AMOUNT


def _names_things(label: str, filled: Sequence[str]) -> bool:
    """Whether the figures of a column are codes or years, by its heading or by how they are written."""
    figures = [cell for cell in filled if _CODE.fullmatch(cell) or _quantity(cell) is not None]
    if not all(_WHOLE.fullmatch(cell) for cell in figures):
        return False
    if any(_CODE.fullmatch(cell) for cell in figures) or _CODES.fullmatch(label):
        return True
    return all(_YEAR.fullmatch(cell) for cell in figures) and not _AMOUNTS.search(label)


def _quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if '"' in cell else cell


def _too_large() -> UnreadableTable:
    return UnreadableTable(
        Message(
            gettext_noop("The table is too large; a report has room for %(columns)s columns and %(rows)s rows."),
            {"columns": MOST_COLUMNS, "rows": MOST_ROWS},
        )
    )
