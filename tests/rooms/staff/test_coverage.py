"""Figures of staff are of every unit or of none (docs/rules/sums.md)."""

from datetime import UTC, datetime

import pytest

from tertial.domain.period import Period
from tertial.organisation.models import Unit, UnitKind
from tertial.staff.headline import headlines
from tertial.staff.models import Headcount, StaffData, StaffImport, SurveyAnswers
from tertial.staff.queries.headcount import read_headcount
from tertial.staff.queries.survey import read_survey
from tests.factories import UnitFactory

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
