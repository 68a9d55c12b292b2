"""Columns that are computed from others: deviations, changes, sums across (docs/rules/checks/deviation.md)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from tertial.domain.checks.comparison import Comparison, Term, formatted, linear, tolerance
from tertial.domain.checks.grid import Family, Grid, Line, Role, RowSort
from tertial.domain.checks.words import COST, INCOME
from tertial.domain.message import Message, excerpt, gettext_noop

DEVIATION, SUM_ACROSS, SIGN = "deviation", "sum-across", "sign"
_MOST_LINES = 14
_COMPARED = {Role.OUTCOME, Role.BUDGET, Role.FORECAST, Role.NET, Role.OTHER, Role.TOTAL}


@dataclass(frozen=True, slots=True)
class Formula:
    """How a column comes from others, with the rows where it holds, where only its sign is another, and where not."""

    result: Line
    terms: tuple[tuple[Line, int], ...]
    holds: tuple[int, ...] = ()
    turned: tuple[int, ...] = ()
    fails: tuple[int, ...] = ()

    @property
    def is_difference(self) -> bool:
        """Whether one column is taken from another."""
        return len(self.terms) == 2 and self.terms[1][1] < 0

    @property
    def rows(self) -> int:
        """How many rows say something."""
        return len(self.holds) + len(self.turned) + len(self.fails)

    @property
    def weight(self) -> tuple[int, int, int]:
        """Which of several formulas to believe: most rows, then the headings that belong together, then the nearest."""
        distance = sum(abs(self.result.number - line.number) for line, _sign in self.terms)
        return len(self.holds) - len(self.fails), _belong(self), -distance


def columns_of(grid: Grid) -> Iterator[Comparison]:
    """Every column that is computed from others, row by row."""
    for formula in formulas_of(grid):
        yield from _told(grid, formula)


@lru_cache(maxsize=256)
def formulas_of(grid: Grid) -> list[Formula]:
    """The formulas that the table itself shows, one a column at most."""
    rows = [at for at, sort in enumerate(grid.sorts) if sort not in {RowSort.HEADING, RowSort.RATE}]
    lines = [line for line in grid.figures if line.role is not Role.TARGET][:_MOST_LINES]
    found: list[Formula] = []
    for result in lines:
        tried = [_tried(formula, rows) for formula in _candidates(result, lines)]
        best = max((formula for formula in tried if _is_believed(formula)), key=lambda one: one.weight, default=None)
        if best and not _is_turned_round(best, found):
            found.append(best)
    return found


def _candidates(result: Line, lines: Sequence[Line]) -> Iterator[Formula]:
    others = [line for line in lines if line.number != result.number and line.family is result.family]
    if result.role in {Role.DEVIATION, Role.NET, Role.OTHER, Role.TOTAL}:
        minuends = [line for line in others if line.role in _COMPARED]
        for first in minuends:
            yield from (Formula(result, ((first, 1), (less, -1))) for less in minuends if less.number != first.number)
    if result.role is not Role.DEVIATION and result.family is not Family.INDEX:
        left = [line for line in others if line.number < result.number and line.role is not Role.DEVIATION]
        right = [line for line in others if line.number > result.number and line.role is not Role.DEVIATION]
        yield from (Formula(result, tuple((line, 1) for line in left[at:])) for at in range(len(left) - 1))
        if result.role is Role.TOTAL:
            yield from (Formula(result, tuple((line, 1) for line in right[:to])) for to in range(2, len(right) + 1))


def _tried(formula: Formula, rows: Sequence[int]) -> Formula:
    holds, turned, fails = [], [], []
    for row in rows:
        result = formula.result.cells[row]
        cells = [line.cells[row] for line, _sign in formula.terms]
        valued = [cell for cell in cells if cell.value is not None]
        # A difference needs both, a sum two of its parts; a row of noughts says nothing.
        if result.value is None or len(valued) < 2 or not any(cell.value for cell in (*valued, result)):
            continue
        computed = sum(
            ((cell.value or Decimal(0)) * sign for cell, (_l, sign) in zip(cells, formula.terms, strict=True)),
            Decimal(0),
        )
        allowed = tolerance([result, *cells])
        if abs(result.value - computed) <= allowed:
            holds.append(row)
        elif formula.is_difference and abs(result.value + computed) <= allowed:
            turned.append(row)
        else:
            fails.append(row)
    return Formula(formula.result, formula.terms, tuple(holds), tuple(turned), tuple(fails))


def _is_believed(formula: Formula) -> bool:
    """Whether the rows, or the headings, show that the column comes from the others."""
    good, bad = len(formula.holds), len(formula.fails) + len(formula.turned)
    telling = sum(1 for row in formula.holds if _tells(formula, row))
    if formula.result.role is Role.DEVIATION and _belong(formula):
        return formula.rows == 1 or (good > 0 and good >= bad)
    if formula.result.role in {Role.DEVIATION, Role.TOTAL, Role.NET}:
        return telling >= 1 and good > bad
    return telling >= 3 and good >= 4 * bad


def _tells(formula: Formula, row: int) -> bool:
    """Whether the row could not fit by accident: at least two of its terms are something."""
    return sum(1 for line, _sign in formula.terms if line.cells[row].value) > 1


def _belong(formula: Formula) -> int:
    """How well the headings of a difference belong together: outcome with budget in the same year best."""
    if not formula.is_difference:
        return 1 if formula.result.role is Role.TOTAL else 0
    (first, _one), (second, _other) = formula.terms
    roles = {first.role, second.role}
    if (
        formula.result.role is Role.DEVIATION
        and Role.BUDGET in roles
        and roles & {Role.OUTCOME, Role.FORECAST, Role.NET}
    ):
        return 2 if not (first.last_year or second.last_year) else 0
    two_years = None not in (first.year, second.year) and (first.year or 0) == (second.year or 0) + 1
    return 1 if two_years and formula.result.role is Role.DEVIATION else 0


def _is_turned_round(formula: Formula, found: Sequence[Formula]) -> bool:
    """Whether it says what another formula says already: budget = outcome − deviation."""
    lines = {formula.result.number, *(line.number for line, _sign in formula.terms)}
    return any(lines == {one.result.number, *(line.number for line, _s in one.terms)} for one in found) or any(
        formula.result.number in {line.number for line, _s in one.terms}
        and formula.result.role is not Role.DEVIATION
        and one.result.number in {line.number for line, _s in formula.terms}
        for one in found
    )


def _told(grid: Grid, formula: Formula) -> Iterator[Comparison]:
    code = DEVIATION if formula.is_difference else SUM_ACROSS
    for row in (*formula.holds, *formula.fails, *formula.turned):
        result = formula.result.cells[row]
        terms = [Term(line.cells[row], sign) for line, sign in formula.terms if line.cells[row].value is not None]
        computed = sum((term.value for term in terms), Decimal(0))
        if row in formula.turned and not _is_a_slip(grid, formula):
            continue
        template = gettext_noop("“%(row)s” under “%(column)s” is %(printed)s, but the other columns give %(computed)s.")
        if row in formula.turned:
            template = gettext_noop(
                "“%(row)s” under “%(column)s” is %(printed)s where the other rows' sign would make it %(computed)s."
            )
        message = Message(
            template,
            {
                "row": excerpt(grid.rows[row].label),
                "column": excerpt(formula.result.label),
                "printed": result.text.strip(),
                "computed": formatted(computed, result),
            },
        )
        exact = formula.result.family is Family.COUNT
        comparison = linear(SIGN if row in formula.turned else code, result, terms, message, exact=exact)
        yield comparison


def _is_a_slip(grid: Grid, formula: Formula) -> bool:
    """Whether a turned sign stands alone among rows that agree, and no custom for income without signs explains it."""
    if len(formula.holds) < 3 * len(formula.turned):
        return False
    return prints_signs(formula) or not any(INCOME.search(row.label) for row in grid.rows)


def prints_signs(formula: Formula) -> bool:
    """Whether costs have a minus in the columns that are compared: a good part of the figures, not a single one."""
    values = [cell.value for line, _sign in formula.terms for cell in line.cells if cell.value]
    return 4 * sum(1 for value in values if value < 0) > len(values)


def is_better(grid: Grid, column: Line, row: int) -> bool | None:
    """Whether what a deviation of a row tells is better than its budget; None where that cannot be said."""
    for formula in formulas_of(grid):
        if formula.result.number == column.number and formula.is_difference:
            lines = [line for line, _sign in formula.terms]
            budget = next((line for line in lines if line.role is Role.BUDGET), None)
            other = next((line for line in lines if line.role is not Role.BUDGET), None)
            return _is_more_better(grid, formula, budget, other, row) if budget and other else None
    return None


def _is_more_better(grid: Grid, formula: Formula, budget: Line, other: Line, row: int) -> bool | None:
    before, after = budget.cells[row].value, other.cells[row].value
    if before is None or after is None or before == after:
        return None
    label = grid.rows[row].label
    if prints_signs(formula) or INCOME.search(label):
        return after > before
    named = f"{label} {grid.table.caption} {other.label}"
    return after < before if COST.search(named) else None


def conventions(grid: Grid) -> Iterator[tuple[Formula, bool]]:
    """Each deviation between outcome and budget, and whether it is outcome less budget."""
    for formula in formulas_of(grid):
        if formula.is_difference and _belong(formula) > 1 and len(formula.holds) > len(formula.turned):
            yield formula, formula.terms[0][0].role is not Role.BUDGET
