"""A report as a Word file: tables with merged headings, with or without a grid, captions in their own style or not."""

from collections.abc import Sequence
from io import BytesIO
from random import Random

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm
from docx.table import Table
from docx.table import _Cell as WordCell

from bench.checking.grid import Cell, Grid, GridRow
from bench.checking.report import Heading, Prose, Report


def write(report: Report) -> bytes:
    """The report as bytes of a Word file."""
    chance = Random(report.seed)
    word = Document()
    style, caption = chance.choice(["Table Grid", "Light List", "Normal Table"]), chance.choice(["Caption", "Normal"])
    for block in report.blocks:
        if isinstance(block, Heading):
            word.add_heading(block.text, block.level)
        elif isinstance(block, Prose):
            _prose(word, block)
        else:
            _grid(word, block, report, style, caption)
    written = BytesIO()
    word.save(written)
    return written.getvalue()


def _prose(word: Word, block: Prose) -> None:
    if block.listed:
        for one in block.sentences:
            word.add_paragraph(one.text, style="List Bullet")
    else:
        word.add_paragraph(" ".join(one.text for one in block.sentences))


def _grid(word: Word, grid: Grid, report: Report, style: str, caption: str) -> None:
    if not grid.caption_below:
        word.add_paragraph(grid.caption, style=caption)
    if grid.unit_line:
        word.add_paragraph(grid.unit_line)
    width = max(sum(cell.across for cell in grid.head[0]), *(len(row.cells) for row in grid.rows))
    table = word.add_table(rows=len(grid.head) + len(grid.rows), cols=width, style=style)
    rows = [row.cells for row in table.rows]
    if Random(report.seed + 2).random() < 0.7:
        _set_widths(table, rows, _widths(grid, width))
    _head(table, grid)
    for row, cells in zip(grid.rows, rows[len(grid.head) :], strict=True):
        _row(cells, row, grid, report)
    for note in grid.notes:
        word.add_paragraph(note)
    if grid.caption_below:
        word.add_paragraph(grid.caption, style=caption)


def _row(cells: Sequence[WordCell], row: GridRow, grid: Grid, report: Report) -> None:
    for c, cell in enumerate(row.cells):
        paragraph = cells[c].paragraphs[0]
        run = paragraph.add_run(cell.text(report.taste.hand))
        run.bold = row.kind == "total"
        if cell.value is not None:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        elif row.indent and c == grid.labels - 1:
            paragraph.paragraph_format.left_indent = Cm(0.4 * row.indent)
        if cell.across > 1:
            cells[c].merge(cells[c + cell.across - 1])


def _set_widths(table: Table, rows: Sequence[Sequence[WordCell]], widths: list[Cm]) -> None:
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for cells in rows:
        for cell, width in zip(cells, widths, strict=True):
            cell.width = width


def _widths(grid: Grid, width: int) -> list[Cm]:
    """The name of a row gets what the figures leave, as people drag it; a code or a note is narrow."""
    figures = [any(row.cells[c].value is not None for row in grid.rows if c < len(row.cells)) for c in range(width)]
    narrow = [c < grid.labels - 1 or (grid.columns[c : c + 1] == [""] and c >= grid.labels) for c in range(width)]
    each = 2.3 if sum(figures) < 5 else 1.9
    taken = sum(each if has else 1.2 if small else 0 for has, small in zip(figures, narrow, strict=True))
    words = max(1, sum(not has and not small for has, small in zip(figures, narrow, strict=True)))
    rest = max(3.0, 16.0 - taken) / words
    return [Cm(each if has else 1.2 if small else rest) for has, small in zip(figures, narrow, strict=True)]


def _head(table: Table, grid: Grid) -> None:
    taken: set[tuple[int, int]] = set()
    for r, row in enumerate(grid.head):
        c = 0
        for cell in row:
            while (r, c) in taken:
                c += 1
            _put(table, r, c, cell)
            taken |= {(r + down, c + across) for down in range(cell.down) for across in range(cell.across)}
            c += cell.across


def _put(table: Table, r: int, c: int, cell: Cell) -> None:
    first = table.cell(r, c)
    first.paragraphs[0].add_run(cell.words).bold = True
    if cell.across > 1 or cell.down > 1:
        first.merge(table.cell(r + cell.down - 1, c + cell.across - 1))
