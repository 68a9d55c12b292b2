"""Columns as wide as what stands in them."""

import pytest

from tertial.domain.document import Column, ColumnKind, Row, Table, text_cell
from tertial.reports.render.widths import column_widths

LONG = "Ett program för civil beredskap och säkerhet är framtaget för politiskt ställningstagande. " * 3


def table(kinds: list[ColumnKind], *rows: list[str]) -> Table:
    columns = tuple(Column(f"Rubrik {number}", kind) for number, kind in enumerate(kinds))
    return Table("Tabell", columns, tuple(Row(tuple(map(text_cell, row))) for row in rows))


def shares(rows_of: Table) -> tuple[float, ...]:
    return tuple(width.share for width in column_widths(rows_of, 80))


def test_shares_fill_the_width_whatever_stands_in_the_cells():
    for rows in ([["", "", ""]], [[LONG, LONG, LONG]], [["a" * 300, "1", "b"]]):
        assert sum(shares(table([ColumnKind.TEXT] * 3, *rows))) == pytest.approx(1)


def test_long_text_gets_more_room_than_a_word():
    word, text = shares(table([ColumnKind.TEXT, ColumnKind.TEXT], ["Klart", LONG]))

    assert text > 2 * word


def test_a_figure_has_room_to_stand_on_one_line():
    _text, figure = shares(table([ColumnKind.TEXT, ColumnKind.AMOUNT], [LONG, "−1\u00a0192\u00a0000"]))

    assert figure * 80 > len("−1 192 000")


def test_in_a_crowded_table_long_words_give_way_and_figures_do_not():
    kinds = [ColumnKind.TEXT, *[ColumnKind.AMOUNT] * 5]
    headings = ["Exploateringsprojekt", *["Exploateringsinkomst"] * 3, "Budget", "Avvikelse"]
    columns = tuple(Column(label, kind) for label, kind in zip(headings, kinds, strict=True))
    row = Row(tuple(map(text_cell, ["Genomförandeprojekt", *["−116\u00a0380"] * 5])))

    name, *figures = column_widths(Table("Tabell", columns, (row,)), 92)

    assert all(width.share * 92 > len("−116 380") for width in figures)
    assert [width.breaks_words for width in (name, *figures)] == [True] * 4 + [False] * 2


def test_words_are_hyphenated_only_where_they_cannot_stand_whole():
    word, long_word = column_widths(
        table([ColumnKind.TEXT] * 2, ["Indikatorer", "Samhällsbyggnad och mycket annat " * 9]), 80
    )

    assert not word.breaks_words
    assert not long_word.breaks_words
    assert column_widths(table([ColumnKind.TEXT] * 2, [LONG, "a" * 100]), 80)[1].breaks_words


def test_figures_stay_close_together_and_the_first_column_takes_the_rest():
    first, *others = shares(table([ColumnKind.TEXT, *[ColumnKind.AMOUNT] * 3], ["Personal", "1", "2", "3"]))

    assert first > 0.4
    assert max(others) - min(others) < 0.001


def test_a_heading_stands_on_two_lines_where_there_is_room():
    columns = (Column("Mått", ColumnKind.TEXT), *[Column("Mål för året 2025", ColumnKind.AMOUNT)] * 3)
    row = Row(tuple(map(text_cell, ["Sjukfrånvaro", "7", "7", "7"])))

    _name, *figures = column_widths(Table("Tabell", columns, (row,)), 92)

    assert all(width.share * 92 > len("året 2025") for width in figures)
