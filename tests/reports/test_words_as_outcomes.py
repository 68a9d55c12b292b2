"""Indicators whose outcomes are words, in the report."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from tertial.accounts.models import Person
from tertial.accounts.system import the_system
from tertial.domain.document import from_json, to_json
from tertial.domain.period import Period
from tertial.goals.actions.goals import follow_by
from tertial.goals.actions.indicators import save_indicator, set_target
from tertial.goals.actions.outcomes import record_outcome
from tertial.goals.models import Goal, TargetKind
from tertial.organisation.queries import unit_by_code
from tertial.reports.compose import compose
from tests.shared.pages import words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_municipality")]


@pytest.fixture(autouse=True)
def plan_exists(demo_municipality: None) -> None:
    """There is a plan against threats, as the goal of safety asks."""
    goal = Goal.objects.get(name="Öka trygghet och delaktighet", plan__year=2024)
    by = the_system()
    made = save_indicator(
        by=by, unit=goal.plan.unit, name="Aktuell säkerhetsplan finns", unit_of_measure="yes_no", direction="higher"
    )
    follow_by(by=by, goal=goal, indicator=made)
    set_target(by=by, indicator=made, year=2024, kind=TargetKind.INTERIM, expression="ja")
    for year, text in (("2023", "nej"), ("2024", "ja")):
        record_outcome(by=by, indicator=made, plan=goal.plan, period=Period.parse(year), text=text)


def test_the_table_of_the_report_prints_the_words_and_whether_the_target_is_reached():
    client = Client()
    client.force_login(Person.objects.get(email="lasare@huddinge.example"))

    page = words(client.get(reverse("reports:report", args=["KS", "2024"])))

    assert "Aktuell säkerhetsplan finns inget utfall Nej Ja Ja" in page


def test_the_tree_keeps_the_word_with_its_number_and_gives_it_back():
    told = to_json(compose(unit_by_code("KS"), Period.parse("2024")).document)
    again = json.loads(json.dumps(told))

    assert to_json(from_json(again)) == told
    assert '"text": "Ja", "value": 1, "unit": "yes_no"' in json.dumps(told, ensure_ascii=False)
    charts = [each for each in json.dumps(told).split('"type": "chart"')[1:] if "kerhetsplan finns" in each[:400]]
    assert charts == []
