"""Runs the rules over a document, and draws the map of its figures (docs/rules/checks/README.md)."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from tertial.domain.checks.blame import findings_from
from tertial.domain.checks.comparison import Comparison, Spot, spot
from tertial.domain.checks.grid import Grid, grids
from tertial.domain.checks.reading import Cell, Reading
from tertial.domain.checks.result import CheckFinding, CheckResult, Counts, Mark, MarkedFigure
from tertial.domain.checks.rules.columns import columns_of
from tertial.domain.checks.rules.percents import percents_of
from tertial.domain.checks.rules.sums import sums_of

_IN_A_TABLE: tuple[Callable[[Grid], Iterator[Comparison]], ...] = (sums_of, columns_of, percents_of)


def check(reading: Reading) -> CheckResult:
    """Everything that the rules find in a document, and what they know of each of its figures."""
    tables = grids(reading)
    comparisons = [one for grid in tables for rule in _IN_A_TABLE for one in rule(grid)]
    findings = findings_from(comparisons)
    figures = tuple(_map(tables, comparisons, findings))
    return CheckResult(tuple(findings), figures, _counts(reading, figures), reading.unread)


def _map(
    tables: Sequence[Grid], comparisons: Sequence[Comparison], findings: Sequence[CheckFinding]
) -> Iterator[MarkedFigure]:
    red = {spot(finding.place) for finding in findings}
    by: dict[Spot, list[Comparison]] = defaultdict(list)
    for one in comparisons:
        for figure in one.figures:
            by[spot(figure.place)].append(one)
    for grid in tables:
        for line in grid.figures:
            for cell in line.cells:
                if cell.value is not None:
                    yield _marked(cell, by[spot(cell.place)], is_red=spot(cell.place) in red)


def _marked(cell: Cell, by: Sequence[Comparison], *, is_red: bool) -> MarkedFigure:
    told = [one for one in by if is_red or one.mark is not Mark.CONTRADICTED]
    marks = {one.mark for one in told}
    mark = next((mark for mark in (Mark.VERIFIED, Mark.ROUNDING) if mark in marks), Mark.UNCOMPARED)
    assert cell.value is not None  # noqa: S101 - the map is of figures
    return MarkedFigure(
        cell.place,
        cell.text,
        cell.value,
        cell.unit,
        Mark.CONTRADICTED if is_red else mark,
        tuple(dict.fromkeys(one.code for one in told)),
        tuple(dict.fromkeys(one.computed for one in told)),
    )


def _counts(reading: Reading, figures: Sequence[MarkedFigure]) -> Counts:
    checked = [figure for figure in figures if figure.mark is not Mark.UNCOMPARED]
    return Counts(
        tables=len(reading.tables),
        tables_checked=len({figure.place.table for figure in checked} - {None}),
        figures=len(figures),
        figures_checked=len(checked),
    )
