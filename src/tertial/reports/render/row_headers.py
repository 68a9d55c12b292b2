"""Which cell names its row, the same in every format, and how a finished PDF is told (docs/adr/0053)."""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, String

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

LEADS_TO_TABLES = {"/Document", "/Part", "/Sect", "/Div", "/Figure", "/Art", "/NonStruct"}
TRAILER = re.compile(rb"trailer\s*<<(?P<entries>.*)>>\s*startxref\s+(?P<place>\d+)\s+%%EOF\s*\Z", re.DOTALL)


def row_head(row: Row, columns: Sequence[Column]) -> int | None:
    """The place of the cell that names the row: the first of a text column, unless nothing is written in it."""
    if row.kind is RowKind.GROUP and len(row.cells) == 1:
        return 0
    place = next((number for number, column in enumerate(columns) if column.kind is ColumnKind.TEXT), None)
    if place is None:
        return None
    cell = row.cells[place]
    return place if isinstance(cell, TextCell) and cell_text(cell).strip() else None


def row_heads(blocks: tuple[Block, ...]) -> Iterator[list[int | None]]:
    """The `row_head` of each row, for every table in reading order."""
    for block in blocks:
        if isinstance(block, Table):
            yield [row_head(row, block.columns) for row in block.rows]
        elif isinstance(block, Section | Callout):
            yield from row_heads(block.blocks)


def with_row_headers(pdf: bytes, heads: Sequence[Sequence[int | None]]) -> bytes:
    """The file with the cells that name rows tagged as row headers, and the other cells of the row leading to them.

    What changes is appended, as PDF allows, so that nothing else is written anew. A table whose rows are not those
    told in `heads` is left as it is.
    """
    with pikepdf.open(BytesIO(pdf)) as opened:
        root = opened.Root.StructTreeRoot
        changed: list[Object] = []
        names: dict[str, Object] = {}
        for table, of_rows in zip(_tables(root), heads, strict=False):
            _tag_rows(table, of_rows, changed, names)
        if not changed:
            return pdf
        _remember(root, names)
        return _appended(pdf, [*changed, root])


def _kids(element: Object) -> Iterator[Object]:
    kids = element.get("/K")
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid


def _tables(element: Object) -> Iterator[Object]:
    for kid in _kids(element):
        kind = kid.S
        if kind == "/Table":
            yield kid
        elif kind in LEADS_TO_TABLES:
            yield from _tables(kid)


def _tag_rows(table: Object, heads: Sequence[int | None], changed: list[Object], names: dict[str, Object]) -> None:
    head, rows = _parts(table)
    first = next((cell.get("/ID") for row in head for cell in _kids(row)), None)
    if len(rows) != len(heads) or first is None or _names_outnumber_data(head, rows, heads):
        return
    table_name = str(first).partition("x")[0]
    for number, (row, place) in enumerate(zip(rows, heads, strict=True), start=len(head)):
        cells = list(_kids(row))
        if place is None or place >= len(cells):
            continue
        name = f"{table_name}x{place}y{number}"
        names[name] = cells[place]
        for at, cell in enumerate(cells):
            of_table = _of_table(cell)
            if of_table is None:
                continue
            if at == place:
                cell.S, cell.ID, of_table.Scope = Name.TH, String(name), Name.Row
            else:
                of_table.Headers = Array([*of_table.get("/Headers", Array()), String(name)])
            changed.append(cell)


def _names_outnumber_data(head: list[Object], rows: list[Object], heads: Sequence[int | None]) -> bool:
    """Whether more cells would be headings than data, as in a list of two columns, which is heard in order anyway."""
    cells = sum(len(list(_kids(row))) for row in rows)
    named = sum(place is not None for place in heads)
    return sum(len(list(_kids(row))) for row in head) + named > cells - named


def _parts(table: Object) -> tuple[list[Object], list[Object]]:
    head: list[Object] = []
    rows: list[Object] = []
    for part in _kids(table):
        if part.S == "/THead":
            head.extend(_kids(part))
        elif part.S == "/TBody":
            rows.extend(_kids(part))
    return head, rows


def _of_table(cell: Object) -> Object | None:
    """What the cell says about its place in the table."""
    return next((said for said in cell.get("/A", Array()) if said.get("/O") == "/Table"), None)


def _remember(root: Object, names: dict[str, Object]) -> None:
    """Puts the named cells among those that the file finds by name; the list is sorted, as the standard asks."""
    known = root.IDTree.Names
    found = {bytes(known[number]): known[number + 1] for number in range(0, len(known), 2)}
    found |= {name.encode(): cell for name, cell in names.items()}
    root.IDTree.Names = Array([each for name in sorted(found) for each in (String(name.decode()), found[name])])


def _appended(pdf: bytes, changed: list[Object]) -> bytes:
    """The file with new versions of objects after its end, and a table that says where they are."""
    trailer = TRAILER.search(pdf, max(0, len(pdf) - 2000))
    if trailer is None:
        return pdf
    written = BytesIO(pdf)
    written.seek(0, 2)
    places: dict[int, int] = {}
    for thing in changed:
        number = thing.objgen[0]
        if number in places:
            continue
        places[number] = written.tell()
        written.write(b"%d 0 obj\n%s\nendobj\n" % (number, thing.unparse(resolved=True)))
    start = written.tell()
    written.write(b"xref\n")
    for run in _runs(sorted(places)):
        written.write(b"%d %d\n" % (run[0], len(run)))
        written.writelines(b"%010d 00000 n\r\n" % places[number] for number in run)
    entries = trailer["entries"]
    written.write(b"trailer\n<<%s/Prev %s>>\nstartxref\n%d\n%%%%EOF\n" % (entries, trailer["place"], start))
    return written.getvalue()


def _runs(numbers: list[int]) -> Iterator[list[int]]:
    """The numbers in runs without a gap."""
    run: list[int] = []
    for number in numbers:
        if run and number != run[-1] + 1:
            yield run
            run = []
        run.append(number)
    if run:
        yield run
