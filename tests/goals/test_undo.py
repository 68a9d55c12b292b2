"""What is taken back, and what is not because someone has written over it."""

import pytest
from django.test import Client
from django.urls import reverse

from tertial.accounts.system import the_system
from tertial.common import audit
from tertial.common.models import AuditEntry
from tertial.goals.actions.indicators import set_target
from tertial.goals.models import GoalAssessment, Indicator, TargetKind
from tertial.organisation.roles import Role
from tests.shared.browsers import browser_of
from tests.shared.factories import PersonFactory, RoleFactory
from tests.shared.pages import undo_address, words
from tests.shared.small_municipality import YEAR, SmallMunicipality

pytestmark = pytest.mark.django_db

YEAR_2024 = {"year": "2024", "kind": "interim", "period": "2024"}


def write_target(browser: Client, indicator: Indicator, expression: str):
    url = reverse("goals:targets", args=[indicator.ref])
    return browser.post(url, {**YEAR_2024, "expression": expression}, follow=True)


def target_of(indicator: Indicator) -> str:
    return indicator.targets.get(year=2024, kind=TargetKind.INTERIM).expression


def test_a_target_someone_else_has_set_since_is_not_taken_back(place: SmallMunicipality, plans: Client):
    mine = undo_address(write_target(plans, place.indicator, "≥85"))
    set_target(by=the_system(), indicator=place.indicator, year=2024, kind=TargetKind.INTERIM, expression="≥90")

    answer = plans.post(mine)

    assert "has been changed since" in words(answer)
    assert target_of(place.indicator) == "≥90"


def test_saving_the_same_target_again_writes_nothing_that_an_undo_could_take_away(
    place: SmallMunicipality, plans: Client
):
    entries = AuditEntry.objects.count()

    answer = write_target(plans, place.indicator, "≥80")

    assert "/angra/" not in answer.content.decode()
    assert (AuditEntry.objects.count(), target_of(place.indicator)) == (entries, "≥80")


def test_a_target_too_long_to_be_kept_gets_one_sentence_and_stays_typed(place: SmallMunicipality, plans: Client):
    long = "≥200 barnomsorgsochskolplatser per verksamhetsområde i kommunen"
    answer = write_target(plans, place.indicator, long)

    assert (answer.status_code, target_of(place.indicator)) == (422, "≥80")
    assert "is longer than 60 characters" in words(answer)
    assert "skolplatser" in answer.content.decode()


def test_a_withdrawn_assessment_does_not_come_back_over_a_new_one(place: SmallMunicipality, reports: Client):
    answer = reports.post(reverse("goals:withdraw_assessment", args=[place.goal.ref]), {"period": "2024"}, follow=True)
    mine = undo_address(answer)
    newer = place.model.scale_steps.all()[1]
    GoalAssessment.objects.create(goal=place.goal, period=YEAR.key, step=newer)

    answer = reports.post(mine)

    assert "has been changed since" in words(answer)
    assert place.goal.assessments.get().step == newer


def test_an_undo_tells_nothing_to_those_who_may_not_read_what_it_is_about(place: SmallMunicipality):
    stranger = PersonFactory(language="en")
    RoleFactory(person=stranger, unit=place.units["OLD"], role=Role.COORDINATOR)
    place.plan.goals.update(name="Hemligt")
    council = place.goal.contributes_to
    entry = audit.record(person=the_system(), action="goal.move", subject=place.goal, after={"parent": council.pk})
    place.units["OLD"].parent = None
    place.units["OLD"].save()

    answer = browser_of(stranger).post(reverse("organisation:undo", args=[entry.pk]))

    assert answer.status_code == 404
    assert "Hemligt" not in words(answer)
