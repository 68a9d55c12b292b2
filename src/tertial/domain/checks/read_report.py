"""A live report, or its JSON, as the rules read it: nothing has to be guessed, for the tree says what everything is."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from tertial.domain import document as tree
from tertial.domain.checks.place import Place
from tertial.domain.checks.printed_cells import declared_unit, read_cell
from tertial.domain.checks.reading import (
    Cell,
    Column,
    Heading,
    Link,
    Paragraph,
    ParagraphKind,
    Part,
    Picture,
    Piece,
    Reading,
    Row,
    Table,
)
from tertial.domain.quantity import round_half_up


def read_report(document: tree.Document) -> Reading:
    """The report as a reading, every figure with its ref; charts are left out, for they print no figures."""
    reader = _Reader()
    parts = tuple(reader.parts_of(document.blocks, 1, ""))
    return Reading(
        parts,
        title=document.title,
        organisation=document.organisation,
        period=document.period,
        language=document.language,
        links=tuple(reader.links),
    )


@dataclass(slots=True)
class _Reader:
    tables: int = 0
    parts: int = 0
    links: list[Link] = field(default_factory=list)

    def parts_of(self, blocks: tuple[tree.Block, ...], level: int, anchor: str) -> Iterator[Part]:
        for block in blocks:
            match block:
                case tree.Section():
                    place = self._next(block.anchor)
                    yield Heading(tree.printable(block.title), level, place)
                    yield from self.parts_of(block.blocks, level + 1, block.anchor)
                case tree.Table():
                    yield self._table(block, anchor)
                    yield from self.parts_of(block.notes, level, anchor)
                case tree.Callout():
                    yield from self.parts_of(block.blocks, level, anchor)
                case tree.Picture():
                    yield Picture(block.alt, place=self._next(anchor))
                case tree.Chart():
                    continue
                case _:
                    yield from self._small(block, anchor)

    def _small(self, block: tree.CellBlock, anchor: str) -> Iterator[Paragraph]:
        match block:
            case tree.Paragraph(runs):
                yield self._paragraph(runs, ParagraphKind.TEXT, anchor)
            case tree.Note(runs):
                yield self._paragraph(runs, ParagraphKind.NOTE, anchor)
            case tree.List(items):
                for item in items:
                    yield self._paragraph(item, ParagraphKind.ITEM, anchor)
            case tree.Status(mark, label):
                place = replace(self._next(anchor), ref=mark.ref)
                yield Paragraph(tree.printable(mark.word), ParagraphKind.STATUS, label, place=place)

    def _next(self, anchor: str) -> Place:
        self.parts += 1
        return Place(part=self.parts - 1, anchor=anchor)

    def _paragraph(self, runs: tree.Runs, kind: ParagraphKind, anchor: str) -> Paragraph:
        place = self._next(anchor)
        text, pieces = self._line(runs, place)
        return Paragraph(text, kind, pieces=pieces, place=place)

    def _line(self, runs: tree.Runs, place: Place, start: int = 0) -> tuple[str, tuple[Piece, ...]]:
        text, pieces = "", []
        for run in runs:
            printed = tree.run_text(run)
            at, text = start + len(text), text + printed
            if isinstance(run, tree.Figure):
                end = at + len(printed)
                pieces.append(Piece(at, end, replace(place, start=at, end=end, ref=run.ref)))
            elif run.href:
                self.links.append(Link(printed, run.href, replace(place, start=at, end=at + len(printed))))
        return text, tuple(pieces)

    def _table(self, table: tree.Table, anchor: str) -> Table:
        place = replace(self._next(anchor), table=self.tables)
        self.tables += 1
        width = len(table.columns)
        rows = tuple(self._row(row, width, replace(place, row=at)) for at, row in enumerate(table.rows))
        columns = tuple(
            Column((tree.printable(column.label),), place=replace(place, column=at))
            for at, column in enumerate(table.columns)
        )
        return Table(
            columns,
            rows,
            tree.printable(table.caption),
            declared_unit(tree.printable(table.caption), place),
            rule=tree.printable(table.rule),
            place=place,
        )

    def _row(self, row: tree.Row, width: int, place: Place) -> Row:
        cells = [self._cell(cell, replace(place, column=at)) for at, cell in enumerate(row.cells)]
        cells += [Cell(place=replace(place, column=at)) for at in range(len(cells), width)]
        return Row(tuple(cells), row.kind, row.indent)

    def _cell(self, cell: tree.Cell, place: Place) -> Cell:
        match cell:
            case tree.FigureCell(figure):
                return _figure_cell(tree.figure_text(figure), figure, replace(place, ref=figure.ref))
            case tree.TextCell(runs, ref):
                place = replace(place, ref=ref)
                text, pieces = self._line(runs, place)
                return replace(read_cell(text, place), pieces=pieces)
            case tree.BlocksCell(blocks):
                text, all_pieces = "", tuple[Piece, ...]()
                for block in blocks:
                    start = len(text) + 1 if text else 0
                    line, pieces = self._block_line(block, place, start)
                    text, all_pieces = f"{text}\n{line}" if text else line, (*all_pieces, *pieces)
                return Cell(text, place=place, pieces=all_pieces)
            case tree.StatusCell(mark):
                return Cell(tree.cell_text(cell), place=replace(place, ref=mark.ref))
            case tree.EmptyCell():
                return Cell(tree.cell_text(cell), place=place)

    def _block_line(self, block: tree.CellBlock, place: Place, start: int) -> tuple[str, tuple[Piece, ...]]:
        if isinstance(block, tree.Paragraph | tree.Note):
            return self._line(block.runs, place, start)
        if isinstance(block, tree.List):
            text, all_pieces = "", tuple[Piece, ...]()
            for number, item in enumerate(block.items):
                text += "\n" if number else ""
                line, pieces = self._line(item, place, start + len(text))
                text, all_pieces = text + line, (*all_pieces, *pieces)
            return text, all_pieces
        return tree.block_text(block), ()


def _figure_cell(text: str, figure: tree.Figure, place: Place) -> Cell:
    """The cell of a figure, with the value that a reader sees: rounded to its decimals."""
    quantity = figure.quantity
    if quantity.word:
        return Cell(text, place=place)
    return Cell(text, round_half_up(quantity.value, quantity.decimals), quantity.decimals, quantity.unit, place)
