"""Totals against the rows they are sums of (docs/rules/checks/sum.md)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from tertial.domain.checks.comparison import Comparison, Term, formatted, linear, tolerance
from tertial.domain.checks.grid import Family, Grid, Line, Role, RowSort, role_of
from tertial.domain.checks.rules.columns import formulas_of
from tertial.domain.checks.words import SUM_WORD
from tertial.domain.document.table import RowKind
from tertial.domain.message import Message, excerpt, gettext_noop

CODE = "sum"
_FULL = Decimal(100)
_NEAR = Decimal("0.3")
_MOST_PARTS = 60


@dataclass(frozen=True, slots=True)
class _Cover:
    """The rows that a total may be the sum of, each with plus or minus, and in which columns it is."""

    total: int
    parts: tuple[tuple[int, int], ...]
    agreeing: tuple[Line, ...]
    failing: tuple[Line, ...]

    @property
    def evaluated(self) -> int:
        return len(self.agreeing) + len(self.failing)

    @property
    def is_supported(self) -> bool:
        """Whether at least half of the columns say so, and one of them with something in it."""
        return bool(self.agreeing) and 2 * len(self.agreeing) >= self.evaluated


def sums_of(grid: Grid) -> Iterator[Comparison]:
    """Every total of the table with the rows that it covers."""
    columns = [line for line in grid.figures if line.family is not Family.INDEX and line.role is not Role.TARGET]
    if columns and len(grid.rows) > 1:
        yield from _Adder(grid, columns).run()


class _Adder:
    """Goes down a table with a pile of the rows that no total has covered yet."""

    def __init__(self, grid: Grid, columns: Sequence[Line]) -> None:
        self.grid, self.columns, self.sorts = grid, columns, grid.sorts
        self.pile: list[int] = []
        self.since_heading = 0

    def run(self) -> Iterator[Comparison]:
        """Takes the rows in order; what a heading `of which` or a step inwards sets apart is no part of a total."""
        children = {child for parent in range(len(self.grid.rows)) for child in self._set_apart(parent)}
        for at, sort in enumerate(self.sorts):
            cover = None
            if sort is RowSort.HEADING:
                self.since_heading = len(self.pile)
            elif sort is RowSort.RATE or at in children:
                continue
            else:
                if sort in {RowSort.TOTAL, RowSort.MAYBE_TOTAL}:
                    cover = self._cover(at)
                if cover is None and (below := self._below(at)):
                    yield from self._told(below)
                if cover:
                    yield from self._told(cover)
                    covered = {part for part, _sign in cover.parts}
                    self.pile = [row for row in self.pile if row not in covered]
                    self.since_heading = min(self.since_heading, len(self.pile))
                self.pile.append(at)

    def _cover(self, total: int) -> _Cover | None:
        """The best of the ranges that end just above the total; the longest of those that agree in most columns."""
        piles = [self.pile[start:] for start in range(len(self.pile))]
        piles.append([row for row in self.pile if self.sorts[row] is RowSort.TOTAL])
        explicit = self.sorts[total] is RowSort.TOTAL
        fewest = 1 if explicit else 2
        tried = [self._tried(total, [(row, 1) for row in pile]) for pile in piles if len(pile) >= fewest]
        best = _best(tried)
        if best is None and role_of(self.grid.rows[total].label) is not Role.TOTAL:
            best = _best([self._tried(total, signs) for pile in piles if len(pile) > 1 for signs in _differences(pile)])
        if best is None and explicit and SUM_WORD.match(self.grid.rows[total].label.strip()):
            best = self._nearly(total)
        if best and len(best.parts) == 1 and len(best.agreeing) <= 2 * len(best.failing):
            return None
        return best

    def _nearly(self, total: int) -> _Cover | None:
        """What a row that calls itself a sum must be the sum of, where it is near it and no other range fits better."""
        natural = self.pile[self.since_heading :] or self.pile
        if len(natural) < 2:
            return None
        cover = self._tried(total, [(row, 1) for row in natural])
        return cover if cover.failing and all(self._is_near(cover, line) for line in cover.failing) else None

    def _is_near(self, cover: _Cover, line: Line) -> bool:
        """Whether a slip can explain it: the total is near the sum, or one of the parts has lost its sign."""
        value = line.cells[cover.total].value or Decimal(0)
        terms = _terms(line, cover.parts)
        residual = value - sum((term.value for term in terms), Decimal(0))
        if any(residual == -2 * term.value for term in terms if term.value):
            return True
        largest = max(abs(value), abs(value - residual))
        return abs(residual) <= _NEAR * largest

    def _below(self, total: int) -> _Cover | None:
        """A total that stands above its parts: rows set in, rows after `of which`, or all rows down to the next."""
        parts = self._set_apart(total)
        apart = bool(parts)
        if not parts:
            parts = self._plain_below(total)
        if len(parts) < 2:
            return None
        cover = self._tried(total, [(part, 1) for part in parts])
        strong = (
            apart or self.grid.rows[total].kind is RowKind.TOTAL or bool(SUM_WORD.match(self.grid.rows[total].label))
        )
        enough = 1 if strong else max(2, len(self.columns) - 1)
        return cover if cover.is_supported and len(cover.agreeing) >= enough else None

    def _set_apart(self, parent: int) -> list[int]:
        """The rows that belong to the row above them: set in further, or `of which`."""
        found: list[int] = []
        heading = False
        depth = self.grid.rows[parent].indent
        for at in range(parent + 1, len(self.grid.rows)):
            sort, row = self.sorts[at], self.grid.rows[at]
            if sort is RowSort.HEADING:
                heading = row.label.strip().lower().rstrip(":") in {"varav", "därav", "of which"}
                if not heading or found:
                    break
                continue
            if sort is RowSort.RATE:
                continue
            if sort is RowSort.TOTAL or not (row.indent > depth or sort is RowSort.OF_WHICH or heading):
                break
            if row.indent <= depth + 1 or heading:
                found.append(at)
        return found if self.sorts[parent] not in {RowSort.HEADING, RowSort.RATE} else []

    def _plain_below(self, total: int) -> list[int]:
        """Where nothing stands above a total: the rows under it, down to the next total or heading."""
        if self.pile or self.sorts[total] is not RowSort.TOTAL:
            return []
        found: list[int] = []
        for at in range(total + 1, len(self.grid.rows)):
            if self.sorts[at] in {RowSort.TOTAL, RowSort.HEADING}:
                break
            if self.sorts[at] in {RowSort.PART, RowSort.MAYBE_TOTAL}:
                found.append(at)
        return found

    def _tried(self, total: int, parts: Sequence[tuple[int, int]]) -> _Cover:
        agreeing: list[Line] = []
        failing: list[Line] = []
        for line in self.columns:
            value = line.cells[total].value
            terms = _terms(line, parts)
            cells = [term.cell for term in terms]
            if (
                value is None
                or len(parts) > _MOST_PARTS
                or not _are_readable(line, parts)
                or not any(c.value for c in cells)
            ):
                continue
            if line.family is Family.PERCENT and value != _FULL:
                continue
            residual = value - sum((term.value for term in terms), Decimal(0))
            fits = abs(residual) <= tolerance([line.cells[total], *cells])
            (agreeing if fits else failing).append(line)
        return _Cover(total, tuple(parts), tuple(agreeing), tuple(failing))

    def _is_its_own(self, line: Line, cover: _Cover) -> bool:
        """Whether a deviation is right in each of the rows: where signs differ by custom, it need not add up."""
        rows = {cover.total, *(part for part, _sign in cover.parts)}
        return line.role is Role.DEVIATION and any(
            formula.result.number == line.number and rows <= {*formula.holds, *formula.turned}
            for formula in formulas_of(self.grid)
        )

    def _told(self, cover: _Cover) -> Iterator[Comparison]:
        for line in (*cover.agreeing, *(line for line in cover.failing if not self._is_its_own(line, cover))):
            result = line.cells[cover.total]
            terms = [term for term in _terms(line, cover.parts) if term.cell.value is not None]
            message = Message(
                gettext_noop(
                    "“%(row)s” under “%(column)s” is %(printed)s, but the rows that it sums give %(computed)s."
                ),
                {
                    "row": excerpt(self.grid.rows[cover.total].label),
                    "column": excerpt(line.label),
                    "printed": result.text.strip(),
                    "computed": formatted(sum((term.value for term in terms), Decimal(0)), result),
                },
            )
            yield linear(CODE, result, terms, message, exact=line.family is Family.COUNT)


def _terms(line: Line, parts: Sequence[tuple[int, int]]) -> list[Term]:
    return [Term(line.cells[row], sign) for row, sign in parts]


def _are_readable(line: Line, parts: Sequence[tuple[int, int]]) -> bool:
    """Whether each part is a figure or blank: words among them hide what the figure is."""
    return all(
        line.cells[row].value is not None or not any(sign.isdigit() for sign in line.cells[row].text)
        for row, _s in parts
    )


def _differences(pile: Sequence[int]) -> list[list[tuple[int, int]]]:
    """The first less the others, and the others less the first: income and costs that are printed without signs."""
    first, *others = pile
    return [
        [(first, 1), *((row, -1) for row in others)],
        [(first, -1), *((row, 1) for row in others)],
    ]


def _best(tried: Sequence[_Cover]) -> _Cover | None:
    supported = [cover for cover in tried if cover.is_supported]
    return max(supported, key=lambda cover: (len(cover.agreeing), -len(cover.failing), len(cover.parts)), default=None)
