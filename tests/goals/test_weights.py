"""What the indicators of a goal weigh in its suggested assessment."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse

from tertial.accounts.system import the_system
from tertial.domain.period import Period
from tertial.goals.actions.goals import follow_by
from tertial.goals.actions.indicators import save_indicator, set_target
from tertial.goals.actions.outcomes import record_outcome
from tertial.goals.actions.plans import copy_forward
from tertial.goals.actions.weights import weigh_indicators
from tertial.goals.models import GoalIndicator, SteeringModel, TargetKind
from tests.shared.pages import undo_address, words
from tests.shared.small_municipality import SmallMunicipality
from tests.shared.typed_forms import form_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def missed(place: SmallMunicipality) -> GoalIndicator:
    """A second indicator of the goal, which misses its target; the first meets its own."""
    by = the_system()
    made = save_indicator(by=by, unit=place.units["KS"], name="Missat", unit_of_measure="count", direction="higher")
    set_target(by=by, indicator=made, year=2024, kind=TargetKind.INTERIM, expression="≥10")
    record_outcome(by=by, indicator=made, plan=place.plan, period=Period.parse("2024"), text="1")
    return follow_by(by=by, goal=place.goal, indicator=made)


@pytest.fixture
def weighing(place: SmallMunicipality) -> None:
    SteeringModel.objects.update(weighs_indicators=True)


def weigh(browser: Client, place: SmallMunicipality, **weights: str):
    url = reverse("goals:goal_weights", args=[place.goal.ref])
    form = form_with(browser.get(url), f"weight_{place.link.pk}")
    return browser.post(url, form.values(**weights), follow=True)


def goal_page(browser: Client, place: SmallMunicipality) -> str:
    return words(browser.get(reverse("goals:goal", args=[place.goal.ref])))


@pytest.mark.usefixtures("weighing")
def test_an_indicator_that_weighs_more_counts_for_more_and_it_can_be_taken_back(
    place: SmallMunicipality, missed: GoalIndicator, plans: Client
):
    assert "weight 1" in goal_page(plans, place)
    before = goal_page(plans, place)

    answer = weigh(plans, place, **{f"weight_{place.link.pk}": "3"})

    assert "The weights are saved." in words(answer)
    assert "By their weights the indicators give 3 of 4." in goal_page(plans, place)
    assert "weight 3" in goal_page(plans, place)

    plans.post(undo_address(answer))
    assert "By their weights" not in before
    assert "By their weights" not in goal_page(plans, place)


@pytest.mark.usefixtures("weighing")
def test_an_indicator_that_follows_its_goal_again_weighs_what_it_did_and_stands_where_it_did(
    place: SmallMunicipality, missed: GoalIndicator, plans: Client
):
    weigh(plans, place, **{f"weight_{place.link.pk}": "7"})
    before = list(place.goal.goal_indicators.values_list("indicator", "position", "weight"))

    removal = reverse("goals:goal_indicator_remove", args=[place.goal.ref, place.link.ref])
    answer = plans.post(removal, {"period": "2024"}, follow=True)
    plans.post(undo_address(answer))

    assert "By their weights the indicators give 7 of 8." in goal_page(plans, place)
    assert list(place.goal.goal_indicators.values_list("indicator", "position", "weight")) == before


@pytest.mark.parametrize("typed", ["0", "101", "2,5", "mycket"])
def test_a_weight_that_is_none_is_explained_and_stays_typed(
    place: SmallMunicipality, missed: GoalIndicator, plans: Client, typed: str
):
    answer = weigh(plans, place, **{f"weight_{missed.pk}": typed})

    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.content.decode()
    assert set(GoalIndicator.objects.values_list("weight", flat=True)) == {1}


def test_a_weight_is_not_set_for_another_goal_than_the_one_that_was_asked_about(
    place: SmallMunicipality, missed: GoalIndicator
):
    other = place.plan.goals.get(name="Ett mål till")

    with pytest.raises(ValueError, match="another goal"):
        weigh_indicators(by=the_system(), goal=other, weights={missed: 5})

    missed.refresh_from_db()
    assert missed.weight == 1


def test_weights_count_for_nothing_until_the_municipality_lets_them(
    place: SmallMunicipality, missed: GoalIndicator, plans: Client, administers: Client
):
    weigh(plans, place, **{f"weight_{missed.pk}": "9"})
    assert "weight" not in goal_page(plans, place)
    assert "By their weights" not in goal_page(plans, place)

    change = reverse("steering_model:change", args=[2024])
    form = form_with(administers.get(change), "weighs_indicators")
    answer = administers.post(change, form.values(weighs_indicators="on"), follow=True)

    assert "The indicators of a goal weigh what is set on the page of the goal" in words(answer)
    assert "By their weights the indicators give 1 of 10." in goal_page(plans, place)


@pytest.mark.usefixtures("weighing")
def test_weights_come_along_to_the_next_year_and_into_the_file(
    place: SmallMunicipality, missed: GoalIndicator, plans: Client
):
    weigh(plans, place, **{f"weight_{missed.pk}": "4"})

    copy = copy_forward(by=the_system(), plan=place.plan)
    assert GoalIndicator.objects.get(goal__plan=copy, indicator=missed.indicator).weight == 4

    content = plans.get(reverse("goals:indicators_export", args=["KS", "2024", "csv"])).content.decode("utf-8-sig")
    rows = {row["Weight"] for row in csv.DictReader(io.StringIO(content), delimiter=";")}
    assert rows == {"1", "4"}
