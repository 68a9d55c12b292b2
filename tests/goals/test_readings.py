"""What a plan's reading gives for a period."""

import pytest

from tertial.accounts.system import the_system
from tertial.domain.period import Period
from tertial.goals.actions.outcomes import record_outcome
from tertial.goals.queries.plan_reading import read_goal
from tests.shared.small_municipality import SmallMunicipality

pytestmark = pytest.mark.django_db


def test_an_interim_report_shows_the_outcome_it_judges_also_when_the_whole_year_has_come(place: SmallMunicipality):
    interim = Period.parse("2024-T2")
    record_outcome(by=the_system(), indicator=place.indicator, plan=place.plan, period=interim, text="71")

    (reading,) = read_goal(place.goal, interim).indicators

    assert reading.of_year(2024).quantity.value == 71
    assert reading.computed.outcome.ref == reading.of_year(2024).ref


def test_the_whole_year_counts_before_its_parts_in_an_annual_report(place: SmallMunicipality):
    record_outcome(
        by=the_system(), indicator=place.indicator, plan=place.plan, period=Period.parse("2024-12"), text="71"
    )

    (reading,) = read_goal(place.goal, Period.parse("2024")).indicators

    assert reading.of_year(2024).quantity.value == 83
