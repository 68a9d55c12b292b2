"""Columns as wide as what stands in them."""

import pytest

from tertial.domain.document import Column, ColumnKind, Row, Table, text_cell
from tertial.reports.render.widths import column_shares

LONG = "Ett program för civil beredskap och säkerhet är framtaget för politiskt ställningstagande. " * 3


def table(kinds: list[ColumnKind], *rows: list[str]) -> Table:
    columns = tuple(Column(f"Rubrik {number}", kind) for number, kind in enumerate(kinds))
    return Table("Tabell", columns, tuple(Row(tuple(map(text_cell, row))) for row in rows))


def test_shares_fill_the_width_whatever_stands_in_the_cells():
    for rows in ([["", "", ""]], [[LONG, LONG, LONG]], [["a" * 300, "1", "b"]]):
        assert sum(column_shares(table([ColumnKind.TEXT] * 3, *rows), 80)) == pytest.approx(1)


def test_long_text_gets_more_room_than_a_word():
    word, text = column_shares(table([ColumnKind.TEXT, ColumnKind.TEXT], ["Klart", LONG]), 80)

    assert text > 2 * word


def test_a_figure_has_room_to_stand_on_one_line():
    shares = column_shares(table([ColumnKind.TEXT, ColumnKind.AMOUNT], [LONG, "−1\u00a0192\u00a0000"]), 80)

    assert shares[1] * 80 > len("−1 192 000")


def test_figures_stay_close_together_and_the_first_column_takes_the_rest():
    first, *others = column_shares(table([ColumnKind.TEXT, *[ColumnKind.AMOUNT] * 3], ["Personal", "1", "2", "3"]), 80)

    assert first > 0.4
    assert max(others) - min(others) < 0.001
