"""A report in Tertial's own JSON (docs/document-json.md), as its export writes it."""

import json
from decimal import Decimal

from bench.checking.grid import Cell, Grid, GridRow
from bench.checking.report import Block, Heading, Prose, Report
from tertial.domain import document as tree
from tertial.domain.quantity import Quantity, Unit

UNITS = {
    "kr": Unit.KRONOR, "kronor": Unit.KRONOR, "tkr": Unit.TKR, "tusen kronor": Unit.TKR, "kkr": Unit.TKR,
    "tusental kronor": Unit.TKR, "mnkr": Unit.MNKR, "mkr": Unit.MNKR, "Mkr": Unit.MNKR, "miljoner kronor": Unit.MNKR,
    "miljoner kr": Unit.MNKR, "%": Unit.PERCENT, "procentenheter": Unit.PERCENTAGE_POINTS, "index": Unit.INDEX,
}  # fmt: skip
KINDS = {"row": tree.RowKind.ROW, "of": tree.RowKind.ROW, "total": tree.RowKind.TOTAL, "group": tree.RowKind.GROUP}


def write(report: Report) -> bytes:
    """The report as bytes of JSON."""
    first: list[tree.Block] = []
    sections: list[tuple[str, list[tree.Block]]] = []
    for block in report.blocks:
        if isinstance(block, Heading):
            if block.level > 1:
                sections.append((block.text, []))
        else:
            (sections[-1][1] if sections else first).append(_block(block))
    told = [
        tree.Section(title, f"{tree.anchor_from(title)}-{n}", tuple(blocks))
        for n, (title, blocks) in enumerate(sections)
    ]
    document = tree.Document(
        report.title, (*first, *told), organisation=f"{report.world.place} kommun", period=report.period
    )
    return json.dumps(tree.to_json(document), ensure_ascii=False, indent=1).encode()


def _block(block: Block) -> tree.Block:
    if isinstance(block, Prose):
        if block.listed:
            return tree.List(tuple(tree.words(one.text) for one in block.sentences))
        return tree.Paragraph(tree.words(" ".join(one.text for one in block.sentences)))
    assert isinstance(block, Grid)
    labels = _column_labels(block)
    numeric = [
        any(row.cells[c].value is not None for row in block.rows if c < len(row.cells)) for c in range(len(labels))
    ]
    columns = tuple(
        tree.Column(label, tree.ColumnKind.AMOUNT if figures else tree.ColumnKind.TEXT)
        for label, figures in zip(labels, numeric, strict=True)
    )
    small = [*([block.unit_line] if block.unit_line else []), *block.notes]
    notes = tuple(tree.Note(tree.words(text)) for text in small)
    rows = tuple(_row(row, block) for row in block.rows)
    return tree.Table(block.caption or block.name, columns, rows, notes)


def _column_labels(grid: Grid) -> list[str]:
    """One label a column: a heading over several stands before each of them."""
    labels: list[str] = []
    below = iter(grid.head[1]) if len(grid.head) > 1 else iter(())
    for cell in grid.head[0]:
        if len(grid.head) > 1 and cell.down == 1:
            labels += [f"{cell.words} {next(below).words.lower()}" for _ in range(cell.across)]
        else:
            labels.append(cell.words)
    return [label.replace("\n", " ") for label in labels]


def _row(row: GridRow, grid: Grid) -> tree.Row:
    return tree.Row(tuple(_cell(cell, grid) for cell in row.cells), KINDS[row.kind], row.indent)


def _cell(cell: Cell, grid: Grid) -> tree.Cell:
    if cell.value is None or cell.form is None:
        return tree.text_cell(cell.words) if cell.words else tree.EmptyCell()
    unit = UNITS.get(cell.form.unit, Unit.COUNT)
    if grid.unit_name and cell.form == grid.form:
        unit = UNITS[grid.unit_name]
    quantity = Quantity(_in_full(cell), unit, cell.form.decimals)
    return tree.FigureCell(tree.Figure(quantity, with_unit=cell.with_percent))


def _in_full(cell: Cell) -> Decimal:
    """The value before rounding, where that is what is printed."""
    assert cell.value is not None
    if cell.form is not None and cell.exact is not None and cell.form.printed(cell.exact) == cell.value:
        return cell.exact / cell.form.per
    return cell.value
