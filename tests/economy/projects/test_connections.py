"""A project where other rooms look for it: on the goal it serves, and among what hangs loose."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tertial.accounts.system import the_system
from tertial.domain.document import from_plain_text, rich_text_to_json
from tertial.domain.ref import Ref
from tertial.economy.models import Project, ProjectStage
from tertial.economy.projects.actions.projects import save_project
from tertial.goals.actions.plans import copy_forward
from tertial.goals.models import Goal
from tertial.organisation.actions import save_unit
from tertial.organisation.models import UnitKind
from tertial.organisation.roles import Role
from tertial.texts.actions import import_text
from tests.shared.browsers import browser_of
from tests.shared.factories import PersonFactory, RoleFactory
from tests.shared.pages import words
from tests.shared.small_municipality import SmallMunicipality
from tests.shared.small_rooms.projects import Projects

from .conftest import enter

pytestmark = pytest.mark.django_db


def test_a_goal_shows_the_money_that_serves_it(place: SmallMunicipality, stored: Projects, plans: Client):
    Project.objects.filter(pk=stored.investment.pk).update(goal_ref=place.goal.ref)
    enter(plans, stored.investment, measure="outcome", amount="-700", reference="")

    page = words(plans.get(reverse("goals:goal", args=[place.goal.ref]), {"period": "2024"})).replace("\u00a0", " ")

    assert "Kameror: 700 of 1 000 tkr" in page


def test_a_goal_does_not_show_the_money_of_a_unit_one_may_not_read(
    place: SmallMunicipality, stored: Projects, plans: Client
):
    given = {"kind": UnitKind.DEPARTMENT, "parent": place.units["KS"], "valid_from": date(2019, 1, 1)}
    beside = save_unit(by=the_system(), code="KSX", name="Avdelningen bredvid", **given)
    made = {"table": stored.tables["external_funding"], "name": "Bidrag bredvid", "first_year": 2024}
    save_project(by=the_system(), unit=beside, goal_ref=place.goal.ref, **made)
    reader = browser_of(RoleFactory(person=PersonFactory(language="en"), unit=place.units["KSF"]).person)
    address = reverse("goals:goal", args=[place.goal.ref])

    assert "Bidrag bredvid" in words(plans.get(address, {"period": "2024"}))
    assert "Bidrag bredvid" not in words(reader.get(address, {"period": "2024"}))


def next_year(place: SmallMunicipality, goal: Goal) -> Goal:
    planner = place.people[Role.ADMINISTRATOR]
    return copy_forward(by=planner, plan=goal.plan).goals.get(continues=goal)


def test_a_project_serves_the_goal_that_goes_on_when_the_plan_is_copied(
    place: SmallMunicipality, stored: Projects, plans: Client
):
    Project.objects.filter(pk=stored.investment.pk).update(goal_ref=place.goal.ref)
    after_one = next_year(place, place.goal)
    after_two = next_year(place, after_one)

    for goal, year in ((place.goal, "2024"), (after_one, "2025"), (after_two, "2026")):
        page = words(plans.get(reverse("goals:goal", args=[goal.ref]), {"period": year}))
        assert "Kameror" in page, year
        project = plans.get(reverse("economy:project", args=[stored.investment.ref]), {"period": year}).content.decode()
        assert reverse("desk:trace", args=[goal.ref]) in project, year


def test_a_project_changed_next_year_still_serves_the_goal_of_this_year(
    place: SmallMunicipality, stored: Projects, plans: Client
):
    Project.objects.filter(pk=stored.investment.pk).update(goal_ref=place.goal.ref)
    after = next_year(place, place.goal)
    url = reverse("economy:project_change", args=[stored.investment.ref])
    form = plans.get(url, {"period": "2025"}).content.decode()
    assert f'value="{after.ref}" selected' in form
    assert f'value="{place.goal.ref}"' not in form

    sent = {"name": "Kameror och fibrer", "first_year": 2024, "goal_ref": after.ref, "period": "2025"}
    assert plans.post(url, sent).status_code == 302

    assert Project.objects.get(pk=stored.investment.pk).goal_ref == place.goal.ref
    page = words(plans.get(reverse("goals:goal", args=[place.goal.ref]), {"period": "2024"}))
    assert "Kameror och fibrer" in page


def test_what_lacks_stage_amounts_or_goal_hangs_loose(place: SmallMunicipality, stored: Projects, plans: Client):
    ProjectStage.objects.all().delete()
    unit = place.units["KS"]
    save_project(by=the_system(), unit=unit, table=stored.tables["external_funding"], name="Bidrag", first_year=2024)

    page = words(plans.get(reverse("desk:loose_ends", args=["KS", "2024"])))

    assert "Projects without a stage" in page
    assert "“Bro” has no stage" in page
    assert "“Bidrag” has neither plan nor outcome" in page
    assert "Initiatives and grants without a goal" in page


def test_the_log_names_the_tables_that_a_text_is_about(place: SmallMunicipality, administers: Client, plans: Client):
    document = rich_text_to_json(from_plain_text("Året gick bra."))
    unit = place.units["KS"]
    import_text(
        by=the_system(),
        unit=unit,
        subject=Ref("projects", unit.ref.key),
        slot="investments",
        period="2024",
        document=document,
    )

    assert "Wrote about “Project tables of Enhet KS”" in words(administers.get(reverse("desk:log")))
    traced = plans.get(reverse("desk:trace", args=[Ref("projects", unit.ref.key)]))
    assert traced.url.startswith("/KS/")
