"""Figures of staff are of every unit or of none (docs/rules/sums.md)."""

from datetime import UTC, datetime

import pytest

from tertial.domain.period import Period
from tertial.domain.staffing.sick_leave import Cause
from tertial.organisation.models import Unit, UnitKind
from tertial.staff.headline import headlines
from tertial.staff.models import Headcount, SickLeaveHours, StaffData, StaffImport, SurveyAnswers
from tertial.staff.queries.headcount import read_headcount
from tertial.staff.queries.sick_leave import read_parts, read_sick_leave
from tertial.staff.queries.survey import read_survey
from tests.shared.factories import UnitFactory

pytestmark = pytest.mark.django_db
MARCH, APRIL = Period.parse("2024-03"), Period.parse("2024-04")


@pytest.fixture
def units() -> list[Unit]:
    """A municipality with two committees."""
    top = UnitFactory(code="BY", kind=UnitKind.MUNICIPALITY)
    return [top, *(UnitFactory(code=code, name=f"Nämnd {code}", parent=top) for code in ("KS", "BUN"))]


def imported(top: Unit, made_for: Unit, kind: StaffData, period: str) -> StaffImport:
    when = datetime(2024, 5, 1, tzinfo=UTC)
    return StaffImport.objects.create(
        municipality=top, unit=made_for, kind=kind, files=[], periods=[period], rows=1, applied_at=when
    )


def count(top: Unit, made_for: Unit, period: str, **employed: int) -> None:
    source = imported(top, made_for, StaffData.HEADCOUNT, period)
    for code, number in employed.items():
        unit = Unit.objects.get(code=code)
        Headcount.objects.create(
            source=source, unit=unit, period=period, permanent=number, temporary=0, over_65=0, file=0, line=2
        )


def test_employees_are_not_told_for_a_month_that_a_unit_lacks(units):
    top, ks, bun = units
    count(top, ks, "2024-03", KS=10)
    count(top, bun, "2024-03", BUN=20)
    count(top, ks, "2024-04", KS=11)

    reading = read_headcount(top, APRIL)

    assert read_headcount(top, MARCH).now.all == 30
    assert reading.now is None
    assert reading.lacking == {"2024-04": ["Nämnd BUN"]}
    assert "Nämnd BUN" in headlines(top, APRIL)[0].note
    assert read_headcount(ks, APRIL).now.all == 11


def test_an_import_for_the_whole_municipality_is_of_all_its_units(units):
    top, _ks, _bun = units
    count(top, top, "2024-03", KS=10, BUN=20)
    count(top, top, "2024-04", KS=11)

    assert read_headcount(top, APRIL).now.all == 11


def test_there_is_no_index_where_a_unit_that_answered_last_year_lacks_its_answers(units):
    top, ks, bun = units
    for unit, period in ((ks, "2023"), (bun, "2023"), (ks, "2024")):
        source = imported(top, unit, StaffData.SURVEY, period)
        others = dict.fromkeys(("ones", "twos", "threes", "fives"), 0)
        for question in range(1, 10):
            given = {"source": source, "unit": unit, "period": period, "question": question, "file": 0, "line": 2}
            SurveyAnswers.objects.create(**given, fours=30, **others)

    assert read_survey(top, 2024).lacking == ["Nämnd BUN"]
    assert read_survey(top, 2024).answered is None
    assert read_survey(top, 2023).answered == 60


def sick(top: Unit, made_for: Unit, period: str, **hours: int) -> None:
    """A month where 50 women of each unit were to work 8 000 hours, and were sick so many of them."""
    source = imported(top, made_for, StaffData.HOURS, period)
    none = dict.fromkeys(("days_15_90", "days_91_180", "over_180", "long"), 0)
    for code, number in hours.items():
        place = {"source": source, "unit": Unit.objects.get(code=code), "period": period, "file": 0, "line": 2}
        people = {"sex": "women", "age": "30-49", "people": 50, "ordinary": 800_000}
        SickLeaveHours.objects.create(**place, **people, days_1_14=number * 100, **none)


def test_sick_leave_is_of_the_months_that_every_unit_has_and_says_who_lacks_one(units):
    top, ks, bun = units
    sick(top, ks, "2024-03", KS=400)
    sick(top, bun, "2024-03", BUN=800)
    sick(top, ks, "2024-04", KS=80)

    reading = read_sick_leave(top, 2024)

    assert reading.share(APRIL) is Cause.NO_DATA
    assert reading.share(Period.parse("2024-T1")).value == 7.5
    assert reading.lacking_in(Period.parse("2024-T1")) == {"2024-04": ["Nämnd BUN"]}
    assert "Nämnd BUN" in " ".join(each.note for each in headlines(top, Period.parse("2024-T1")))
    assert read_sick_leave(ks, 2024).share(APRIL).value == 1
    parts = {part.unit.code: part for part, _depth in read_parts(top, 2024)}
    assert parts["BUN"].share(APRIL) is Cause.NO_DATA
    assert parts["KS"].share(APRIL).value == 1


def test_sick_leave_is_not_compared_with_fewer_months_of_the_year_before(units):
    top, _ks, _bun = units
    for month in ("2024-03", "2024-04", "2023-04"):
        sick(top, top, month, KS=400, BUN=800)

    reading = read_sick_leave(top, 2024)

    assert reading.compared(Period.parse("2024-T1")).change is None
    assert reading.compared(APRIL).change.value == 0
    assert all(each.change is None for each in reading.key_figures(Period.parse("2024-T1")).values())
