"""Ways through the tree, and what only shows when all of it is seen."""

from collections import Counter
from collections.abc import Iterator

from tertial.domain.document.blocks import Block, Callout, Document, List, Note, Paragraph, Section
from tertial.domain.document.chart import Chart
from tertial.domain.document.runs import Figure, Runs
from tertial.domain.document.table import BlocksCell, Cell, FigureCell, Table, TextCell
from tertial.domain.finding import Finding, Severity
from tertial.domain.message import Message, gettext_noop


def sections(blocks: tuple[Block, ...]) -> Iterator[Section]:
    """Every section at every depth, in reading order."""
    for block in blocks:
        if isinstance(block, Section):
            yield block
            yield from sections(block.blocks)


def figures(blocks: tuple[Block, ...]) -> Iterator[Figure]:
    """Every figure in text, tables and charts, in reading order."""
    for block in blocks:
        yield from _figures_of(block)


def findings_of(document: Document) -> tuple[Finding, ...]:
    """What is wrong with the document as a whole: two sections with one address (`duplicate-anchor`)."""
    counted = Counter(section.anchor for section in sections(document.blocks))
    return tuple(
        Finding(
            "duplicate-anchor",
            Severity.ERROR,
            Message(
                gettext_noop("%(count)s sections have the address “%(anchor)s”. Give each its own."),
                {"count": count, "anchor": anchor},
            ),
        )
        for anchor, count in counted.items()
        if count > 1
    )


def _figures_of(block: Block) -> Iterator[Figure]:
    match block:
        case Section(blocks=blocks) | Callout(blocks=blocks):
            yield from figures(blocks)
        case Paragraph(runs) | Note(runs):
            yield from _figures_in(runs)
        case List(items):
            for item in items:
                yield from _figures_in(item)
        case Table():
            for row in block.rows:
                for cell in row.cells:
                    yield from _figures_in_cell(cell)
            yield from figures(block.notes)
        case Chart(series=all_series):
            for series in all_series:
                yield from (figure for figure in series.figures if figure)


def _figures_in(runs: Runs) -> Iterator[Figure]:
    return (run for run in runs if isinstance(run, Figure))


def _figures_in_cell(cell: Cell) -> Iterator[Figure]:
    match cell:
        case FigureCell(figure):
            yield figure
        case TextCell(runs):
            yield from _figures_in(runs)
        case BlocksCell(blocks):
            yield from figures(blocks)
