"""Saving a form changes what was changed in it and nothing else."""

from collections.abc import Callable
from datetime import date

import pytest
from django.forms import BaseForm
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tertial.accounts.models import Person
from tertial.accounts.system import the_system
from tertial.goals.actions.plans import copy_forward
from tertial.goals.models import Goal, Plan
from tertial.organisation.actions import save_unit
from tertial.organisation.models import UnitKind
from tests.shared.small_municipality import SmallMunicipality

pytestmark = pytest.mark.django_db


def filled_in(form: BaseForm) -> dict[str, object]:
    """What a browser sends of a form that nobody has touched: a choice only where it is offered."""
    sent = {}
    for field in form:
        offered = {str(value) for group, rows in getattr(field.field, "choices", []) for value in _values(group, rows)}
        value = "" if field.value() is None else field.value()
        sent[field.name] = value if not offered or str(value) in offered else ""
    return sent


def _values(value: object, label: object) -> list[object]:
    return [row[0] for row in label] if isinstance(label, list) else [value]


@pytest.fixture
def save_untouched(plans: Client) -> Callable[[str], None]:
    def save(url: str) -> None:
        page = plans.get(url)
        answer = plans.post(url, filled_in(page.context["form"]))
        assert answer.status_code == 302

    return save


def test_a_goal_still_contributes_to_last_years_goal_until_the_council_has_its_plan(
    place: SmallMunicipality, save_untouched: Callable[[str], None]
):
    copy_forward(by=place.people["coordinator"], plan=place.plan)
    goal = Goal.objects.get(plan__year=2025, name=place.goal.name)

    for name in ("goals:goal_change", "goals:goal_move"):
        save_untouched(reverse(name, args=[goal.ref]))

    goal.refresh_from_db()
    assert goal.contributes_to == place.goal.contributes_to


def test_someone_who_has_left_is_still_named_until_another_is_chosen(
    place: SmallMunicipality, save_untouched: Callable[[str], None]
):
    left = Person.objects.create(name="Har slutat", email="slutat@exempelby.se", is_active=False)
    place.plan.goals.update(responsible=left)
    place.plan.assignments.update(responsible=left)
    place.indicator.owner = left
    place.indicator.save()

    save_untouched(reverse("goals:goal_change", args=[place.goal.ref]))
    save_untouched(reverse("goals:assignment_change", args=[place.assignment.ref]))
    save_untouched(reverse("goals:indicator_change", args=[place.indicator.ref]))

    for thing, person in ((place.goal, "responsible"), (place.assignment, "responsible"), (place.indicator, "owner")):
        thing.refresh_from_db()
        assert getattr(thing, person) == left


def test_an_assignment_keeps_an_archived_goal_and_a_unit_that_has_moved_away(
    place: SmallMunicipality, save_untouched: Callable[[str], None]
):
    moved = save_unit(
        by=the_system(),
        code="SBN",
        name="Enhet SBN",
        kind=UnitKind.COMMITTEE,
        parent=place.units["BY"],
        valid_from=date(2019, 1, 1),
    )
    Goal.objects.filter(pk=place.goal.pk).update(archived_at=timezone.now())
    place.plan.assignments.update(responsible_unit=moved)

    save_untouched(reverse("goals:assignment_change", args=[place.assignment.ref]))

    place.assignment.refresh_from_db()
    assert (place.assignment.goal, place.assignment.responsible_unit) == (place.goal, moved)


def test_a_plan_of_the_year_after_does_not_offer_goals_of_others(place: SmallMunicipality, plans: Client):
    copy_forward(by=place.people["coordinator"], plan=Plan.objects.get(unit=place.units["BY"]))

    offered = plans.get(reverse("goals:goal_change", args=[place.goal.ref])).context["form"].fields["above"].choices

    assert all("2025" not in str(group) for group, _rows in offered)
