"""A report as a PDF in one of five layouts: ruled, unruled, two columns, across the page, boxed."""

import json
from dataclasses import dataclass
from random import Random

import typst

from bench.checking.grid import Cell, Grid, GridRow
from bench.checking.report import Block, Heading, Prose, Report


@dataclass(frozen=True)
class Look:
    """A layout: what Typst is told of the page, and of the lines and fills of tables."""

    page: str
    text: str
    table: str
    in_columns: bool = False
    wide_labels: bool = True
    upper_head: bool = False


SERIF, SANS = 'font: "Libertinus Serif", size: 10pt', 'font: "DejaVu Sans", size: 8pt'
LOOKS = {
    "ruled": Look('paper: "a4", margin: 2.2cm', SERIF, "stroke: (x, y) => (bottom: 0.4pt + gray), inset: 3pt"),
    "unruled": Look('paper: "a4", margin: 2.5cm', SANS, "stroke: none, inset: (x: 4pt, y: 2pt)"),
    "columns": Look('paper: "a4", margin: 1.6cm, columns: 2', 'font: "Libertinus Serif", size: 8.5pt',
                    "stroke: (x, y) => if y == 0 { (bottom: 0.7pt) }, inset: (x: 2pt, y: 2pt)", in_columns=True),
    "landscape": Look('paper: "a4", flipped: true, margin: 1.8cm', SANS,
                      "stroke: none, fill: (x, y) => if calc.odd(y) { luma(235) }, inset: 4pt", wide_labels=False),
    "boxed": Look('paper: "a4", margin: 2cm', 'font: "New Computer Modern", size: 9pt', "stroke: 0.5pt, inset: 3pt",
                  wide_labels=False, upper_head=False),
}  # fmt: skip


def look_of(report: Report) -> str:
    """The name of the layout a report is printed in."""
    return Random(report.seed).choice(list(LOOKS))


def write(report: Report) -> bytes:
    """The report as bytes of PDF."""
    look = LOOKS[look_of(report)]
    numbering = Random(report.seed).choice(['"1"', '"1 (1)"', "none"])
    pieces = [
        f"#set page({look.page}, numbering: {numbering}{_running(report)})",
        f'#set text({look.text}, lang: "sv", hyphenate: {str(look.in_columns).lower()})',
        "#set par(justify: true)" if look.in_columns else "",
        "#show table.cell: set par(justify: false)",
        "#show heading: set block(sticky: true)",
        *(_block(block, report, look) for block in report.blocks),
    ]
    return bytes(typst.compile("\n\n".join(pieces).encode()))


def _running(report: Report) -> str:
    """What stands at the top of every page, where something does."""
    if Random(report.seed + 1).random() < 0.5:
        return ""
    return f", header: align(right)[{_said(f'{report.world.place} kommun | {report.title}')}]"


def _said(text: str) -> str:
    return "#" + json.dumps(text, ensure_ascii=False)


def _block(block: Block, report: Report, look: Look) -> str:
    if isinstance(block, Heading):
        return f"{'=' * block.level} {_said(block.text)}"
    if isinstance(block, Prose):
        if block.listed:
            return "\n".join(f"- {_said(one.text)}" for one in block.sentences)
        return _said(" ".join(one.text for one in block.sentences))
    return _grid(block, report, look)


def _grid(grid: Grid, report: Report, look: Look) -> str:
    width = max(sum(cell.across for cell in grid.head[0]), *(len(row.cells) for row in grid.rows))
    first = "1fr" if look.wide_labels else "auto"
    columns = ", ".join(["auto"] * (grid.labels - 1) + [first] + ["auto"] * (width - grid.labels))
    head = "table.header(" + ", ".join(_head_cell(cell) for row in grid.head for cell in row) + ")"
    rows = [_row(row, grid, report) for row in grid.rows]
    align = f"(x, y) => if x < {grid.labels} {{ left }} else {{ right }}"
    small = "".join(f"\n#text(size: 0.8em)[{_said(note)}]" for note in grid.notes)
    table = f"#table(columns: ({columns},), align: {align}, {look.table}, {head}, {', '.join(rows)}){small}"
    caption = f"#block(sticky: true)[*{_said(grid.caption)}*]"
    unit = f"#block(sticky: true)[{_said(grid.unit_line)}]" if grid.unit_line else ""
    whole = f"{table}\n{_said(grid.caption)}" if grid.caption_below else f"{caption}\n{unit}\n{table}"
    if look.in_columns and width > 4:
        return f'#place(top, scope: "parent", float: true)[{whole}]'
    return whole


def _head_cell(cell: Cell) -> str:
    return f"table.cell(colspan: {cell.across}, rowspan: {cell.down})[*{_said(cell.words)}*]"


def _row(row: GridRow, grid: Grid, report: Report) -> str:
    cells = []
    for c, cell in enumerate(row.cells):
        text = _said(cell.text(report.taste.hand))
        if row.kind == "total":
            text = f"*{text}*"
        if c == grid.labels - 1 and row.indent:
            text = f"#h({row.indent}em){text}"
        cells.append(f"table.cell(colspan: {cell.across})[{text}]" if cell.across > 1 else f"[{text}]")
    return ", ".join(cells)
