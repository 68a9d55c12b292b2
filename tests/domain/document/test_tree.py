"""What the tree refuses, finds and gives back."""

import json
from decimal import Decimal

import pytest

from tertial.domain.document import (
    BlocksCell,
    Chart,
    ChartKind,
    Column,
    ColumnKind,
    Document,
    EmptyCell,
    Figure,
    FigureCell,
    List,
    Note,
    Paragraph,
    Row,
    RowKind,
    Section,
    Series,
    Shape,
    Status,
    StatusCell,
    StatusMark,
    Table,
    Text,
    TextCell,
    Tone,
    UnreadableDocument,
    UnusableBlock,
    anchor_from,
    cell_text,
    figures,
    findings_of,
    from_json,
    sections,
    text_cell,
    to_json,
    words,
)
from tertial.domain.quantity import Quantity, Unit


def tkr(value: str, ref: str = "") -> Figure:
    return Figure(Quantity(Decimal(value), Unit.TKR, 0), ref)


def budget_table(*rows: Row) -> Table:
    return Table("Resultaträkning, tkr", (Column("Post"), Column("Utfall", ColumnKind.AMOUNT)), rows)


def test_a_cell_in_the_json_holds_the_printed_text_beside_the_unrounded_value_and_its_source():
    table = budget_table(Row((text_cell("Personal"), FigureCell(tkr("-337051.4", "ledger:31")))))

    cell = to_json(Document("Bokslut", (table,)))["blocks"][0]["rows"][0]["cells"][1]

    assert cell == {"text": "−337\u00a0051", "value": -337051.4, "unit": "tkr", "decimals": 0, "ref": "ledger:31"}


def test_an_amount_too_long_for_a_json_number_is_kept_digit_by_digit():
    exact = "12345678901234567.25"
    document = Document("Bokslut", (Paragraph((tkr(exact),)),))

    tree = json.loads(json.dumps(to_json(document)))

    assert tree["blocks"][0]["runs"][0]["value"] == exact
    assert from_json(tree) == document


@pytest.mark.parametrize("value", ["0.1", "69.6", "51776", "-0.05", "1192000", "9007199254740993"])
def test_a_value_comes_back_from_json_with_the_same_digits(value):
    document = Document("Bokslut", (Paragraph((tkr(value),)),))

    back = from_json(json.loads(json.dumps(to_json(document))))

    assert next(figures(back.blocks)).quantity.value == Decimal(value)


def test_a_row_that_does_not_fit_the_columns_is_named():
    with pytest.raises(UnusableBlock) as raised:
        budget_table(Row((text_cell("Personal"), FigureCell(tkr("1")))), Row((text_cell("Lokaler"),)))

    assert str(raised.value.message) == (
        "Row 2 of the table “Resultaträkning, tkr” has 1 cells where the table has 2 columns."
    )


def test_a_group_heading_may_span_the_table():
    table = budget_table(Row((text_cell("Varav:"),), RowKind.GROUP))

    assert table.rows[0].kind is RowKind.GROUP


@pytest.mark.parametrize(
    "make",
    [
        lambda: Document(" ", ()),
        lambda: Section("", "goal-1", ()),
        lambda: Section("Mål", "Mål 1", ()),
        lambda: Table("", (Column("Post"),), ()),
        lambda: Table("Tom", (), ()),
        lambda: StatusMark("", Shape.CHECK),
        lambda: Chart("Utfall", ChartKind.BARS, ("2024",), (Series("Utfall", (tkr("1"),)),), alt=""),
        lambda: Chart("", ChartKind.BARS, ("2024",), (Series("Utfall", (tkr("1"),)),), alt="2024 1"),
        lambda: Chart("Utfall", ChartKind.BARS, ("2024",), (Series("Utfall", ()),), alt="2024 1"),
        lambda: Text("klicka", href="javascript:alert(1)"),
    ],
)
def test_a_block_no_reader_could_use_is_refused(make):
    with pytest.raises(UnusableBlock):
        make()


def test_two_sections_with_one_address_are_found_at_every_depth():
    inner = Section("Analys", "goal-1", ())
    document = Document("Rapport", (Section("Mål", "goal-1", (inner,)), Section("Ekonomi", "economy", ())))

    assert [finding.code for finding in findings_of(document)] == ["duplicate-anchor"]
    assert str(findings_of(document)[0].message) == ("2 sections have the address “goal-1”. Give each its own.")
    assert [section.title for section in sections(document.blocks)] == ["Mål", "Analys", "Ekonomi"]


def test_every_figure_is_found_wherever_it_stands():
    mark = Status(StatusMark("Klart", Shape.CHECK, Tone.GOOD))
    table = Table(
        "Uppdrag",
        (Column("Uppdrag"), Column("Utfall", ColumnKind.AMOUNT)),
        (
            Row((TextCell((Text("ca "), tkr("1"))), FigureCell(tkr("2")))),
            Row((BlocksCell((Paragraph((tkr("3"),)), mark)), EmptyCell("Publiceras vecka 23"))),
        ),
        notes=(Note((tkr("4"),)),),
    )
    chart = Chart("Utfall", ChartKind.BARS, ("2023", "2024"), (Series("Utfall", (None, tkr("6"))),), alt="2024 6")
    document = Document("Rapport", (Section("Mål", "goal-1", (table, List(((tkr("5"),),)), chart)),))

    assert [figure.quantity.value for figure in figures(document.blocks)] == [1, 2, 3, 4, 5, 6]


def test_a_cell_is_printed_as_it_reads():
    done = StatusMark("Klart", Shape.CHECK, Tone.GOOD)
    blocks = (Status(done, "Status"), Paragraph(words("Ny riktlinje.")), List((words("ett"), words("två"))))

    assert cell_text(StatusCell(done)) == "Klart"
    assert cell_text(EmptyCell("Publiceras vecka 23")) == "Publiceras vecka 23"
    assert cell_text(BlocksCell(blocks)) == "Status: Klart\nNy riktlinje.\nett\ntvå"


def test_control_characters_never_reach_a_printed_text():
    tree = to_json(Document("Bok\x0bslut", (Paragraph((Text("rad\x00 ett\ud800"),)),)))

    assert tree["title"] == "Bokslut"
    assert tree["blocks"][0]["runs"][0]["text"] == "rad ett"


@pytest.mark.parametrize(
    "tree",
    [{}, {"title": "Rapport"}, {**to_json(Document("Rapport", ())), "blocks": [{"type": "video"}]}, {"title": 7}],
)
def test_json_of_another_kind_is_refused_with_a_sentence(tree):
    with pytest.raises(UnreadableDocument):
        from_json(tree)


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [("Nämndens mål och resultat", "namndens-mal-och-resultat"), ("§ 4: Övrigt!", "4-ovrigt"), ("—", "section")],
)
def test_an_anchor_is_made_from_a_heading(heading, anchor):
    assert anchor_from(heading) == anchor
