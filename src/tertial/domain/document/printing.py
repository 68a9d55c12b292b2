"""The one place where a figure becomes text; every format prints what stands here."""

from tertial.domain.document.blocks import CellBlock, List, Note, Paragraph, Status
from tertial.domain.document.runs import Figure, Run, Runs
from tertial.domain.document.table import BlocksCell, Cell, EmptyCell, FigureCell, StatusCell, TextCell
from tertial.domain.numbers_sv import format_quantity
from tertial.domain.written_text import cleaned


def printable(text: str) -> str:
    """The text without the characters that no file may hold, for what was stored before they were taken away."""
    return cleaned(text)


def figure_text(figure: Figure) -> str:
    """The figure as printed, in Swedish format, rounded to its decimals."""
    return format_quantity(figure.quantity, with_unit=figure.with_unit)


def run_text(run: Run) -> str:
    """A run as printed."""
    return figure_text(run) if isinstance(run, Figure) else printable(run.text)


def runs_text(runs: Runs) -> str:
    """A line as printed, without its marks."""
    return "".join(run_text(run) for run in runs)


def block_text(block: CellBlock) -> str:
    """A small block as printed; the items of a list stand on a line each."""
    match block:
        case Paragraph(runs) | Note(runs):
            return runs_text(runs)
        case List(items):
            return "\n".join(runs_text(item) for item in items)
        case Status(mark, label):
            return printable(f"{label}: {mark.word}" if label else mark.word)


def cell_text(cell: Cell) -> str:
    """A cell as printed; the blocks of a cell stand on a line each."""
    match cell:
        case FigureCell(figure):
            return figure_text(figure)
        case TextCell(runs):
            return runs_text(runs)
        case StatusCell(mark):
            return printable(mark.word)
        case EmptyCell(cause):
            return printable(cause)
        case BlocksCell(blocks):
            return "\n".join(block_text(block) for block in blocks)
