"""Targets as they stand in `tests/shared/cases/target*`, through the forms and pages."""

from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse

from tertial.goals.models import Outcome, Target
from tests.shared.pages import words
from tests.shared.small_municipality import SmallMunicipality

CASES = Path(__file__).parents[1] / "shared" / "cases"
FRACTIONS = (CASES / "target-fraction" / "in.txt").read_text(encoding="utf-8").split("\n")[:-1]


@pytest.mark.parametrize("written", FRACTIONS)
def test_a_fraction_is_refused_and_told_how_to_be_written(place: SmallMunicipality, plans: Client, written: str):
    form = {"year": 2025, "kind": "interim", "expression": written, "period": "2024"}
    answer = plans.post(reverse("goals:targets", args=[place.indicator.ref]), form)

    assert answer.status_code == 422
    assert f"{written} is a fraction. Write it as a percentage" in words(answer)
    assert Target.objects.get().expression == "≥80"


def test_a_target_of_a_year_is_not_called_missed_on_a_tertial(place: SmallMunicipality, plans: Client, reports: Client):
    Outcome.objects.all().delete()
    form = {"year": 2024, "kind": "interim", "expression": "≥200 per år", "period": "2024"}
    plans.post(reverse("goals:targets", args=[place.indicator.ref]), form)
    given = {"for_period": "2024-T1", "sex": "T", "text": "70", "source": "", "period": "2024-T1"}
    reports.post(reverse("goals:outcome_record", args=[place.indicator.ref]), given)

    page = words(reports.get(reverse("goals:indicators", args=["KS", "2024-T1"])))

    assert "70 ≥200 per år – no target Cannot be judged the target is for the whole year" in page
