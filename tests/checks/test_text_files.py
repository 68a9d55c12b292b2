"""Reports as plain text: cells with one space between them, and columns below each other."""

import pytest

from tertial.checks.files.assemble import assembled
from tertial.checks.files.text import read_text
from tertial.domain.checks import Reading

LOOSE = """Resultat

Resultaträkning, tkr

Resultaträkning Budget helår Utfall helår Avvikelse helår

Verksamhetens intäkter 41 776 65 616 23 840

Personal -339 330 -337 051 2 279

Lokaler och
fastigheter

-32 797 -32 414 383

Årets resultat -330 351 -303 849 26 502
"""
ALIGNED = """Resultaträkning, tkr
                              Budget      Utfall   Avvikelse
Verksamhetens intäkter        41 776      65 616      23 840
Personal                    -339 330    -337 051       2 279
Årets resultat              -297 554    -271 435      26 119
"""


def read(text: str) -> Reading:
    return assembled(read_text(text.encode()))


def rows(reading: Reading) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in reading.tables[0].rows]


def test_cells_with_one_space_between_them_are_told_apart_by_the_headings() -> None:
    reading = read(LOOSE)

    labels = [column.label for column in reading.tables[0].columns]
    assert labels == ["Resultaträkning", "Budget helår", "Utfall helår", "Avvikelse helår"]
    assert rows(reading)[2] == ["Lokaler och fastigheter", "-32 797", "-32 414", "383"]
    assert reading.tables[0].caption == "Resultaträkning, tkr"


def test_columns_below_each_other_are_read_by_where_they_stand() -> None:
    reading = read(ALIGNED)

    assert rows(reading) == [
        ["Verksamhetens intäkter", "41 776", "65 616", "23 840"],
        ["Personal", "-339 330", "-337 051", "2 279"],
        ["Årets resultat", "-297 554", "-271 435", "26 119"],
    ]


def test_an_empty_cell_shows_as_two_spaces() -> None:
    text = "Mått 2023 2024 Mål 2024 Mål 2030\n\nAndel nöjda 82 83  >86\n\nAntal bostäder 72 78 75 80\n"

    assert rows(read(text))[0] == ["Andel nöjda", "82", "83", "", ">86"]


def test_figures_that_can_be_told_apart_in_two_ways_are_said_to_be_unread() -> None:
    text = "Projekt Budget Utfall Plan\n\nKommunhus 312 312 312 312\n\nSumma projekt 312 312 312 312\n"

    reading = read(text)

    assert [cell.value for row in reading.tables[0].rows for cell in row.cells] == [None] * 8
    assert [unread.text for unread in reading.unread] == ["312 312 312 312"] * 2


@pytest.mark.parametrize(("text", "pages"), [("En\fTvå\fTre", 3), ("En sida.\n \nTvå", 0)])
def test_pages_are_counted_by_form_feeds(text, pages) -> None:
    assert read(text).pages == pages


def test_cells_with_tabs_between_them_are_a_table() -> None:
    reading = read("Drift, tkr\n\nPost\tUtfall\tBudget\nLöner\t1 200\t1 100\nHyror\t300\t\nSumma\t1 500\t1 100\n")

    assert rows(reading) == [["Löner", "1 200", "1 100"], ["Hyror", "300", ""], ["Summa", "1 500", "1 100"]]


def test_a_heading_wider_than_its_figures_names_their_column_alone() -> None:
    reading = read(
        "Mkr            Utfall   Avvikelse mot budget\nSkola            32,0                   -0,1\n"
        "Summa         1 035,1                   -0,3\n"
    )

    assert [column.label for column in reading.tables[0].columns] == ["Mkr", "Utfall", "Avvikelse mot budget"]
    assert rows(reading)[1] == ["Summa", "1 035,1", "-0,3"]
