"""A table as the rules see it: what each column and row is, by its heading and by its figures."""

import operator
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

from tertial.domain.checks.reading import Cell, Column, Heading, Reading, Row, Table
from tertial.domain.checks.words import TOTAL_LABEL, year_in
from tertial.domain.document.table import RowKind
from tertial.domain.quantity import Unit


class Role(StrEnum):
    """What a column or a row holds, by what it is called."""

    BUDGET = "budget"
    OUTCOME = "outcome"
    FORECAST = "forecast"
    DEVIATION = "deviation"
    TARGET = "target"
    TOTAL = "total"
    NET = "net"
    OTHER = "other"


class Family(StrEnum):
    """What can be added to what."""

    MONEY = "money"
    COUNT = "count"
    PERCENT = "percent"
    INDEX = "index"
    PLAIN = "plain"


_ROLES = (
    (Role.DEVIATION, re.compile(r"avvik|differens|\bdiff\b|skillnad|förändring|deviation|difference|change", re.I)),
    (Role.TARGET, re.compile(r"etappmål|målvärde|målnivå|\bmål\b|riktvärde|target", re.I)),
    (Role.FORECAST, re.compile(r"prognos|forecast", re.I)),
    (Role.BUDGET, re.compile(r"budget|anslag|\bram\b|budgetram|plan(?:erat|värde)?\b", re.I)),
    (Role.NET, re.compile(r"\bnetto", re.I)),
    (Role.TOTAL, re.compile(r"^(?:summa|totalt?|sum|total|hela perioden|samtliga)\b", re.I)),
    (Role.OUTCOME, re.compile(r"utfall|bokslut|redovis|förbrukat|upparbetat|jan\w*\s*[-–]\s*\w+|outcome|actual", re.I)),
)
_LAST_YEAR = re.compile(r"föregående år|fg\.? ?år|förra året|fjol|last year|previous year", re.I)
_PERCENT = re.compile(r"%|procent|\bandel|percent|kvot\b", re.I)
_POINTS = re.compile(r"procentenhet|%-enhet|p\.e\.", re.I)
_INDEX = re.compile(
    r"index|\bnki\b|\bhme\b|snitt|medel(?:tal|värde)|genomsnitt|ålder|kr/|kvot"
    r"|\bper (?!sista|den|[0-9]|nämnd|verksamhet|område|program|förvaltning|projekt|enhet|måna|år\b|kvartal|tertial)",
    re.I,
)
_COUNT = re.compile(r"\bantal|stycken|personer|anställda|\bst\b|count|number of", re.I)
_CODE = re.compile(r"^(?:.*kod|konto|ansvar|nr|projekt(?:nr|nummer)?|.*nummer|dnr|id|sida|år|not|vecka|§)$", re.I)
_OF_WHICH = re.compile(r"^[-–•·*]?\s*(?:varav|därav|of which)\b", re.I)
_MONEY = {Unit.TKR, Unit.MNKR, Unit.KRONOR}


def role_of(label: str) -> Role:
    """What a heading says that its figures are."""
    return next((role for role, pattern in _ROLES if pattern.search(label)), Role.OTHER)


@dataclass(frozen=True, slots=True)
class Line:
    """A column or a row of figures: its heading, what it holds, and its cells in the order of the other lines."""

    number: int
    label: str
    role: Role
    family: Family
    year: int | None
    last_year: bool
    cells: tuple[Cell, ...]
    unit: Unit | None = None

    @property
    def has_figures(self) -> bool:
        """Whether any cell holds a figure."""
        return any(cell.value is not None for cell in self.cells)


class RowSort(StrEnum):
    """What a row is for one who adds up the table."""

    HEADING = "heading"
    PART = "part"
    TOTAL = "total"
    MAYBE_TOTAL = "maybe"
    OF_WHICH = "of which"
    RATE = "rate"


@dataclass(frozen=True, eq=False)
class Grid:
    """A table with the places of its cells filled in, and the headings above it from the highest.

    `number` counts the tables of the reading.
    """

    number: int
    table: Table
    rows: tuple[Row, ...]
    path: tuple[str, ...] = ()

    @cached_property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.table.columns)

    @cached_property
    def columns(self) -> tuple[Line, ...]:
        """Every column as a line; those without figures too, so that numbers agree with the table."""
        return tuple(self._column(at, column) for at, column in enumerate(self.table.columns))

    @cached_property
    def figures(self) -> tuple[Line, ...]:
        """The columns that hold figures which are no codes."""
        return tuple(line for line in self.columns if line.has_figures and not _is_code(line))

    @cached_property
    def across(self) -> tuple[Line, ...]:
        """Every row as a line of its cells."""
        return tuple(
            Line(
                at,
                row.label,
                role_of(row.label),
                _family(Counter(cell.unit for cell in row.cells if cell.value is not None), row.label, self.table.unit),
                year_in(row.label),
                bool(_LAST_YEAR.search(row.label)),
                row.cells,
            )
            for at, row in enumerate(self.rows)
        )

    @cached_property
    def sorts(self) -> tuple[RowSort, ...]:
        """What each row is."""
        return tuple(self._sort(row) for row in self.rows)

    def _sort(self, row: Row) -> RowSort:
        label = row.label.strip()
        cells = [row.cells[line.number] for line in self.figures]
        if row.kind is RowKind.GROUP or not any(cell.value is not None for cell in cells):
            return RowSort.HEADING
        if _is_rate(label, cells, self.figures):
            return RowSort.RATE
        if row.kind is RowKind.TOTAL or TOTAL_LABEL.match(label):
            return RowSort.TOTAL
        if _OF_WHICH.match(label) or row.indent:
            return RowSort.OF_WHICH
        return RowSort.MAYBE_TOTAL if row.strong or role_of(label) in {Role.NET, Role.TOTAL} else RowSort.PART

    def _column(self, at: int, column: Column) -> Line:
        cells = tuple(row.cells[at] for row in self.rows)
        label = " ".join(column.label.split())
        units = Counter(cell.unit for cell in cells if cell.value is not None)
        declared = column.unit or self.table.unit
        family = _family(units, label, declared)
        unit = units.most_common(1)[0][0] if units else None
        if unit is None or unit in {Unit.RATIO, Unit.COUNT}:
            unit = (column.unit.unit if column.unit else None) or (
                self.table.unit.unit if self.table.unit and family in {Family.MONEY, Family.PLAIN} else unit
            )
        return Line(at, label, role_of(label), family, year_in(label), bool(_LAST_YEAR.search(label)), cells, unit)


def grids(reading: Reading) -> tuple[Grid, ...]:
    """The tables of a reading that a reader is certain of."""
    return tuple(
        _grid(number, table, path)
        for number, (table, path) in enumerate(_with_paths(reading))
        if table.certain and table.rows
    )


def _with_paths(reading: Reading) -> Iterator[tuple[Table, tuple[str, ...]]]:
    path: list[Heading] = []
    for part in reading.parts:
        if isinstance(part, Heading):
            path = [*(above for above in path if above.level < part.level), part]
        elif isinstance(part, Table):
            yield part, tuple(heading.text for heading in path)


def _grid(number: int, table: Table, path: tuple[str, ...]) -> Grid:
    width = len(table.columns)
    rows = []
    for at, row in enumerate(table.rows):
        cells = [*row.cells[:width], *[Cell()] * (width - len(row.cells))]
        placed = tuple(_placed(cell, number, at, column) for column, cell in enumerate(cells))
        rows.append(
            row
            if all(map(operator.is_, placed, row.cells)) and len(placed) == len(row.cells)
            else replace(row, cells=placed)
        )
    return Grid(number, table, tuple(rows), path)


def _placed(cell: Cell, table: int, row: int, column: int) -> Cell:
    place = cell.place
    if (place.table, place.row, place.column) == (table, row, column):
        return cell
    return replace(cell, place=replace(place, table=table, row=row, column=column))


def _family(units: Counter[Unit | None], label: str, declared: object) -> Family:  # noqa: PLR0911 - one for each
    unit = units.most_common(1)[0][0] if units else None
    if unit in {Unit.PERCENT, Unit.PERCENTAGE_POINTS} or _POINTS.search(label):
        return Family.PERCENT
    if unit is Unit.INDEX or _INDEX.search(label):
        return Family.INDEX
    if unit in _MONEY:
        return Family.MONEY
    if _PERCENT.search(label):
        return Family.PERCENT
    if unit is Unit.COUNT and _COUNT.search(label):
        return Family.COUNT
    table_unit = getattr(declared, "unit", None)
    if table_unit in _MONEY:
        return Family.MONEY
    if table_unit in {Unit.PERCENT, Unit.PERCENTAGE_POINTS}:
        return Family.PERCENT
    return Family.COUNT if _COUNT.search(label) else Family.PLAIN


def _is_code(line: Line) -> bool:
    """Whether figures of a column name things: accounts, numbers of projects, years."""
    if _CODE.match(line.label.strip()):
        return True
    values = [cell.value for cell in line.cells if cell.value is not None]
    years = all(value == value.to_integral_value() and 1990 <= value <= 2060 for value in values)
    return (
        years and len(values) > 1 and all(" " not in cell.text.strip() for cell in line.cells if cell.value is not None)
    )


def _is_rate(label: str, cells: list[Cell], lines: tuple[Line, ...]) -> bool:
    """Whether a row holds rates among rows of amounts: a percentage, an index."""
    amounts = [
        cell
        for cell, line in zip(cells, lines, strict=True)
        if cell.value is not None and line.family not in {Family.PERCENT, Family.INDEX}
    ]
    if not amounts:
        return False
    if any(cell.unit in {Unit.PERCENT, Unit.PERCENTAGE_POINTS, Unit.INDEX} for cell in amounts):
        return True
    return bool(_PERCENT.search(label) or _INDEX.search(label))
