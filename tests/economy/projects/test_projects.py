"""Projects in the web: made, changed, staged, coded, archived, taken back, found."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tertial.accounts.system import the_system
from tertial.common.models import AuditEntry
from tertial.economy.models import Project, ProjectCode, ProjectStage
from tertial.economy.projects.actions.projects import save_project, set_codes
from tertial.economy.projects.errors import ProjectNotSaved
from tertial.organisation.roles import Role
from tests.shared.pages import undo_address, words
from tests.shared.small_municipality import SmallMunicipality
from tests.shared.small_rooms.projects import Projects

from .conftest import table_page

pytestmark = pytest.mark.django_db


def new(browser: Client, slug: str = "investment_projects", **given: object):
    url = reverse("economy:project_new", args=["KS", "2024", slug])
    return browser.post(url, {"name": "Ny väg", "first_year": "2024"} | given, follow=True)


def test_a_new_project_leads_to_where_its_amounts_are_entered(
    place: SmallMunicipality, stored: Projects, plans: Client
):
    answer = new(plans, group=stored.stage.group_id, goal_ref=place.goal.ref, codes_investment_projects="5101, 5102")

    page = words(answer)
    assert "It is added. Enter its amounts next." in page
    made = Project.objects.get(name="Ny väg")
    assert (made.stages.get().group, made.goal_ref) == (stored.stage.group, place.goal.ref)
    assert list(made.codes.values_list("code", flat=True)) == ["5101", "5102"]
    assert "project codes 5101, 5102" in page
    assert "Hemligt nämndmål" in page


def test_a_project_without_a_name_or_with_years_turned_is_refused_and_nothing_is_lost(stored: Projects, plans: Client):
    assert "This field is required" in words(new(plans, name=" ", first_year="2024"))
    answer = new(plans, name="Ny väg", first_year="2024", last_year="2020", codes_investment_projects="5101")

    assert answer.status_code == 422
    assert "The last year, 2020, is before the first, 2024" in words(answer)
    assert 'value="Ny väg"' in answer.content.decode()
    assert not Project.objects.filter(name="Ny väg").exists()


def test_a_code_counts_once_and_nothing_is_half_saved(stored: Projects, plans: Client):
    set_codes(by=the_system(), project=stored.project, table=stored.tables["investment_projects"], codes=["5101"])

    answer = new(plans, codes_investment_projects="5199, 5101")

    assert answer.status_code == 422
    assert "The project code 5101 already belongs to “Bro”" in words(answer)
    assert not Project.objects.filter(name="Ny väg").exists()
    assert ProjectCode.objects.count() == 1


def test_a_change_of_name_and_of_codes_can_be_taken_back(stored: Projects, plans: Client):
    url = reverse("economy:project_change", args=[stored.project.ref])
    plans.post(url, {"name": "Stora bron", "first_year": "2023", "codes_investment_projects": "77", "period": "2024"})
    stored.project.refresh_from_db()
    assert (stored.project.name, stored.project.codes.get().code) == ("Stora bron", "77")

    for action in ("project.codes", "project.change"):
        undo = _undo_of(plans, stored.project, action)
        assert plans.post(undo).status_code == 302

    stored.project.refresh_from_db()
    assert (stored.project.name, stored.project.codes.count()) == ("Bro", 0)


def _undo_of(browser: Client, project: Project, action: str) -> str:
    entry = AuditEntry.objects.filter(ref=project.ref, action=action).first()
    return reverse("organisation:undo", args=[entry.pk])


def test_the_form_offers_what_stands_in_it_now(place: SmallMunicipality, stored: Projects, plans: Client):
    Project.objects.filter(pk=stored.project.pk).update(goal_ref=place.goal.ref, last_year=2027)
    set_codes(
        by=the_system(), project=stored.project, table=stored.tables["investment_projects"], codes=["5101", "5102"]
    )

    page = plans.get(reverse("economy:project_change", args=[stored.project.ref]), {"period": "2024"}).content.decode()

    assert f'<option value="{place.goal.ref}" selected>' in page
    assert 'value="5101, 5102"' in page
    assert 'value="2027"' in page


def test_an_archived_project_leaves_the_tables_and_comes_back_by_undo(stored: Projects, plans: Client):
    answer = plans.post(
        reverse("economy:project_archive", args=[stored.investment.ref]), {"period": "2024"}, follow=True
    )
    page = words(answer)
    assert "1 archived project" in page
    assert "Nothing here for the period" in page

    plans.post(undo_address(answer))

    assert "−1 000" in words(table_page(plans)).replace("\u00a0", " ")


def test_a_project_stands_where_it_stood_at_the_end_of_the_period(stored: Projects, reports: Client):
    url = reverse("economy:project_stage", args=[stored.project.ref])
    answer = reports.post(url, {"group": stored.group.pk, "since": "2024-06-01", "period": "2024"}, follow=True)

    def counts(period: str) -> str:
        return words(table_page(reports, "investment_projects", period=period)).partition("What stands behind")[0]

    assert "Planering 1 project" in counts("2024-T1")
    assert "Garanti 1 project" in counts("2024")

    reports.post(undo_address(answer))
    assert ProjectStage.objects.get() == stored.stage


def test_where_a_project_stood_can_be_removed_and_taken_back(stored: Projects, reports: Client):
    answer = reports.post(
        reverse("economy:project_stage_remove", args=[stored.stage.ref]), {"period": "2024"}, follow=True
    )
    assert not ProjectStage.objects.exists()
    page = words(table_page(reports, "investment_projects"))
    assert "“Bro” has no stage" in page

    reports.post(undo_address(answer))

    assert ProjectStage.objects.get().group == stored.stage.group


def test_a_stage_without_a_day_is_refused_and_the_page_stays(stored: Projects, reports: Client):
    url = reverse("economy:project_stage", args=[stored.project.ref])

    answer = reports.post(url, {"group": stored.group.pk, "since": "", "period": "2024"})

    assert answer.status_code == 422
    assert "One thing needs to be corrected" in words(answer)


def test_readers_see_the_project_without_anything_to_change(stored: Projects, as_role):
    page = as_role(Role.READER).get(reverse("economy:project", args=[stored.project.ref]), {"period": "2024"})

    assert page.status_code == 200
    assert '<form method="post" action="/ekonomi' not in page.content.decode()


def test_a_project_of_other_years_stands_in_no_table_of_this(place: SmallMunicipality, stored: Projects, plans: Client):
    unit, table = place.units["KS"], stored.tables["investments"]
    for name, first, last in (("Förra", 2020, 2023), ("Nästa", 2025, None), ("Lång", 2019, None)):
        save_project(by=the_system(), unit=unit, table=table, name=name, first_year=first, last_year=last)

    page = words(table_page(plans))

    assert "Lång" in page
    assert "Förra" not in page
    assert "Nästa" not in page


def test_the_table_of_a_unit_holds_the_projects_of_the_units_below(
    place: SmallMunicipality, stored: Projects, plans: Client
):
    save_project(
        by=the_system(), unit=place.units["KSF"], table=stored.tables["investments"], name="Skåp", first_year=2024
    )

    assert "Skåp Enhet KSF" in words(table_page(plans, unit="BY"))
    assert "Kameror" not in words(table_page(plans, unit="KSF"))


def test_a_part_belongs_to_a_whole_of_the_same_table_and_not_to_a_part(
    place: SmallMunicipality, stored: Projects, plans: Client
):
    unit, table = place.units["KS"], stored.tables["digitalisation_pot"]
    pot = save_project(by=the_system(), unit=unit, table=table, name="Pott", first_year=2024)
    part = save_project(by=the_system(), unit=unit, table=table, name="Initiativ", first_year=2024, parent=pot)

    answer = new(plans, "digitalisation_pot", parent=pot.pk)
    assert Project.objects.get(name="Ny väg").parent == pot
    assert "Ny väg" in words(answer)

    with pytest.raises(ProjectNotSaved):
        save_project(by=the_system(), unit=unit, table=table, name="Del av del", first_year=2024, parent=part)


def test_a_figure_of_a_project_leads_to_its_page_and_a_sum_to_its_table(stored: Projects, plans: Client):
    cell = plans.get(reverse("desk:trace", args=[stored.investment.ref.extended("2024", "investments-budget")]))
    total = plans.get(reverse("desk:trace", args=["projectsum:KS:2024:investment_projects-planning-outcome"]))

    assert cell.url == f"/ekonomi/projekt/{stored.investment.ref.key}/?period=2024#budget"
    assert total.url == "/KS/2024/ekonomi/projekt/investment_projects/#line-planning"
    for wrong in ("projectsum:KS:2024:nothing-a-b", "project:KS:nothing", "projectsum:KS"):
        assert plans.get(reverse("desk:trace", args=[wrong])).status_code == 404


def test_the_database_keeps_what_must_hold(stored: Projects):
    wrong = (
        lambda: Project.objects.filter(pk=stored.project.pk).update(last_year=2000),
        lambda: Project.objects.filter(pk=stored.project.pk).update(parent=stored.project),
        lambda: ProjectStage.objects.create(project=stored.project, group=stored.group, since=date(2023, 1, 1)),
    )
    for write in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            write()
