"""Makes a table of a grid: which rows are headings, what each column is called, and which cells are figures."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tertial.checks.files.found import ONLY_SIGNS, Grid, GridCell, one_line, without_signs
from tertial.domain.checks.place import Box, Place
from tertial.domain.checks.printed_cells import declared_unit, read_cell
from tertial.domain.checks.reading import Cell, Column, DeclaredUnit, Row, Table, Unread
from tertial.domain.document.table import RowKind
from tertial.domain.message import gettext_noop
from tertial.domain.numbers_sv import plain

_MOST_CELLS = 100_000
_YEAR = re.compile(r"(?:19|20)[0-9]{2}(?:[-/–][0-9]{2,4})?[*)0-9]{0,2}")
_NOTE_MARK = re.compile(r"(?<=[0-9%])(?: ?\*+| ?[0-9]{1,2}\)| ?[¹²³⁴⁵⁶⁷⁸⁹])+$")
_TWO_FIGURES = re.compile(r"^[-+]?[0-9][^a-zåäö]*[ +/][-+(]?[0-9]", re.IGNORECASE)
_NOTE_COLUMN = re.compile(r"not(?:er|e)?\.?", re.IGNORECASE)
_NO_HEADINGS = gettext_noop("No headings of the table could be read, so what its columns hold is not known.")
_NO_FIGURE = gettext_noop("The cell is not one figure, so it is compared with nothing.")
_ICON_CELL = gettext_noop("A cell holds a symbol or a colour and no word, so what it says is not read.")


@dataclass(frozen=True, slots=True)
class Headed:
    """A table, and what of it could not be read."""

    table: Table
    unread: tuple[Unread, ...] = ()


def headed(grid: Grid, caption: str, above: DeclaredUnit | None, place: Place) -> Headed:
    """The table that the grid is; `place` is its own, with its number among parts and tables."""
    matrix = _matrix(grid.rows)
    width = max(map(len, matrix), default=0)
    heads = _head_rows(matrix) if grid.head_rows is None else min(grid.head_rows, len(matrix))
    caption = caption or grid.caption
    columns = tuple(_column(matrix[:heads], at, replace(place, column=at)) for at in range(width))
    notes = {at for at, column in enumerate(columns) if _NOTE_COLUMN.fullmatch(column.label)}
    steps = _steps(matrix[heads:])
    rows: list[Row] = []
    unread: list[Unread] = []
    for number, cells in enumerate(matrix[heads:]):
        here = replace(place, row=number)
        read = tuple(_cell(cell, at in notes, replace(here, column=at)) for at, cell in enumerate(cells))
        rows.append(Row(read, _kind(cells, width), steps.get(cells[0].cell.indent, 0), _is_strong(cells)))
        unread += _unread(cells, here)
    unread += _half_read(columns, rows)
    corner = declared_unit(columns[0].label, columns[0].place) if columns else None
    unit = declared_unit(caption, place) or corner or above
    unsure = any(cell.unsure for row in grid.rows for cell in row)
    table = Table(columns, tuple(rows), caption, unit, certain=not grid.doubt and not unsure, place=place)
    if not heads and any(cell.value is not None for row in rows for cell in row.cells[1:]):
        unread.append(Unread(caption, _NO_HEADINGS, place))
    if grid.doubt:
        unread.append(Unread(caption, grid.doubt, place))
    return Headed(table, tuple(unread))


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place in the matrix: the cell that covers it, and whether the cell begins there."""

    cell: GridCell
    begins: bool


_BLANK = _Slot(GridCell(), True)


def _matrix(rows: tuple[tuple[GridCell, ...], ...]) -> list[list[_Slot]]:
    """The cells in rows of one width; what a cell spans it covers, and where nothing stands there is a blank."""
    taken: dict[tuple[int, int], _Slot] = {}
    for top, cells in enumerate(rows):
        left = 0
        for cell in cells:
            while (top, left) in taken:
                left += 1
            for down in range(min(cell.rows, len(rows) - top)):
                for right in range(cell.columns):
                    taken.setdefault((top + down, left + right), _Slot(cell, not down and not right))
            left += cell.columns
            if len(taken) > _MOST_CELLS:
                return []
    width = max((left for _, left in taken), default=-1) + 1
    if width * len(rows) > _MOST_CELLS:
        return []
    full = [[taken.get((top, left), _BLANK) for left in range(width)] for top in range(len(rows))]
    kept = [left for left in range(width) if any(row[left].cell.text for row in full if row[left].begins)]
    return [[row[left] for left in kept] for row in full if any(slot.cell.text for slot in row)] if kept else []


def _head_rows(matrix: list[list[_Slot]]) -> int:
    """How many rows at the top are headings: all before the first that holds a figure which is no year.

    In a table without figures it is the first row, where that is set apart or there are several.
    """
    for number, row in enumerate(matrix):
        if any(_is_figure(slot.cell.text) for slot in row[1:] if slot.begins):
            return number if number < len(matrix) else 0
    first = matrix[0] if matrix else []
    filled = [slot for slot in first if slot.cell.text]
    return 1 if len(matrix) > 1 and len(filled) > 1 else 0


def _is_figure(text: str) -> bool:
    text = plain(text)
    return not _YEAR.fullmatch(text) and read_cell(_NOTE_MARK.sub("", text)).value is not None


def _column(heads: list[list[_Slot]], at: int, place: Place) -> Column:
    """The column by its headings from the top, each said once."""
    path: list[str] = []
    boxes: list[Box] = []
    for row in heads:
        cell = row[at].cell
        words = one_line(cell.text)
        if words and (not path or path[-1] != words):
            path.append(words)
            boxes += cell.place.boxes
            place = replace(place, page=cell.place.page, line=cell.place.line)
    place = replace(place, boxes=tuple(boxes))
    unit = next(filter(None, (declared_unit(words, place) for words in reversed(path))), None)
    return Column(tuple(path), unit, place)


def _cell(slot: _Slot, is_note: bool, place: Place) -> Cell:
    cell = slot.cell
    if not slot.begins:
        return Cell(place=place)
    own = replace(place, page=cell.place.page, line=cell.place.line, boxes=cell.place.boxes, anchor=cell.place.anchor)
    pieces = tuple(replace(one, place=_within(one.place, own)) for one in cell.pieces)
    words = without_signs(cell.text)
    if is_note or cell.unsure:
        return Cell(words, place=own, pieces=pieces)
    read = read_cell(_NOTE_MARK.sub("", words), own)
    return replace(read, text=words, pieces=pieces)


def _within(piece: Place, cell: Place) -> Place:
    return replace(cell, page=piece.page, line=piece.line, boxes=piece.boxes, start=piece.start, end=piece.end)


def _kind(cells: list[_Slot], width: int) -> RowKind | None:
    """A group where one cell spans the whole row; no other kind is seen in a file."""
    return RowKind.GROUP if width > 1 and all(slot.cell is cells[0].cell for slot in cells) else None


def _is_strong(cells: list[_Slot]) -> bool:
    written = [slot.cell for slot in cells if slot.begins and slot.cell.text]
    return bool(written) and all(cell.strong for cell in written)


def _steps(matrix: list[list[_Slot]]) -> dict[float, int]:
    """How far in each row begins, as steps from the outermost."""
    depths = sorted({row[0].cell.indent for row in matrix if row and row[0].cell.text})
    merged: list[float] = []
    steps: dict[float, int] = {}
    for depth in depths:
        if not merged or depth - merged[-1] > 3:
            merged.append(depth)
        steps[depth] = len(merged) - 1
    return steps


def _unread(cells: Iterable[_Slot], place: Place) -> Iterable[Unread]:
    for at, slot in enumerate(cells):
        cell = slot.cell
        own = replace(place, column=at, page=cell.place.page, boxes=cell.place.boxes, line=cell.place.line)
        if slot.begins and cell.unsure:
            yield Unread(cell.text, cell.unsure, own)
        elif slot.begins and cell.text and ONLY_SIGNS.fullmatch(cell.text):
            yield Unread(cell.text, _ICON_CELL, own)


def _half_read(columns: tuple[Column, ...], rows: list[Row]) -> Iterable[Unread]:
    """The cells with several figures, or a figure and more, in columns that mostly hold figures."""
    for at in range(1, len(columns)):
        written = [row.cells[at] for row in rows if row.cells[at].text]
        figures = sum(cell.value is not None for cell in written)
        if figures < 3 or figures < 0.7 * len(written):
            continue
        for cell in written:
            if cell.value is None and _TWO_FIGURES.search(plain(cell.text)):
                yield Unread(cell.text, _NO_FIGURE, cell.place)
