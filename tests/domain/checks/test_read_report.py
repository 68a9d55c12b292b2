"""What the rules see of a live report."""

from decimal import Decimal

from tertial.domain.checks import Heading, Paragraph, Table, declared_unit, read_cell, read_report
from tertial.domain.document import (
    BlocksCell,
    Column,
    Document,
    EmptyCell,
    Figure,
    FigureCell,
    Row,
    RowKind,
    Section,
    Text,
    text_cell,
)
from tertial.domain.document import Paragraph as Running
from tertial.domain.document import Table as Printed
from tertial.domain.quantity import Quantity, Unit
from tertial.domain.ref import Ref

SURPLUS = Figure(Quantity(Decimal("13.827"), Unit.MNKR, 1), Ref("statement", 7), with_unit=True)
COMMENT = BlocksCell((Running((Text("Först."),)), Running((Text("Sedan "), SURPLUS))))
TABLE = Printed(
    "Resultaträkning, tkr",
    (Column("Post"), Column("Utfall")),
    (
        Row((text_cell("Tillfälliga medel"),), RowKind.GROUP),
        Row((text_cell("Resultat"), FigureCell(Figure(Quantity(Decimal("13827.4"), Unit.TKR, 0), Ref("row", 3))))),
        Row((COMMENT, EmptyCell("Saknas"))),
    ),
)
REPORT = Document(
    "Bokslut", (Section("Ekonomi", "ekonomi", (Running((Text("Överskottet är "), SURPLUS, Text("."))), TABLE)),)
)


def test_a_figure_in_running_text_keeps_its_place_and_its_ref():
    paragraph = next(part for part in read_report(REPORT).parts if isinstance(part, Paragraph))

    (piece,) = paragraph.pieces
    assert paragraph.text[piece.start : piece.end] == "13,8\u00a0mnkr"
    assert (piece.place.ref, piece.place.anchor, piece.place.part) == ("statement:7", "ekonomi", 1)


def test_a_cell_has_the_value_that_is_printed():
    reading = read_report(REPORT)
    ((table, row, column, cell),) = reading.numbered_cells()

    assert (table, row, column) == (0, 1, 1)
    assert (cell.value, cell.unit, cell.place.ref) == (Decimal(13827), Unit.TKR, "row:3")


def test_parts_know_where_among_the_parts_they_stand():
    parts = read_report(REPORT).parts

    assert [part.place.part for part in parts] == [0, 1, 2]
    assert [type(part) for part in parts] == [Heading, Paragraph, Table]


def test_figures_of_a_text_in_a_cell_have_places_too():
    cell = read_report(REPORT).tables[0].rows[2].cells[0]

    (piece,) = cell.pieces
    assert cell.text[piece.start : piece.end] == "13,8\u00a0mnkr"


def test_a_printed_cell_is_a_figure_only_where_all_of_it_is_one():
    assert read_cell("−3 000").value == -3000
    assert read_cell("65,5 %").unit is Unit.PERCENT
    assert [read_cell(text).value for text in ("0101", ">80", "2 uppdrag", "")] == [None] * 4


def test_a_unit_is_read_from_a_heading_that_declares_one():
    assert [
        unit and unit.unit for unit in map(declared_unit, ("Belopp i mnkr", "Andel (%)", "Utfall", "tkr och %"))
    ] == [
        Unit.MNKR,
        Unit.PERCENT,
        None,
        None,
    ]
