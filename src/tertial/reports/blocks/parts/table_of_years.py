"""A project table over several years: what has happened in each beside each other, a row for each project or group."""

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from tertial.common.period_words import period_name
from tertial.domain.document import (
    Cell,
    Column,
    ColumnKind,
    EmptyCell,
    Figure,
    FigureCell,
    Row,
    RowKind,
    Table,
    text_cell,
)
from tertial.domain.project_table import ColumnKey, TableLine
from tertial.domain.ref import NO_REF, Ref
from tertial.economy.projects.queries.readings import ProjectTableReading


def table_of_years(readings: Sequence[ProjectTableReading], caption: str) -> Table:
    """The outcome of each year, the oldest first; the newest reading says the order, the words and the signs."""
    newest = readings[-1]
    column = ColumnKey(newest.shape.happened)
    lines = [{line.key: line for line in reading.table.lines} for reading in readings]
    keys = dict.fromkeys(key for found in reversed(lines) for key in found)
    rows = [Row((_name(readings, key), *_cells(readings, lines, key, column))) for key in keys]
    if newest.layout.total_label:
        totals = [{"total": reading.table.total} for reading in readings]
        label = text_cell(newest.layout.total_label)
        rows.append(Row((label, *_cells(readings, totals, "total", column)), RowKind.TOTAL))
    heads = [Column(_heading(reading, column), ColumnKind.AMOUNT) for reading in readings]
    row_heading = Column(newest.layout.row_heading(newest.period.year))
    return Table(caption, (row_heading, *heads), tuple(rows), rule=newest.layout.amounts_rule())


def _heading(reading: ProjectTableReading, column: ColumnKey) -> str:
    """The column's own heading with the period it is of."""
    heading, when = reading.layout.heading(column, reading.period.year), period_name(reading.period)
    return heading if when in heading else f"{heading} {when}"


def _name(readings: Sequence[ProjectTableReading], key: str) -> Cell:
    """What a row is called in the newest year that has it."""
    reading = next(each for each in reversed(readings) if any(line.key == key for line in each.table.lines))
    ref = Ref.parse(key) if reading.project_of(key) is not None else NO_REF
    return text_cell(reading.label(key) or _("No stage"), ref)


def _cells(
    readings: Sequence[ProjectTableReading], lines: Sequence[Mapping[str, TableLine]], key: str, column: ColumnKey
) -> tuple[Cell, ...]:
    cells: list[Cell] = []
    for reading, found in zip(readings, lines, strict=True):
        quantity = reading.layout.figure(column, found[key].amounts) if key in found else None
        figure = FigureCell(Figure(quantity, reading.ref(key, column))) if quantity is not None else EmptyCell("–")
        cells.append(figure)
    return tuple(cells)
