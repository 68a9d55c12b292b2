"""Which cell names its row, the same in every format, and how a finished PDF gets to know (docs/adr/0053, 0071)."""

import re
from collections.abc import Iterator, Sequence

from tertial.domain.document import (
    Block,
    Callout,
    Column,
    ColumnKind,
    Row,
    RowKind,
    Section,
    Table,
    TextCell,
    cell_text,
)
from tertial.reports.render.finished_pdf import FinishedPdf

LEADS_TO_TABLES = {b"Document", b"Part", b"Sect", b"Div", b"Figure", b"Art", b"NonStruct"}
ELEMENT = re.compile(rb"<</Type/StructElem/S/(?P<kind>\w+)")
ROOT = re.compile(rb"/Root (\d+) 0 R")
TREE = re.compile(rb"/StructTreeRoot (\d+) 0 R")
REFERENCE = re.compile(rb"(\d+) 0 R")
CELL_NAME = re.compile(rb"/ID\((\w+)\)")
NAMES = re.compile(rb"(?<=/IDTree<</Names\[)[^\]]*(?=\])")
NAMED = re.compile(rb"\((\w+)\)(\d+) 0 R")
CELL = re.compile(
    rb"<</Type/StructElem/S/TD(?P<parent>/P \d+ 0 R)(?P<between>.*?<</O/Table)(?P<said>[^>]*)(?=>>)", re.DOTALL
)


def row_head(row: Row, columns: Sequence[Column]) -> int | None:
    """The column of the cell that names the row: the first of a text column, unless nothing is written in it."""
    if row.kind is RowKind.GROUP and len(row.cells) == 1:
        return 0
    column = next((number for number, column in enumerate(columns) if column.kind is ColumnKind.TEXT), None)
    if column is None:
        return None
    cell = row.cells[column]
    return column if isinstance(cell, TextCell) and cell_text(cell).strip() else None


def row_heads(blocks: tuple[Block, ...]) -> Iterator[list[int | None]]:
    """The `row_head` of each row, for every table in reading order."""
    for block in blocks:
        if isinstance(block, Table):
            yield [row_head(row, block.columns) for row in block.rows]
        elif isinstance(block, Section | Callout):
            yield from row_heads(block.blocks)


def with_row_headers(pdf: bytes, heads: Sequence[Sequence[int | None]]) -> bytes:
    """The file with the cells that name rows tagged as row headers, and the other cells of the row leading to them.

    A table whose rows are not those told in `heads` is left as it is.
    """
    tree = _Tree(FinishedPdf(pdf))
    for table, of_rows in zip(tree.tables(tree.root), heads, strict=False):
        tree.tag_rows(table, of_rows)
    return tree.written()


class _Tree:
    """The tags of a file, and those that are to be written again."""

    def __init__(self, file: FinishedPdf) -> None:
        self._file = file
        catalog = file.read(_number(ROOT, file.trailer))
        self.root = _number(TREE, catalog)
        self._changed: dict[int, bytes] = {}
        self._names: dict[bytes, int] = {}

    def tables(self, element: int) -> Iterator[int]:
        for kid, kind in self._kids(element):
            if kind == b"Table":
                yield kid
            elif kind in LEADS_TO_TABLES:
                yield from self.tables(kid)

    def tag_rows(self, table: int, heads: Sequence[int | None]) -> None:
        parts = self._kids(table)
        head = [self._cells(row) for part, kind in parts if kind == b"THead" for row, _ in self._kids(part)]
        rows = [self._cells(row) for part, kind in parts if kind == b"TBody" for row, _ in self._kids(part)]
        first = next((CELL_NAME.search(self._file.read(cell)) for row in head for cell in row), None)
        if len(rows) != len(heads) or first is None or _names_outnumber_data(head, rows, heads):
            return
        table_name = first[1].partition(b"x")[0]
        for number, (cells, column) in enumerate(zip(rows, heads, strict=True), start=len(head)):
            if column is not None and column < len(cells):
                self._name_row(cells, column, b"%sx%dy%d" % (table_name, column, number))

    def written(self) -> bytes:
        """The file, which finds the named cells by name too; the list is sorted, as the standard asks."""
        if not self._changed:
            return self._file.pdf
        root = self._file.read(self.root)
        known = NAMES.search(root)
        if known is None:
            raise ValueError("no cell can be found by name")
        found = {name: int(cell) for name, cell in NAMED.findall(known[0])} | self._names
        listed = b"".join(b"(%s)%d 0 R" % each for each in sorted(found.items()))
        self._changed[self.root] = root[: known.start()] + listed + root[known.end() :]
        return self._file.with_objects(self._changed)

    def _kids(self, element: int) -> list[tuple[int, bytes]]:
        """The number and kind of each tag under this one; what is no tag is a piece of a page."""
        written = self._file.read(element)
        kids = written[: written.find(b"/ParentTree")] if element == self.root else written.rpartition(b"/K[")[2]
        found = ((int(number), ELEMENT.match(self._file.read(int(number)))) for number in REFERENCE.findall(kids))
        return [(number, tag["kind"]) for number, tag in found if tag]

    def _cells(self, row: int) -> list[int]:
        return [cell for cell, _ in self._kids(row)]

    def _name_row(self, cells: list[int], column: int, name: bytes) -> None:
        for at, cell in enumerate(cells):
            written = self._file.read(cell)
            matched = CELL.match(written)
            if matched is None:
                continue
            if at == column:
                self._names[name] = cell
                start = b"<</Type/StructElem/S/TH%s/ID(%s)%s/Scope/Row%s" % (matched[1], name, matched[2], matched[3])
            else:
                start = matched[0] + b"/Headers[]" if b"/Headers[" not in matched[3] else matched[0]
                start = start[: matched.start("said")] + start[matched.start("said") :].replace(
                    b"]", b"(%s)]" % name, 1
                )
            self._changed[cell] = start + written[matched.end() :]


def _number(pattern: re.Pattern[bytes], written: bytes) -> int:
    found = pattern.search(written)
    if found is None:
        raise ValueError("the tags are not where they were looked for")
    return int(found[1])


def _names_outnumber_data(head: list[list[int]], rows: list[list[int]], heads: Sequence[int | None]) -> bool:
    """Whether more cells would be headings than data, as in a list of two columns, which is heard in order anyway."""
    cells = sum(map(len, rows))
    named = sum(column is not None for column in heads)
    return sum(map(len, head)) + named > cells - named
