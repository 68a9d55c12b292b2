"""A clean report with two digits of one cell exchanged."""

from copy import deepcopy
from decimal import Decimal
from typing import Any

import pytest

from tertial.domain.checks import CheckResult, Mark, check, read_report
from tertial.domain.document import (
    Column,
    Document,
    Figure,
    FigureCell,
    Row,
    RowKind,
    Table,
    from_json,
    text_cell,
    to_json,
)
from tertial.domain.quantity import Quantity, Unit

STATEMENT = (
    ("Intäkter", RowKind.ROW, 51776, 75616, 23840),
    ("Personal", RowKind.ROW, -339330, -337051, 2279),
    ("Lokaler", RowKind.ROW, -32797, -32414, 383),
    ("Köp av verksamhet", RowKind.ROW, -83213, -77828, 5385),
    ("Kostnader", RowKind.TOTAL, -455340, -447293, 8047),
    ("Årets resultat", RowKind.TOTAL, -403564, -371677, 31887),
)


def report() -> dict[str, Any]:
    columns = tuple(Column(label) for label in ("Post", "Budget", "Utfall", "Avvikelse"))
    rows = tuple(
        Row((text_cell(label), *(FigureCell(Figure(Quantity(Decimal(one), Unit.TKR, 0))) for one in values)), kind)
        for label, kind, *values in STATEMENT
    )
    return to_json(Document("Bokslut", (Table("Resultaträkning, tkr", columns, rows),)))


def checked(tree: dict[str, Any]) -> CheckResult:
    return check(read_report(from_json(tree)))


def exchanged(value: int, at: int) -> int:
    digits = str(abs(value))
    return (-1 if value < 0 else 1) * int(digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :])


PLACES = [(row, column) for row in range(len(STATEMENT)) for column in (1, 2, 3)]


@pytest.mark.parametrize(("row", "column"), PLACES)
def test_exactly_the_cell_with_exchanged_digits_is_found(row: int, column: int):
    tree = report()
    cell = tree["blocks"][0]["rows"][row]["cells"][column]
    digits = str(abs(cell["value"]))
    at = next(at for at in range(len(digits) - 1) if digits[at] != digits[at + 1])
    cell["value"] = exchanged(cell["value"], at)

    result = checked(tree)

    assert [(one.place.row, one.place.column) for one in result.findings] == [(row, column)]
    assert [(one.place.row, one.place.column) for one in result.figures if one.mark is Mark.CONTRADICTED] == [
        (row, column)
    ]


def test_an_untouched_report_has_no_findings_and_every_figure_is_verified():
    result = checked(deepcopy(report()))

    assert result.is_clean
    assert {figure.mark for figure in result.figures} == {Mark.VERIFIED}
    assert (result.counts.tables_checked, result.counts.figures_checked) == (1, 18)
