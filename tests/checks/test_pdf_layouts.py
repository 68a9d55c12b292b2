"""A table of a PDF is read the same however it is set, with the structure that the file declares or without it."""

from decimal import Decimal

import pytest

from tertial.checks.files.assemble import assembled
from tertial.checks.files.pdf import read_pdf
from tertial.domain.checks import Heading, Paragraph, Reading
from tertial.domain.numbers_sv import plain
from tests.checks.typeset import HEADINGS, LAYOUTS, PROSE, ROWS, STACKED, pdf, table


def read(source: str, *, by_tags: bool = False) -> Reading:
    return assembled(read_pdf(pdf(source), by_tags=by_tags))


def cells(reading: Reading, number: int = 0) -> list[list[str]]:
    return [[plain(cell.text) for cell in row.cells] for row in reading.tables[number].rows]


def expected(rows=ROWS) -> list[list[str]]:
    return [[plain(cell) for cell in row] for row in rows]


@pytest.mark.parametrize("by_tags", [False, True], ids=["as seen", "as declared"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_table_is_read_however_it_is_set(layout, by_tags) -> None:
    reading = read(f"{PROSE}*Resultaträkning (tkr)*\n\n{table(*LAYOUTS[layout])}{PROSE}", by_tags=by_tags)

    (found,) = reading.tables
    assert [column.label for column in found.columns] == list(HEADINGS)
    assert cells(reading) == expected()
    assert (found.caption, found.unit.text if found.unit else "") == ("Resultaträkning (tkr)",) * 2
    assert [cell.value for cell in found.rows[0].cells[1:]] == [None, 12345, 11900, 445, Decimal("3.7")]


@pytest.mark.parametrize("stroke", ["0.5pt", "none"])
@pytest.mark.parametrize("by_tags", [False, True])
def test_headings_above_each_other_name_each_column_from_the_outermost(stroke, by_tags) -> None:
    (found,) = read(f"*Resultaträkning (tkr)*\n\n{table(stroke, '', STACKED)}", by_tags=by_tags).tables

    assert [column.path for column in found.columns] == [
        ("Resultaträkning",),
        ("Not",),
        ("Helår 2025", "Utfall"),
        ("Helår 2025", "Budget"),
        ("Avvikelse", "tkr"),
        ("Avvikelse", "%"),
    ]


@pytest.mark.parametrize("by_tags", [False, True])
def test_a_table_that_goes_on_on_the_next_page_is_one(by_tags) -> None:
    many = tuple((f"Verksamhet {number}", "", f"{number} 100", "200", "300", "1,5 %") for number in range(10, 75))

    reading = read(f"*Drift (tkr)*\n\n{table('0.5pt', '', FLAT_HEAD, many)}", by_tags=by_tags)

    assert reading.pages > 1
    assert cells(reading) == expected(many)


def test_columns_of_text_are_read_one_after_the_other() -> None:
    reading = read(
        "#set page(columns: 2)\n#set par(justify: true)\n"
        f"{PROSE * 3}*Skatter (tkr)*\n#table(columns: 3, stroke: none, align: (left, right, right),"
        "[tkr], [Utfall], [Budget], [Skatter], [1 200], [1 100], [Bidrag], [300], [250], [Summa], [1 500], [1 350])\n"
        f"== Personal\n{PROSE * 4}"
    )

    kinds = [type(part).__name__ for part in reading.parts]
    assert cells(reading) == expected(
        (("Skatter", "1 200", "1 100"), ("Bidrag", "300", "250"), ("Summa", "1 500", "1 350"))
    )
    assert kinds.index("Table") < kinds.index("Heading", 1)
    texts = [part.text for part in reading.parts if isinstance(part, Paragraph)]
    assert sum(text.startswith("Nämnden har under året") for text in texts) == len(texts) - 1


def test_what_stands_on_every_page_is_no_text_of_the_report() -> None:
    reading = read(
        f"#set page(header: [Storstad kommun], footer: context [Sida #counter(page).display()])\n{PROSE * 12}"
    )

    said = " ".join(part.text for part in reading.parts if isinstance(part, Paragraph | Heading))
    assert "Storstad kommun" not in said
    assert "Sida" not in said


def test_a_list_of_contents_is_no_table() -> None:
    entries = "".join(f"[Kapitel {number}], [{number}]," for number in range(1, 9))
    reading = read(
        f"#table(columns: (1fr, auto), stroke: none, {entries})\n{''.join('#pagebreak() a' for _ in range(8))}"
    )

    assert not reading.tables


def test_a_word_divided_at_the_end_of_a_line_is_put_together() -> None:
    reading = read("#set text(hyphenate: true)\n#box(width: 60pt)[Personalomsättningen minskar]")

    assert "Personalomsättningen minskar" in [part.text for part in reading.parts if isinstance(part, Paragraph)]


def test_every_figure_has_a_box_on_its_page() -> None:
    (found,) = read(f"{PROSE}{table('0.5pt', '', FLAT_HEAD)}").tables
    place = found.rows[0].cells[2].place

    (box,) = place.boxes
    assert place.page == 1
    assert 0 < box.left < box.right < 596
    assert 0 < box.top < box.bottom < 842


FLAT_HEAD = LAYOUTS["every cell framed"][2]


def test_figures_close_to_each_other_are_never_read_as_one() -> None:
    cells = "[A], [120 300 #h(9pt) 125 600], [B], [320 300 #h(9pt) 325 600], [C], [440 600 #h(9pt) 451 200],"
    (found,) = read(f"#table(columns: (1fr, auto), stroke: 0.5pt, align: right, [Post], [Utfall], {cells})").tables

    assert [cell.value for row in found.rows for cell in row.cells[1:]] in (
        [None] * 3,
        [120300, 125600, 320300, 325600, 440600, 451200],
    )


def test_a_heading_between_two_tables_parts_them() -> None:
    one = table(*LAYOUTS["no rules at all"])

    reading = read(f"{one}== Drift\n{one}")

    assert [len(found.rows) for found in reading.tables] == [5, 5]
