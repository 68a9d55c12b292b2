"""What a sentence is about: the row of a table that it names (docs/rules/checks/text-against-table.md)."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property, lru_cache

from tertial.domain.checks.grid import Grid, Line, Role, RowSort
from tertial.domain.checks.reading import Cell, Reading
from tertial.domain.checks.sentences import Sentence
from tertial.domain.checks.words import words_of, year_in
from tertial.domain.quantity import Unit

_STOP = frozenset(
    """och av till för i på med per samt m den det de en ett kostnader kostnad kostnaderna intäkter inkl exkl inom under
    tkr mnkr procent index antal totalt total summa varav år helår året""".split()  # noqa: SIM905 - words read better so
)
_ENDING = re.compile(r"(?:erna|arna|orna|ens|ets|ers|er|ar|or|en|et|s|n)$")
_SCALE = {Unit.KRONOR: Decimal(1), Unit.TKR: Decimal(1000), Unit.MNKR: Decimal(1_000_000)}


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure of a table with what its row and its column say of it.

    `unit` is the one that is declared for it, in the cell, the column or the table; `amount` its value in kronor, where
    it is money.
    """

    cell: Cell
    grid: Grid
    line: Line
    row: int
    unit: Unit | None
    amount: Decimal | None

    @property
    def label(self) -> str:
        """What its row is called."""
        return self.grid.rows[self.row].label


def amount_of(cell: Cell, unit: Unit | None) -> Decimal | None:
    """A figure in kronor; None where it is no money."""
    scale = _SCALE.get(unit) if unit else None
    return None if scale is None or cell.value is None else cell.value * scale


def half_of(cell: Cell, unit: Unit | None) -> Decimal:
    """Half a unit of the last digit of a figure, in kronor or in its own unit."""
    return Decimal("0.5").scaleb(-cell.decimals) * (_SCALE.get(unit, Decimal(1)) if unit else Decimal(1))


@lru_cache(maxsize=8192)
def stems(text: str) -> frozenset[str]:
    """The words of a label that tell it from others, without endings."""
    return frozenset(stem_of(word) for word in words_of(text) if word not in _STOP and not word.isdigit())


@lru_cache(maxsize=16384)
def stem_of(word: str) -> str:
    """A word without its ending, where enough is left."""
    stem = _ENDING.sub("", word)
    return stem if len(stem) > 3 else word


@dataclass(frozen=True)
class Subjects:
    """The rows of all tables by what they are called."""

    facts: tuple[Fact, ...]
    grids: tuple[Grid, ...]
    year: int | None

    def row(self, grid: Grid, row: int) -> tuple[Fact, ...]:
        """The figures of a row."""
        return self._by_row.get((grid.number, row), ())

    @cached_property
    def _by_row(self) -> dict[tuple[int, int], tuple[Fact, ...]]:
        found: dict[tuple[int, int], list[Fact]] = defaultdict(list)
        for fact in self.facts:
            found[fact.grid.number, fact.row].append(fact)
        return {key: tuple(values) for key, values in found.items()}

    def facts_of(self, grid: Grid) -> tuple[Fact, ...]:
        """The figures of a table."""
        return self._by_grid.get(grid.number, ())

    @cached_property
    def _by_grid(self) -> dict[int, tuple[Fact, ...]]:
        found: dict[int, list[Fact]] = defaultdict(list)
        for fact in self.facts:
            found[fact.grid.number].append(fact)
        return {key: tuple(values) for key, values in found.items()}

    def about(self, sentence: Sentence, text: str) -> list[tuple[Grid, int]]:
        """The rows that a text names, in the chapter of its sentence: those with most of their words in it.

        Every word of a row's name must be there, or the heading of the sentence must be the name.
        """
        named = {word[:end] for word in words_of(text) for end in range(2, len(word) + 1)} & self._rows.keys()
        counted = Counter(row for stem in named for row in self._rows[stem])
        whole = [
            (len(wanted), grid, at)
            for (number, at), found in counted.items()
            if found == len(wanted := stems((grid := self._grids[number]).rows[at].label))
            and same_chapter(grid.path, sentence.path)
        ]
        most = max((length for length, _grid, _at in whole), default=0)
        return sorted(
            ((grid, at) for length, grid, at in whole if length == most), key=lambda one: (one[0].number, one[1])
        )

    def near_amount(self, amount: Decimal, allowed: Decimal) -> list[Fact]:
        """The figures of tables that are this amount of money, whatever their sign."""
        ordered = self._by_amount
        first = bisect_left(ordered, abs(amount) - allowed, key=_size)
        return ordered[first : bisect_right(ordered, abs(amount) + allowed, key=_size)]

    @cached_property
    def _by_amount(self) -> list[Fact]:
        return sorted((fact for fact in self.facts if fact.amount), key=_size)

    @cached_property
    def _grids(self) -> dict[int, Grid]:
        return {grid.number: grid for grid in self.grids}

    @cached_property
    def _rows(self) -> dict[str, list[tuple[int, int]]]:
        """The rows of tables by each word of their names."""
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        for grid in self.grids:
            for at, row in enumerate(grid.rows):
                if grid.sorts[at] not in {RowSort.HEADING, RowSort.RATE}:
                    for stem in stems(row.label):
                        found[stem].append((grid.number, at))
        return found

    def wholes(self) -> Iterator[tuple[Grid, int]]:
        """The rows that tell the result of all: the last total of a table with a budget and a deviation."""
        for grid in self.grids:
            totals = [at for at, sort in enumerate(grid.sorts) if sort is RowSort.TOTAL]
            if totals and re.search(r"resultat|netto|\bdrift", _about(grid), re.IGNORECASE):
                yield grid, totals[-1]


def _about(grid: Grid) -> str:
    return f"{grid.table.caption} {grid.rows[-1].label} {' '.join(grid.path[-1:])}"


def _size(fact: Fact) -> Decimal:
    return abs(fact.amount or Decimal(0))


def same_chapter(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether a table and a sentence stand under one heading of the highest level, or one has none."""
    return not one or not other or one[0] == other[0]


def subjects_of(reading: Reading, grids: Sequence[Grid]) -> Subjects:
    """Every figure of the tables with what it is about."""
    facts = tuple(
        _fact(cell, grid, line, row)
        for grid in grids
        for line in grid.figures
        for row, cell in enumerate(line.cells)
        if cell.value is not None
    )
    return Subjects(facts, tuple(grids), report_year(reading, grids))


def _fact(cell: Cell, grid: Grid, line: Line, row: int) -> Fact:
    unit = line.unit if cell.unit in {None, Unit.COUNT, Unit.RATIO} else cell.unit
    return Fact(cell, grid, line, row, unit, amount_of(cell, unit))


def report_year(reading: Reading, grids: Sequence[Grid]) -> int | None:
    """The year that a document is about, as it says itself, or the latest year with outcomes in its tables."""
    said = year_in(reading.period) or year_in(reading.title)
    if said:
        return said
    years = [
        line.year for grid in grids for line in grid.figures if line.year and line.role in {Role.OUTCOME, Role.OTHER}
    ]
    return max(years, default=None)


def year_of(line: Line, report: int | None) -> int | None:
    """The year of a column: the one it names, the year before where it says so, else that of the report."""
    if line.last_year:
        return report - 1 if report else None
    return line.year or report
