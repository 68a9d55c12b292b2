"""Runs the rules over a document, and draws the map of its figures (docs/rules/checks/README.md)."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from tertial.domain.checks.blame import findings_from
from tertial.domain.checks.comparison import Comparison, Spot, spot
from tertial.domain.checks.grid import Grid, grids
from tertial.domain.checks.reading import Cell, Reading
from tertial.domain.checks.result import CheckFinding, CheckResult, Counts, Mark, MarkedFigure
from tertial.domain.checks.rules.changes_in_text import changes_in_text
from tertial.domain.checks.rules.columns import columns_of
from tertial.domain.checks.rules.conventions import one_convention
from tertial.domain.checks.rules.counts_in_text import counts_in_text
from tertial.domain.checks.rules.goals import goals_in_text
from tertial.domain.checks.rules.parts_in_text import parts_in_text
from tertial.domain.checks.rules.percents import percents_of
from tertial.domain.checks.rules.same_fact import same_facts
from tertial.domain.checks.rules.sums import sums_of
from tertial.domain.checks.rules.text_against_table import text_against_tables
from tertial.domain.checks.rules.text_against_text import text_against_text
from tertial.domain.checks.sentences import Sentence, sentences_of
from tertial.domain.checks.subjects import Subjects, subjects_of
from tertial.domain.finding import Severity

_IN_A_TABLE: tuple[Callable[[Grid], Iterator[Comparison]], ...] = (sums_of, columns_of, percents_of)

_IN_TEXT: tuple[Callable[[Sequence[Sentence]], Iterator[Comparison]], ...] = (
    changes_in_text,
    parts_in_text,
    text_against_text,
)

_WITH_TABLES: tuple[Callable[[Sequence[Sentence], Subjects], Iterator[Comparison]], ...] = (
    text_against_tables,
    goals_in_text,
    counts_in_text,
    same_facts,
    one_convention,
)


def check(reading: Reading) -> CheckResult:
    """Everything that the rules find in a document, and what they know of each of its figures."""
    tables = grids(reading)
    sentences = sentences_of(reading)
    comparisons = [one for grid in tables for rule in _IN_A_TABLE for one in rule(grid)]
    comparisons += [one for rule in _IN_TEXT for one in rule(sentences)]
    subjects = subjects_of(reading, tables)
    comparisons += [one for rule in _WITH_TABLES for one in rule(sentences, subjects)]
    findings = findings_from(comparisons)
    figures = tuple(_map(_cells(tables, sentences), comparisons, findings))
    return CheckResult(tuple(findings), figures, _counts(reading, sentences, figures), reading.unread)


def _cells(tables: Sequence[Grid], sentences: Sequence[Sentence]) -> Iterator[Cell]:
    """Every figure of the document, those of tables first."""
    yield from (cell for grid in tables for line in grid.figures for cell in line.cells if cell.value is not None)
    yield from (figure.cell for sentence in sentences for figure in sentence.figures)


def _map(
    cells: Iterator[Cell], comparisons: Sequence[Comparison], findings: Sequence[CheckFinding]
) -> Iterator[MarkedFigure]:
    red = {spot(finding.place) for finding in findings if finding.severity is not Severity.NOTE}
    by: dict[Spot, list[Comparison]] = defaultdict(list)
    for one in comparisons:
        for figure in one.figures:
            by[spot(figure.place)].append(one)
    for cell in cells:
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


def _counts(reading: Reading, sentences: Sequence[Sentence], figures: Sequence[MarkedFigure]) -> Counts:
    checked = [figure for figure in figures if figure.mark is not Mark.UNCOMPARED]
    told = {(figure.place.part, figure.place.start) for figure in checked if figure.place.table is None}
    with_checks = [
        one for one in sentences if any((f.cell.place.part, f.cell.place.start) in told for f in one.figures)
    ]
    return Counts(
        tables=len(reading.tables),
        tables_checked=len({figure.place.table for figure in checked if figure.place.start is None} - {None}),
        figures=len(figures),
        figures_checked=len(checked),
        sentences=len(sentences),
        sentences_checked=len(with_checks),
    )
