"""Percentages against the figures that they are made of (docs/rules/checks/percent.md)."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from tertial.domain.checks.comparison import Comparison, formatted, half_unit, marked, printed, seen, spot
from tertial.domain.checks.grid import Family, Grid, Line, Role, RowSort
from tertial.domain.checks.reading import Cell
from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.domain.numbers_sv import format_decimal

CODE = "percent"
_HUNDRED = Decimal(100)
_RATE_ROW = re.compile(r"procentuell|förändring|utveckling|ökning|change", re.IGNORECASE)
_ENOUGH = 3
_MOST_LINES = 14


@dataclass(frozen=True, slots=True)
class _Shape:
    """A way to make a percentage of two figures; `sign` is how it is written in a line."""

    written: str
    compute: Callable[[Decimal, Decimal], Decimal]
    is_of_difference: bool = False


_SHARE = _Shape("{a} / {b}", lambda a, b: a / b)
_REST = _Shape("({b} − {a}) / {b}", lambda a, b: (b - a) / b, is_of_difference=True)
_CHANGE = _Shape("({a} − {b}) / |{b}|", lambda a, b: (a - b) / abs(b), is_of_difference=True)
_GROWTH = _Shape("({a} − {b}) / {b}", lambda a, b: (a - b) / b, is_of_difference=True)
_OF_BUDGET = _Shape("{a} / |{b}|", lambda a, b: a / abs(b))
_SHAPES = (_SHARE, _REST, _CHANGE, _GROWTH, _OF_BUDGET)


def percents_of(grid: Grid) -> Iterator[Comparison]:
    """Every column and row of percentages that the other figures of the table explain."""
    yield from _columns(grid)
    yield from _rows(grid)


def _columns(grid: Grid) -> Iterator[Comparison]:
    rows = [at for at, sort in enumerate(grid.sorts) if sort not in {RowSort.HEADING, RowSort.RATE}]
    lines = grid.figures[:_MOST_LINES]
    amounts = [line for line in lines if line.family not in {Family.PERCENT, Family.INDEX}]
    for result in (line for line in lines if line.family is Family.PERCENT):
        tried = [
            _tried(result, first, second, shape, rows)
            for first in amounts
            for second in amounts
            for shape in _SHAPES
            if first.number != second.number and first.family is second.family
        ]
        best = max((one for one in tried if one.is_believed), key=lambda one: one.weight, default=None)
        if best:
            yield from best.told(grid)


@dataclass(frozen=True, slots=True)
class _Rate:
    """A column of percentages as made of two others, row by row."""

    result: Line
    first: Line
    second: Line
    shape: _Shape
    holds: tuple[int, ...]
    fails: tuple[int, ...]

    @property
    def is_believed(self) -> bool:
        good, bad = len(self.holds), len(self.fails)
        if self.is_named:
            return good > bad
        return good >= _ENOUGH and good >= 4 * bad

    @property
    def is_named(self) -> bool:
        """Whether the headings say what the percentage is of: a deviation in percent of a budget."""
        deviates = self.first.role is Role.DEVIATION and self.second.role is Role.BUDGET
        return self.result.role is Role.DEVIATION and deviates and self.shape is _OF_BUDGET

    @property
    def weight(self) -> tuple[int, bool, int]:
        distance = abs(self.result.number - self.first.number) + abs(self.result.number - self.second.number)
        return len(self.holds) - len(self.fails), self.is_named, -distance

    def told(self, grid: Grid) -> Iterator[Comparison]:
        for row in (*self.holds, *self.fails):
            cells = self.result.cells[row], self.first.cells[row], self.second.cells[row]
            yield _compared(grid, cells, self.shape)


def _tried(result: Line, first: Line, second: Line, shape: _Shape, rows: Sequence[int]) -> _Rate:
    holds: list[int] = []
    fails: list[int] = []
    for row in rows:
        percent, a, b = result.cells[row], first.cells[row], second.cells[row]
        if percent.value is None or a.value is None or not b.value:
            continue
        (holds if _fits(percent, a, b, shape) else fails).append(row)
    return _Rate(result, first, second, shape, tuple(holds), tuple(fails))


def _fits(percent: Cell, a: Cell, b: Cell, shape: _Shape) -> bool:
    residual, allowed = _residual(percent, a, b, shape)
    return abs(residual) <= allowed


def _residual(percent: Cell, a: Cell, b: Cell, shape: _Shape) -> tuple[Decimal, Decimal]:
    """What is left over when the percentage is taken from what the figures give, and what rounding can explain."""
    assert percent.value is not None  # noqa: S101 - asked before
    assert a.value is not None and b.value  # noqa: S101, PT018 - asked before
    exact = shape.compute(a.value, b.value) * _HUNDRED
    share = abs(exact) / _HUNDRED + (1 if shape.is_of_difference else 0)
    inexact = _HUNDRED * (half_unit(a.decimals) + share * half_unit(b.decimals)) / abs(b.value)
    return percent.value - exact, half_unit(percent.decimals) + inexact


def _compared(grid: Grid, cells: tuple[Cell, Cell, Cell], shape: _Shape) -> Comparison:
    percent, a, b = cells
    row, column = percent.place.row or 0, percent.place.column or 0
    residual, allowed = _residual(percent, a, b, shape)
    assert percent.value is not None  # noqa: S101 - asked before
    exact = percent.value - residual
    mark = marked(Decimal(0) if abs(residual) <= half_unit(percent.decimals) else residual, allowed)
    formula = shape.written.format(a=printed(a), b=printed(b))
    message = Message(
        gettext_noop("“%(row)s” under “%(column)s” is %(printed)s, but the figures beside it give %(computed)s %%."),
        {
            "row": excerpt(grid.rows[row].label),
            "column": excerpt(grid.columns[column].label),
            "printed": printed(percent),
            "computed": formatted(exact, percent),
        },
    )
    implied = {spot(percent.place): exact, spot(a.place): None, spot(b.place): None}
    computed = f"{formula} = {format_decimal(exact, percent.decimals + 1)} % ({printed(percent)})"
    return Comparison(
        CODE, mark, tuple(map(seen, (percent, a, b))), computed, message, implied=implied, allowed=allowed
    )


def _rows(grid: Grid) -> Iterator[Comparison]:
    """A row of changes in percent, column by column, of the row above that most of them fit."""
    for at, sort in enumerate(grid.sorts):
        if sort is not RowSort.RATE or not _RATE_ROW.search(grid.rows[at].label):
            continue
        tried = [
            (
                sum(1 for triple in triples if _fits(*triple, shape)),
                grid.sorts[above] is RowSort.TOTAL,
                above - at,
                shape,
                triples,
            )
            for shape in (_GROWTH, _CHANGE)
            for above in range(at)
            if (triples := tuple(_steps(grid, at, above)))
        ]
        if not tried:
            continue
        agreeing, _is_total, _distance, shape, triples = max(tried, key=lambda one: one[:3])
        if agreeing * 2 > len(triples) or (agreeing and len(triples) == 2):
            yield from (_compared(grid, triple, shape) for triple in triples)


def _steps(grid: Grid, rate: int, above: int) -> Iterator[tuple[Cell, Cell, Cell]]:
    for before, now in pairwise(grid.figures):
        percent = grid.rows[rate].cells[now.number]
        a, b = grid.rows[above].cells[now.number], grid.rows[above].cells[before.number]
        if percent.value is not None and a.value is not None and b.value:
            yield percent, a, b
