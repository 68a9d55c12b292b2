"""Indicators as a document shows them: outcome and target in a row, and whether the one meets the other."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tertial.domain.checks.grid import Grid, Line, Role
from tertial.domain.checks.reading import Cell
from tertial.domain.checks.subjects import stems
from tertial.domain.target import Direction, Target, UnreadableTarget, parse_target

_SIGNED = re.compile(
    r"[<>≤≥⩽⩾]|minst|högst|max|min\b|lägst|±|eller (?:mer|mindre|fler|färre|högre|lägre)", re.IGNORECASE
)
_STATUS = re.compile(r"^(?:status|bedömning|måluppfyllelse|uppfyllelse)$", re.IGNORECASE)
_LESS_IS_GOOD = re.compile(
    r"sjukfrånvaro|arbetslös|handläggningstid|väntetid|avfall|utsläpp|brott|\boro\b|otrygg|olyck|ohälsa|personalomsättning|skuld",
    re.IGNORECASE,
)
_MORE_IS_GOOD = re.compile(
    r"nöjd|behörig|fullfölj|trygga|rekommendera|deltag|låntagare|\bnki\b|\bhme\b|engagemang|besökare|förnybar|ekologisk|självförsörj",
    re.IGNORECASE,
)
_THIS_YEAR = 9999
_FINAL = re.compile(r"målvärde|långsikt|20[3-9][0-9]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Indicator:
    """An indicator of a table; `is_met` is None where its target or its outcome cannot be read with certainty."""

    name: str
    grid: Grid
    row: int
    outcome: Cell | None
    target: Cell
    read: Target | None
    late: bool
    status: str

    @property
    def is_met(self) -> bool | None:
        """Whether the outcome meets the target exactly as it is written."""
        if self.outcome is None or self.outcome.value is None or self.read is None:
            return None
        return self.read.is_met(self.outcome.value)

    @property
    def stems(self) -> frozenset[str]:
        """The words of its name."""
        return stems(self.name)


def indicators_of(grids: Sequence[Grid]) -> tuple[Indicator, ...]:
    """Every row that has a target for the year beside outcomes of years."""
    return tuple(indicator for grid in grids for indicator in _of(grid))


def _of(grid: Grid) -> Iterator[Indicator]:
    columns = grid.columns
    targets = [line for line in columns if line.role is Role.TARGET and line.number and any(c.text for c in line.cells)]
    near = [line for line in targets if not _FINAL.search(line.label)] or targets
    years = {_year(line): line for line in columns if _year(line) and line.role not in {Role.TARGET, Role.DEVIATION}}
    if not near or not years:
        return
    target = near[0]
    year = target.year if target.year in years or (target.year and target.year - 1 in years) else max(years)
    for row in range(len(grid.rows)):
        text = target.cells[row].text.strip()
        if text and grid.rows[row].label:
            outcome, late = _outcome(years, year, row)
            status = next((line.cells[row].text.strip() for line in columns if _STATUS.search(line.label)), "")
            read = _target(text, grid.rows[row].label)
            yield Indicator(grid.rows[row].label, grid, row, outcome, target.cells[row], read, late, status)


def _year(line: Line) -> int:
    """The year of a column; for those that name none this one comes last, and last one before it."""
    if line.year:
        return line.year
    if line.last_year:
        return _THIS_YEAR - 1
    return _THIS_YEAR if line.role is Role.OUTCOME else 0


def _outcome(years: Mapping[int, Line], year: int, row: int) -> tuple[Cell | None, bool]:
    """The outcome of the target's year or, where none is printed yet, of the year before: it is published late."""
    for late, wanted in enumerate((year, year - 1)):
        cell = years[wanted].cells[row] if wanted in years else None
        if cell and cell.value is not None:
            return cell, bool(late)
    return None, False


def _target(text: str, name: str) -> Target | None:
    """The target, where its sign or the name of the indicator says which way is good; a bare figure says neither."""
    lower, higher = bool(_LESS_IS_GOOD.search(name)), bool(_MORE_IS_GOOD.search(name))
    if not _SIGNED.search(text) and lower is higher:
        return None
    try:
        return parse_target(text, Direction.LOWER if lower else Direction.HIGHER)
    except UnreadableTarget:
        return None
