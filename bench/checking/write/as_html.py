"""A report as a web page: tables with spans, captions inside or beside them, rows that are sums in bold or not."""

from html import escape
from random import Random

from bench.checking.grid import Cell, Grid, GridRow
from bench.checking.report import Block, Heading, Prose, Report


def write(report: Report) -> bytes:
    """The report as bytes of HTML."""
    chance = Random(report.seed)
    style = chance.choice(["caption", "paragraph", "figure"])
    bold = chance.random() < 0.7
    body = "\n".join(_block(block, report, style, bold=bold) for block in report.blocks)
    return (
        f'<!doctype html>\n<html lang="sv"><head><meta charset="utf-8"><title>{escape(report.title)}</title></head>\n'
        f"<body>\n{body}\n</body></html>\n"
    ).encode()


def _block(block: Block, report: Report, style: str, *, bold: bool) -> str:
    if isinstance(block, Heading):
        return f"<h{block.level}>{escape(block.text)}</h{block.level}>"
    if isinstance(block, Prose):
        if block.listed:
            return "<ul>" + "".join(f"<li>{escape(one.text)}</li>" for one in block.sentences) + "</ul>"
        return f"<p>{escape(' '.join(one.text for one in block.sentences))}</p>"
    return _table(block, report, style, bold=bold)


def _table(grid: Grid, report: Report, style: str, *, bold: bool) -> str:
    head = "".join(f"<tr>{''.join(_head_cell(cell) for cell in row)}</tr>" for row in grid.head)
    rows = "".join(_row(row, grid, report, bold=bold) for row in grid.rows)
    unit = f"<p>{escape(grid.unit_line)}</p>" if grid.unit_line else ""
    caption = escape(grid.caption)
    inside = f"<caption>{caption}</caption>" if style == "caption" else ""
    table = f"<table>{inside}<thead>{head}</thead><tbody>{rows}</tbody></table>"
    table += "".join(f"<p><small>{escape(note)}</small></p>" for note in grid.notes)
    if style == "caption":
        return unit + table
    if style == "figure":
        said = f"<figcaption>{caption}</figcaption>"
        inner = f"{table}{said}" if grid.caption_below else f"{said}{unit}{table}"
        return f"<figure>{inner}</figure>" + (unit if grid.caption_below else "")
    title = f"<p><strong>{caption}</strong></p>"
    return f"{unit}{table}{title}" if grid.caption_below else f"{title}{unit}{table}"


def _spans(cell: Cell) -> str:
    across = f' colspan="{cell.across}"' if cell.across > 1 else ""
    return across + (f' rowspan="{cell.down}"' if cell.down > 1 else "")


def _head_cell(cell: Cell) -> str:
    words = escape(cell.words).replace("\n", "<br>")
    return f'<th scope="col"{_spans(cell)}>{words}</th>'


def _row(row: GridRow, grid: Grid, report: Report, *, bold: bool) -> str:
    cells = []
    for c, cell in enumerate(row.cells):
        text = escape(cell.text(report.taste.hand))
        if row.kind == "total" and bold and text:
            text = f"<strong>{text}</strong>"
        if c == grid.labels - 1:
            pad = f' style="padding-left: {row.indent}em"' if row.indent else ""
            cells.append(f'<th scope="row"{_spans(cell)}{pad}>{text}</th>')
        else:
            cells.append(f"<td{_spans(cell)}>{text}</td>")
    return f"<tr>{''.join(cells)}</tr>"
