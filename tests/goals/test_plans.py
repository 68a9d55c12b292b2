"""Whole plans: begun, copied forward, undone."""

import pytest
from django.test import Client
from django.urls import reverse

from tertial.accounts.models import Person
from tertial.accounts.system import the_system
from tertial.domain.period import Period
from tertial.goals.actions.assignments import follow_up
from tertial.goals.models import Goal, Plan
from tertial.organisation.roles import Role
from tests.shared.factories import RoleFactory
from tests.shared.pages import undo_address, words
from tests.shared.small_municipality import SmallMunicipality

pytestmark = pytest.mark.django_db


def copy(browser: Client, unit: str = "KS"):
    return browser.post(reverse("goals:plan_copy", args=[unit, "2024"]), follow=True)


def test_a_plan_is_copied_to_next_year_with_its_links(place: SmallMunicipality, plans: Client):
    answer = copy(plans)

    new = Plan.objects.get(unit=place.units["KS"], year=2025)
    goal = new.goals.get(name="Hemligt nämndmål")
    assert goal.continues == place.goal
    assert goal.goal_indicators.get().indicator == place.indicator
    assert goal.contributes_to == place.goal.contributes_to
    assert new.assignments.get().continues == place.assignment
    assert new.assignments.get().goal == goal
    assert "copied to 2025: 2 goals and 1 assignments" in words(answer)


def test_what_is_done_stays_in_its_year(place: SmallMunicipality, plans: Client):
    done = place.model.assignment_statuses.get(meaning="done")
    follow_up(by=the_system(), assignment=place.assignment, period=Period.parse("2024"), status=done)

    copy(plans)

    assert not Plan.objects.get(unit=place.units["KS"], year=2025).assignments.exists()


def test_goals_follow_the_council_into_its_new_plan_and_back_again(place: SmallMunicipality, plans: Client):
    copy(plans)
    lower = Goal.objects.get(plan__year=2025, name="Hemligt nämndmål")
    above = lower.contributes_to

    answer = copy(plans, "BY")
    lower.refresh_from_db()
    assert lower.contributes_to.continues == above
    assert lower.contributes_to.plan.year == 2025

    plans.post(undo_address(answer))
    lower.refresh_from_db()
    assert lower.contributes_to == above


def test_a_copy_is_undone_and_made_again(place: SmallMunicipality, plans: Client):
    answer = copy(plans)
    plans.post(undo_address(answer))

    assert not Plan.objects.filter(year=2025, archived_at=None).exists()
    page = words(plans.get(reverse("goals:goals", args=["KS", "2025"])))
    assert "There is no plan for 2025 yet" in page
    assert "Bring back the archived plan" in page

    copy(plans)
    assert Plan.objects.filter(year=2025, archived_at=None).count() == 1


def test_a_plan_is_not_copied_over_another(place: SmallMunicipality, plans: Client):
    copy(plans)

    answer = copy(plans)

    assert answer.status_code == 422
    assert "already has a plan for 2025" in words(answer)


def test_a_unit_that_has_ended_gets_no_plan(place: SmallMunicipality, plans: Client):
    place.units["OLD"].valid_to = "2023-12-31"
    place.units["OLD"].save()

    answer = plans.post(reverse("goals:plan_begin", args=["OLD", "2024"]))

    assert answer.status_code == 422
    assert "does not exist in 2024" in words(answer)
    assert not Plan.objects.filter(unit=place.units["OLD"]).exists()


def test_only_a_coordinator_copies(place: SmallMunicipality, as_role):
    assert copy(as_role(Role.REPORTER)).status_code == 403
    page = words(as_role(Role.REPORTER).get(reverse("goals:goals", args=["KS", "2025"])))
    assert "A coordinator of the unit can create it." in page


def test_an_assignment_put_away_with_its_goal_does_not_come_along(place: SmallMunicipality, plans: Client):
    plans.post(reverse("goals:goal_archive", args=[place.goal.ref]))

    copy(plans)

    assert not Plan.objects.get(unit=place.units["KS"], year=2025).assignments.exists()


def test_an_assignment_taken_up_again_comes_along(place: SmallMunicipality, plans: Client):
    for period, meaning in (("2024-T1", "done"), ("2024-T2", "ongoing")):
        status = place.model.assignment_statuses.get(meaning=meaning)
        follow_up(by=the_system(), assignment=place.assignment, period=Period.parse(period), status=status)

    copy(plans)

    assert Plan.objects.get(unit=place.units["KS"], year=2025).assignments.get().continues == place.assignment


def test_a_form_of_a_plan_is_offered_only_where_there_is_a_plan_and_the_right(place: SmallMunicipality, plans: Client):
    form = reverse("goals:goal_new", args=["KS", "2024"])
    page = plans.get(form).content.decode()

    below = plans.get(reverse("goals:goal_new", args=["KSF", "2024"]))
    assert below.status_code == 200
    assert "ingen plan för 2024" in words(below) or "no plan for 2024" in words(below)
    assert f'href="{reverse("goals:goal_new", args=["KSF", "2024"])}"' in page

    RoleFactory(person=place.outsider, unit=place.units["BY"], role=Role.READER)
    RoleFactory(person=place.outsider, unit=place.units["KS"], role=Role.COORDINATOR)
    browser = Client()
    browser.force_login(Person.objects.get(pk=place.outsider.pk))
    page = browser.get(form).content.decode()
    assert f'href="{reverse("desk:start", args=["BY", "2024"])}"' in page
    assert f'href="{reverse("goals:goal_new", args=["BY", "2024"])}"' not in page
