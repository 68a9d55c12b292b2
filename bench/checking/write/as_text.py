"""A report as plain text: tables in columns, with tabs, or as what is left when a PDF is copied."""

from random import Random
from textwrap import wrap

from bench.checking.grid import Cell, Grid
from bench.checking.report import Heading, Prose, Report


def write(report: Report) -> bytes:
    """The report as bytes of UTF-8."""
    style = Random(report.seed).choice(["columns", "columns", "tabs", "copied"])
    written: list[str] = []
    for block in report.blocks:
        if isinstance(block, Heading):
            written.append(block.text)
        elif isinstance(block, Prose):
            written += _prose(block)
        else:
            written.append(_grid(block, report, style))
    return ("\n\n".join(written) + "\n").encode()


def _prose(block: Prose) -> list[str]:
    if block.listed:
        return ["\n".join(f"- {one.text}" for one in block.sentences)]
    return ["\n".join(wrap(" ".join(one.text for one in block.sentences), 100))]


def _grid(grid: Grid, report: Report, style: str) -> str:
    head = [_filled(row) for row in grid.head]
    if len(head) > 1:
        lead = next((n for n, cell in enumerate(grid.head[0]) if cell.down == 1), 0)
        head[1] = [""] * lead + head[1]
    hand = report.taste.hand
    rows = [[cell.text(hand) for cell in row.cells] for row in grid.rows]
    for row, texts in zip(grid.rows, rows, strict=True):
        if style == "columns" and row.indent:
            texts[grid.labels - 1] = "  " * row.indent + texts[grid.labels - 1]
    notes = ["", *grid.notes] if grid.notes else []
    title = [grid.caption] + ([grid.unit_line] if grid.unit_line else [])
    if style == "columns":
        body = _in_columns(head + rows, grid.labels)
    else:
        mark = "\t" if style == "tabs" else " "
        body = [mark.join(row if style == "tabs" else [text for text in row if text]) for row in head + rows]
    between = "\n\n" if style == "copied" else "\n"
    return (
        "\n".join([*body, *notes, *title])
        if grid.caption_below
        else "\n".join(title) + "\n\n" + between.join(body) + "\n".join(["", *notes])
    )


def _filled(row: list[Cell]) -> list[str]:
    texts: list[str] = []
    for cell in row:
        texts += [cell.words.replace("\n", " "), *[""] * (cell.across - 1)]
    return texts


def _in_columns(rows: list[list[str]], labels: int) -> list[str]:
    width = max(len(row) for row in rows)
    full = [row + [""] * (width - len(row)) for row in rows]
    sizes = [max(len(row[c]) for row in full) for c in range(width)]
    return [
        "   ".join(
            text.ljust(size) if c < labels else text.rjust(size)
            for c, (text, size) in enumerate(zip(row, sizes, strict=True))
        ).rstrip()
        for row in full
    ]
