"""A year whose staff files go to a month: captions, columns, charts and totals say which months they are of."""

from datetime import UTC, datetime

import pytest
from django.utils import translation

from tertial.domain.document import Cell, EmptyCell, FigureCell, Table
from tertial.domain.numbers_sv import format_quantity
from tertial.domain.period import Period
from tertial.organisation.models import Unit, UnitKind
from tertial.staff import charts, shown
from tertial.staff.live_figures import StaffFigures
from tertial.staff.models import SickLeaveHours, StaffData, StaffImport
from tertial.staff.queries.sick_leave import read_sick_leave
from tests.shared.factories import UnitFactory

pytestmark = pytest.mark.django_db
YEAR = Period.of_year(2024)


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


def imported(top: Unit, first: int, last: int, year: int, sick: int) -> None:
    """Months where 50 women were to work 8 000 hours and were sick so many of them."""
    for key in (f"{year}-{month:02}" for month in range(first, last + 1)):
        when = datetime(2024, 11, 5, tzinfo=UTC)
        about = {"municipality": top, "unit": top, "kind": StaffData.HOURS, "files": [], "applied_at": when}
        source = StaffImport.objects.create(**about, periods=[key], rows=1)
        none = dict.fromkeys(("days_15_90", "days_91_180", "over_180", "long"), 0)
        place = {"source": source, "unit": top, "period": key, "file": 0, "line": 2}
        people = {"sex": "women", "age": "30-49", "people": 50, "ordinary": 800_000}
        SickLeaveHours.objects.create(**place, **people, days_1_14=sick * 100, **none)


@pytest.fixture
def unit() -> Unit:
    """5 % sick leave in the ten months that are imported and in those of the year before, which ended with 17 %."""
    top = UnitFactory(code="BY", kind=UnitKind.MUNICIPALITY)
    imported(top, 1, 10, 2023, 400)
    imported(top, 11, 12, 2023, 1_360)
    imported(top, 1, 10, 2024, 400)
    return top


def printed(cell: Cell) -> str:
    if isinstance(cell, FigureCell):
        return format_quantity(cell.figure.quantity)
    return cell.cause if isinstance(cell, EmptyCell) else ""


def heads(table: Table | None) -> list[str]:
    assert table is not None
    return [column.label for column in table.columns]


def test_captions_and_columns_say_which_months_and_both_years_are_of_the_same(unit):
    table = shown.key_figures(unit, YEAR)

    assert table.caption.endswith("January–October 2024")
    assert heads(table)[1:3] == ["January–october 2023", "January–october 2024"]
    assert [printed(cell) for cell in table.rows[0].cells[1:3]] == ["5,0", "5,0"]
    assert [cell.figure.ref for cell in table.rows[0].cells[1:3]] == [
        "staff:BY:2023-01--2023-10:sick_leave",
        "staff:BY:2024:sick_leave",
    ]


def test_the_bars_are_those_of_the_table(unit):
    chart = charts.chart_by_sex(read_sick_leave(unit, 2024), YEAR, "Sick leave")

    assert [each.name for each in chart.series] == ["January–October 2023", "January–October 2024"]
    assert [format_quantity(each.figures[0].quantity) for each in chart.series] == ["5,0", "5,0"]


def test_the_total_of_months_is_of_the_months_that_the_newest_year_has(unit):
    total = shown.by_month(unit, YEAR).rows[-1]

    assert total.cells[0].runs[0].text == "January–october"
    assert [printed(cell) for cell in total.cells[1:]] == ["not imported", "not imported", "5,0", "5,0"]


def test_a_year_that_lacks_months_has_no_total_of_the_whole(unit):
    imported(unit, 3, 12, 2022, 400)
    total = shown.by_month(unit, Period.of_year(2023)).rows[-1]

    assert total.cells[0].runs[0].text == "Whole year"
    assert [printed(cell) for cell in total.cells[1:]] == ["not imported", "not imported", "not all months", "7,0"]


def test_the_figures_of_texts_are_offered_with_their_months(unit):
    labels = [each.label for each in StaffFigures(unit, YEAR).choices()]

    assert "Sick leave: Everyone, January–October 2024" in labels
    assert "Sick leave: Everyone, 2023" in labels
