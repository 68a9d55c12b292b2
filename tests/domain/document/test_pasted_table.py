"""Tables copied in a spreadsheet or a word processor (docs/rules/pasted-tables.md)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tertial.domain.document import ColumnKind, FigureCell, RowKind, TextCell, cell_text
from tertial.domain.document.pasted_table import (
    UnreadableTable,
    as_pasted,
    pasted_as_table,
    pasted_from_json,
    pasted_to_json,
    read_pasted,
)
from tertial.domain.numbers_sv import NO_BREAK_SPACE
from tests.domain.rule_page import table

cell = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zs", "Zl", "Zp"]), max_size=8)
COPIED = "Investeringar\tBudget\tAndel\nFiber\t-5 500\t63 %\nKiosken\tStängt\t100 %\nSumma\t−104 000,5\t31 %"


@pytest.mark.parametrize("row", table("pasted-tables", "cells", "column"), ids=lambda row: row["cells"])
def test_a_column_is_what_its_cells_hold_as_the_rule_page_says(row):
    cells = ["" if each.strip() == "–" else each.strip() for each in row["cells"].split("·")]
    pasted = read_pasted("\n".join(f"rad\t{each}" for each in ("Rubrik", *cells)))

    assert pasted.columns[1].kind.value == row["column"]


@pytest.mark.parametrize("row", table("pasted-tables", "cells", "row"), ids=lambda row: row["cells"])
def test_a_row_is_what_it_begins_with_as_the_rule_page_says(row):
    first, second = ("" if each.strip() == "–" else each.strip() for each in row["cells"].split("·"))

    assert read_pasted(f"Namn\tVärde\n{first}\t{second}").rows[0].kind.value == row["row"]


@pytest.mark.parametrize("row", table("pasted-tables", "heading", "under it"), ids=lambda row: row["heading"])
def test_codes_and_years_are_told_from_amounts_by_their_heading_as_the_rule_page_says(row):
    pasted = read_pasted("\n".join(f"rad\t{each.strip()}" for each in (row["heading"], *row["under it"].split("·"))))

    assert pasted.columns[1].kind.value == row["column is"]


@pytest.mark.parametrize("row", table("pasted-tables", "copied", "cell"), ids=lambda row: row["copied"])
def test_quotation_marks_are_kept_unless_the_clipboard_put_them_there(row):
    pasted = read_pasted(f"Post\tBelopp\n{row['copied'].strip('`')}\t100\nBrandskydd\t200")

    assert [each.cells for each in pasted.rows] == [(row["cell"].strip("`"), "100"), ("Brandskydd", "200")]


def test_codes_and_years_are_printed_as_they_were_written():
    pasted = read_pasted("Kod\tÅr\tAntal\n0101\t2023\t5\n0102\t2024\t6")
    printed = pasted_as_table(pasted, "Skolor", "attachment:7")

    assert [[cell_text(each) for each in row.cells] for row in printed.rows] == [
        ["0101", "2023", "5"],
        ["0102", "2024", "6"],
    ]


def test_figures_become_figures_and_other_cells_stay_words():
    printed = pasted_as_table(read_pasted(COPIED), "Investeringar, tkr", "attachment:7")
    budget = [row.cells[1] for row in printed.rows]

    assert [column.kind for column in printed.columns] == [ColumnKind.TEXT, ColumnKind.AMOUNT, ColumnKind.PERCENT]
    assert [cell_text(each) for each in budget] == [f"−5{NO_BREAK_SPACE}500", "Stängt", f"−104{NO_BREAK_SPACE}000,5"]
    assert isinstance(budget[0], FigureCell)
    assert budget[0].figure.ref == "attachment:7"
    assert isinstance(budget[1], TextCell)
    assert cell_text(printed.rows[0].cells[2]) == f"63{NO_BREAK_SPACE}%"
    assert printed.rows[2].kind is RowKind.TOTAL
    assert read_pasted(COPIED).odd_cells() == ("Stängt",)


def test_a_cell_with_line_breaks_is_one_cell():
    pasted = read_pasted('Namn\tKommentar\nFiber\t"Blev\nbilligare"')

    assert pasted.rows[0].cells == ("Fiber", "Blev billigare")


def test_rows_of_different_length_are_filled_up():
    assert [row.cells for row in read_pasted("a\tb\tc\nx\ny\t1").rows] == [("x", "", ""), ("y", "1", "")]


@pytest.mark.parametrize("row", table("pasted-tables", "cells", "odd"), ids=lambda row: row["cells"])
def test_the_cells_that_do_not_fit_their_column_are_those_of_the_rule_page(row):
    lines = [f"rad\t{each.strip()}" for each in ("Rubrik", *row["cells"].split("·"))]
    pasted = read_pasted("\n".join(lines)).with_kinds([ColumnKind.TEXT, ColumnKind.AMOUNT])

    assert pasted.odd_cells() == (() if row["odd"] == "–" else (row["odd"],))


def test_a_table_without_headings_has_numbered_columns():
    pasted = read_pasted("Fiber\t12\nKameror\t7", headings=False)

    assert [column.label for column in pasted.columns] == ["1", "2"]
    assert len(pasted.rows) == 2


def test_someone_can_choose_another_kind_of_column():
    pasted = read_pasted("Namn\tKod\nFiber\t1234").with_kinds([ColumnKind.TEXT, ColumnKind.TEXT])

    assert cell_text(pasted_as_table(pasted, "Koder", "").rows[0].cells[1]) == "1234"


@pytest.mark.parametrize("text", ["", "   \n\t\n", "ett ord", "bara\trubriker", "en\nkolumn"])
def test_what_is_no_table_is_said_to_be_none(text):
    with pytest.raises(UnreadableTable, match="not a table"):
        read_pasted(text)


@pytest.mark.parametrize("text", ["a\t" * 30 + "\nb", "a\tb\n" * 600, "a\tb\n" + "x" * 100_001])
def test_a_table_that_no_report_has_room_for_is_refused(text):
    with pytest.raises(UnreadableTable, match="too large"):
        read_pasted(text)


@given(st.lists(st.lists(cell, min_size=2, max_size=4), min_size=2, max_size=6))
def test_a_table_is_read_again_as_it_was_kept(lines):
    text = "\n".join("\t".join(line) for line in lines)
    try:
        pasted = read_pasted(text)
    except UnreadableTable:
        return

    assert pasted_from_json(pasted_to_json(pasted)) == pasted
    if all(column.label for column in pasted.columns):
        assert read_pasted(as_pasted(pasted)) == pasted


@given(st.text(max_size=200))
def test_whatever_is_pasted_is_a_table_with_every_cell_or_is_refused(text):
    try:
        pasted = read_pasted(text)
    except UnreadableTable:
        return

    printed = pasted_as_table(pasted, "Tabell", "")
    assert len(printed.rows) == len(pasted.rows)
