"""The first page: what to do, how it goes, what changed, and the words explained."""

import pytest
from django.test import Client
from django.urls import reverse

from tertial.accounts.models import Person
from tertial.accounts.system import the_system
from tertial.domain.period import Period
from tertial.goals.actions.assessments import assess_goal
from tertial.goals.actions.goals import save_goal
from tertial.organisation.roles import Role
from tertial.texts.actions import save_text
from tests.shared.browsers import browser_of
from tests.shared.factories import PersonFactory, RoleFactory
from tests.shared.pages import words
from tests.shared.small_municipality import SmallMunicipality

pytestmark = pytest.mark.django_db


def start(browser: Client, unit: str = "KS") -> str:
    return words(browser.get(reverse("desk:start", args=[unit, "2024"])))


def write(place: SmallMunicipality, slot: str, text: str) -> None:
    document = {"type": "doc", "content": [{"type": "paragraph", "content": [{"type": "text", "text": text}]}]}
    save_text(
        by=place.people[Role.REPORTER],
        unit=place.plan.unit,
        subject=place.goal.ref,
        slot=slot,
        period="2024",
        document=document,
        revision=0,
    )


def test_a_text_that_was_written_is_named_among_what_changed(place: SmallMunicipality, reports: Client):
    assert "Wrote “Motivation” for “Hemligt nämndmål”" in start(reports)


def test_several_texts_of_a_goal_are_one_change(place: SmallMunicipality, reports: Client):
    write(place, "work", "Detta.")

    assert "Wrote 2 texts for “Hemligt nämndmål”" in start(reports)


def test_several_things_added_in_one_go_are_one_change(place: SmallMunicipality, reports: Client):
    for name in ("Ett", "Två", "Tre"):
        save_goal(by=the_system(), plan=place.plan, level=place.goal.level, name=name, parent=place.goal.parent)

    assert "Added the goal “Tre” and" in start(reports)


def test_a_target_is_a_task_for_those_who_may_set_it(place: SmallMunicipality, plans: Client, reports: Client):
    place.indicator.targets.all().delete()

    assert "Next: Set a target" in start(plans)
    assert "Next: Set a target" not in start(reports)


def test_whoever_works_in_a_committee_begins_there_also_with_a_role_in_the_municipality(place: SmallMunicipality):
    person = PersonFactory()
    for code in ("BY", "KS"):
        RoleFactory(person=person, unit=place.units[code], role=Role.COORDINATOR)

    assert browser_of(person).get("/")["Location"] == reverse("desk:start", args=["KS", "2024"])


def test_a_unit_without_a_plan_leads_to_the_one_above_that_has(place: SmallMunicipality, owner: Person):
    answer = browser_of(owner).get(reverse("desk:start", args=["KSF", "2024"]))

    assert reverse("desk:start", args=["KS", "2024"]) in answer.content.decode()


def test_the_help_tells_the_municipality_s_own_limits(place: SmallMunicipality, reports: Client):
    place.model.tolerance_percent, place.model.indicator_weight_percent = 7, 60
    place.model.save()

    page = words(reports.get(reverse("desk:help", args=["KS", "2024"])))

    assert "at most 7 percent" in page
    assert "60 percent" in page
    assert "40 percent" in page


def test_what_remains_is_fetched_alone_when_a_text_has_been_saved(place: SmallMunicipality, reports: Client):
    panel = {"HX-Request": "true", "HX-Target": "missing"}
    address = reverse("goals:goal", args=[place.goal.ref])
    before = words(reports.get(address, headers=panel))

    write(place, "work", "Detta.")
    after = words(reports.get(address, headers=panel))

    assert "Write: Work carried out" in before
    assert "Write: Work carried out" not in after
    assert "<html" not in reports.get(address, headers=panel).content.decode()


def test_what_waits_for_approval_comes_next_for_whoever_approves(place: SmallMunicipality, reports: Client):
    step, year = place.model.scale_steps.first(), Period.parse("2024")
    assess_goal(by=place.people[Role.REPORTER], goal=place.goal, period=year, step=step, reason="Därför.")
    approver = browser_of(place.people[Role.APPROVER])

    assert "Next: Approve the assessment Hemligt nämndmål" in start(approver)
    assert "Next: Approve" not in start(reports)
