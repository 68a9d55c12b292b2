"""Tables as HTML: captions, headings with scope, and wide ones in a box that scrolls and takes the keyboard."""

from collections.abc import Callable, Iterable, Iterator
from itertools import count

from tertial.domain.document import (
    Block,
    BlocksCell,
    Cell,
    Column,
    EmptyCell,
    FigureCell,
    Row,
    RowKind,
    StatusCell,
    Table,
    TextCell,
)
from tertial.reports.render.html_inline import LineWriter, escaped, mark_html
from tertial.reports.render.row_headers import row_head

MOST_COLUMNS_THAT_WRAP = 3


class TableWriter:
    """Writes the tables of one document; `write_blocks` writes what stands in a cell of several blocks."""

    def __init__(self, write_blocks: Callable[[Iterable[Block]], str], line: LineWriter) -> None:
        self._write_blocks = write_blocks
        self._line = line
        self._numbers = count(1)

    def write(self, table: Table) -> str:
        """The table with its notes below; one of many columns scrolls by itself on a narrow screen."""
        name = f"table-{next(self._numbers)}"
        heads = "".join(_column_head(column) for column in table.columns)
        written = (
            f'<table><caption id="{name}">{escaped(table.caption)}</caption><thead><tr>{heads}</tr></thead>\n'
            f"{''.join(self._bodies(table))}</table>"
        )
        if len(table.columns) > MOST_COLUMNS_THAT_WRAP:
            written = f'<div class="doc-scroll" role="group" aria-labelledby="{name}" tabindex="0">{written}</div>'
        return f'<div class="doc-table">{written}{self._remarks(table)}</div>'

    def _bodies(self, table: Table) -> Iterator[str]:
        """One body a group, so that a heading across the table belongs to the rows below it."""
        rows: list[str] = []
        for row in table.rows:
            if row.kind is RowKind.GROUP and rows:
                yield f"<tbody>\n{''.join(rows)}</tbody>\n"
                rows = []
            rows.append(self._row(row, table))
        yield f"<tbody>\n{''.join(rows)}</tbody>\n"

    def _row(self, row: Row, table: Table) -> str:
        if row.kind is RowKind.GROUP and len(row.cells) == 1:
            heading = f'<th scope="rowgroup" colspan="{len(table.columns)}">{self._content(row.cells[0])}</th>'
            return f'<tr class="doc-group">{heading}</tr>\n'
        head = row_head(row, table.columns)
        cells = "".join(
            self._cell(cell, numeric=column.kind.is_numeric, heads_row=number == head, indent=row.indent)
            for number, (cell, column) in enumerate(zip(row.cells, table.columns, strict=True))
        )
        kind = {RowKind.TOTAL: "doc-total", RowKind.GROUP: "doc-group"}.get(row.kind, "")
        return f"<tr{_class(kind)}>{cells}</tr>\n"

    def _cell(self, cell: Cell, *, numeric: bool, heads_row: bool, indent: int) -> str:
        classes = "doc-figure" if numeric else ""
        if heads_row:
            indented = f" doc-indent-{min(indent, 3)}" if indent else ""
            return f'<th scope="row"{_class((classes + indented).strip())}>{self._content(cell)}</th>'
        return f"<td{_class(classes)}>{self._content(cell)}</td>"

    def _content(self, cell: Cell) -> str:
        match cell:
            case FigureCell(figure):
                return self._line.figure(figure)
            case StatusCell(mark):
                return mark_html(mark)
            case EmptyCell(cause):
                return f'<span class="doc-cause">{escaped(cause)}</span>' if cause else ""
            case BlocksCell(blocks):
                return self._write_blocks(blocks)
            case TextCell(runs, ref):
                written = self._line.runs(runs)
                return f'<span data-ref="{escaped(ref)}">{written}</span>' if ref else written

    def _remarks(self, table: Table) -> str:
        remarks = [self._line.runs(note.runs) for note in table.notes] + ([escaped(table.rule)] if table.rule else [])
        return "".join(f'<p class="doc-note">{remark}</p>' for remark in remarks)


def _column_head(column: Column) -> str:
    if not column.label.strip():
        return "<td></td>"
    return f'<th scope="col"{_class("doc-figure" if column.kind.is_numeric else "")}>{escaped(column.label)}</th>'


def _class(name: str) -> str:
    return f' class="{name}"' if name else ""
