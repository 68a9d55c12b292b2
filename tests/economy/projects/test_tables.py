"""The tables on their pages and as files: filtered, sorted, empty, in a municipality's own words."""

import io

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tertial.accounts.system import the_system
from tertial.domain.document import from_plain_text, rich_text_to_json
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.economy.models import ProjectGroup
from tertial.economy.projects.actions.projects import save_project, set_codes
from tertial.reports.actions import save_template
from tertial.reports.compose import compose
from tertial.reports.declaration import read_declaration
from tertial.reports.models import ReportKind
from tertial.texts.actions import import_text
from tertial.texts.attachments.actions import save_picture
from tertial.texts.subjects import text_place
from tests.shared.pages import words
from tests.shared.small_municipality import SmallMunicipality
from tests.shared.small_rooms.free import picture_file
from tests.shared.small_rooms.projects import TABLES, Projects

from .conftest import enter, table_page

pytestmark = pytest.mark.django_db


def export(browser: Client, form: str, slug: str = "investments", **query: object):
    return browser.get(reverse("economy:project_export", args=["KS", "2024", slug, form]), query)


def test_the_overview_names_every_table_with_its_telling_figures(stored: Projects, plans: Client):
    page = words(plans.get(reverse("economy:projects", args=["KS", "2024"]))).replace("\u00a0", " ")

    assert "Investments Budget −1 000 " in page
    assert "Deviation" not in page
    assert "External funding Nothing for the period yet." in page


@pytest.mark.parametrize("slug", TABLES)
def test_an_empty_table_says_so_and_what_to_do(place: SmallMunicipality, plans: Client, slug: str):
    page = words(table_page(plans, slug, unit="KSF"))

    assert "Nothing here for the period" in page
    assert "Add the first" in page


def test_an_unknown_table_is_no_address(plans: Client):
    assert table_page(plans, "finns-inte").status_code == 404


def test_a_list_is_narrowed_by_text_code_and_group_and_sorted_by_any_column(
    place: SmallMunicipality, stored: Projects, plans: Client
):
    table = stored.tables["investment_projects"]
    other = save_project(by=the_system(), unit=place.units["KS"], table=table, name="Tunnel", first_year=2024)
    set_codes(by=the_system(), project=other, table=table, codes=["5177"])
    enter(plans, stored.project, "investment_projects", amount="-10")
    enter(plans, other, "investment_projects", amount="-20")

    def names(**query: object) -> list[str]:
        page = words(table_page(plans, "investment_projects", **query)).partition("What stands behind")[2]
        found = [(page.index(f"{name} "), name) for name in ("Bro", "Tunnel") if f"{name} " in page]
        return [name for _place, name in sorted(found)]

    assert names() == ["Bro", "Tunnel"]
    assert names(text="5177") == ["Tunnel"]
    assert names(group="planning") == ["Bro"]
    assert names(group="none") == ["Tunnel"]
    assert names(sort="budget") == ["Tunnel", "Bro"]
    assert names(sort="-budget") == ["Bro", "Tunnel"]
    assert names(sort="-name") == ["Tunnel", "Bro"]
    assert names(text="inget sådant") == []


def test_what_has_no_figure_stands_last_whichever_way_it_is_sorted(
    place: SmallMunicipality, stored: Projects, plans: Client
):
    save_project(
        by=the_system(), unit=place.units["KS"], table=stored.tables["investments"], name="Utan belopp", first_year=2024
    )

    for sort in ("budget", "-budget"):
        page = words(table_page(plans, sort=sort))
        assert page.index("Kameror") < page.index("Utan belopp")


def test_a_file_holds_the_table_with_numbers_as_numbers(stored: Projects, plans: Client):
    enter(plans, stored.investment, measure="outcome", amount="-700,4", reference="")

    answer = export(plans, "xlsx")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="KS-2024-investments-projekt.xlsx"'
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.content)).active.iter_rows(values_only=True))
    assert rows[0][:5] == ("Project", "Group", "Budget", "Outcome", "Deviation")
    assert rows[1][2:5] == (-1000, -700.4, 299.6)
    assert rows[2][0] == "Total"
    assert export(plans, "csv").content.decode("utf-8-sig").splitlines()[1].startswith("Kameror;;-1000;-700;300;")
    assert export(plans, "ods").status_code == 404


def test_the_sums_and_what_stands_behind_them_are_two_files(stored: Projects, plans: Client):
    enter(plans, stored.project, "investment_projects", amount="-10")

    sums = export(plans, "csv", "investment_projects").content.decode("utf-8-sig").splitlines()
    behind = export(plans, "csv", "investment_projects", list="1", text="bro").content.decode("utf-8-sig").splitlines()

    assert [line.partition(";")[0] for line in sums] == ["Stage", "Planering", "Garanti", "Total"]
    assert behind[1].startswith("Bro;Planering;-10;")


def test_groups_are_added_renamed_and_removed_while_nothing_has_stood_in_them(stored: Projects, administers: Client):
    address = ["KS", "2024", "investment_projects"]
    administers.post(
        reverse("economy:project_group_new", args=address), {"name": "Paus", "key": "pause", "state": "paused"}
    )
    made = ProjectGroup.objects.get(key="pause")
    assert (made.position, made.table) == (2, stored.tables["investment_projects"])

    taken = {"name": "Paus igen", "key": "pause", "state": ""}
    assert "already a group with the key" in words(
        administers.post(reverse("economy:project_group_new", args=address), taken)
    )
    administers.post(
        reverse("economy:project_group_change", args=[made.ref]), {"name": "Vilar", "key": "pause", "position": 0}
    )
    assert ProjectGroup.objects.get(key="pause").name == "Vilar"

    administers.post(reverse("economy:project_group_remove", args=[made.ref]))
    assert not ProjectGroup.objects.filter(key="pause").exists()
    used = administers.post(reverse("economy:project_group_remove", args=[stored.stage.group.ref]))
    assert "move them first, or rename the group" in words(used)
    assert ProjectGroup.objects.filter(pk=stored.stage.group_id).exists()


def test_a_text_about_a_table_is_written_where_the_table_stands(
    place: SmallMunicipality, stored: Projects, reports: Client
):
    subject = Ref("projects", place.units["KS"].ref.key)
    url = reverse("texts:section", args=[subject, "investments", "2024"])

    assert url in table_page(reports).content.decode()
    assert reports.get(url).status_code == 200
    assert reports.get(reverse("texts:section", args=[subject, "nothing", "2024"])).status_code == 404


def test_the_editor_offers_the_figures_of_the_tables(place: SmallMunicipality, stored: Projects, reports: Client):
    url = reverse("texts:figures", args=[stored.investment.ref, "investments", "2024"])

    offered = {each["label"]: each["text"] for each in reports.get(url).json()}

    assert offered["Investments, Kameror: Budget"] == "1,0"
    assert offered["Investment projects, Planering: number"] == "1"


def test_each_investment_says_how_much_of_its_budget_is_used(stored: Projects, plans: Client):
    enter(plans, stored.investment, measure="outcome", amount="-700", reference="")

    page = words(table_page(plans)).replace("\u00a0", " ")

    assert "Kameror −1 000 −700 300 – – – 70 %" in page
    assert export(plans, "csv").content.decode("utf-8-sig").splitlines()[1].startswith("Kameror;;-1000;-700;300;;;;70;")


def test_the_utilisation_is_told_with_and_without_what_is_held_in_reserve(
    place: SmallMunicipality, stored: Projects, plans: Client
):
    reserve = save_project(
        by=the_system(),
        unit=place.units["KS"],
        table=stored.tables["investments"],
        name="Reserv",
        first_year=2024,
        is_reserve=True,
    )
    enter(plans, reserve, amount="-1000")
    enter(plans, stored.investment, measure="outcome", amount="-700", reference="")

    page = words(table_page(plans)).replace("\u00a0", " ")

    assert "used 35 % used, reserve left out 70 %" in page
    assert "Reserv reserve" in page


def test_a_row_whose_text_the_report_waits_for_says_so(place: SmallMunicipality, stored: Projects, plans: Client):
    grant = save_project(
        by=the_system(), unit=place.units["KS"], table=stored.tables["external_funding"], name="Bidrag", first_year=2024
    )
    assert "Bidrag no text yet" in words(table_page(plans, "external_funding"))

    import_text(
        by=the_system(),
        unit=place.units["KS"],
        subject=grant.ref,
        slot="external_funding",
        period="2024",
        document=rich_text_to_json(from_plain_text("Betalar en tjänst.")),
    )

    assert "no text yet" not in words(table_page(plans, "external_funding"))


def test_a_page_asks_the_database_as_often_however_many_projects_there_are(
    place: SmallMunicipality, stored: Projects, plans: Client, django_assert_max_num_queries
):
    with CaptureQueriesContext(connection) as few:
        table_page(plans)
    for number in range(12):
        made = save_project(
            by=the_system(),
            unit=place.units["KS"],
            table=stored.tables["investments"],
            name=f"Nummer {number}",
            first_year=2024,
        )
        set_codes(by=the_system(), project=made, table=stored.tables["investments"], codes=[f"9{number}"])
    with django_assert_max_num_queries(len(few)):
        assert "Nummer 11" in words(table_page(plans))


REPORT = """
name = "Rapport"
title = "{unit} {year}"

[[chapter]]
title = "Investeringsprojekt"

    [[chapter.block]]
    kind = "project_table"
    table = "investment_projects"
"""


def test_a_report_names_the_table_it_prints_and_is_told_of_one_that_does_not_exist(place: SmallMunicipality):
    declared = read_declaration(REPORT.replace('table = "investment_projects"', 'table = "vagar"'))

    composition = compose(place.units["KS"], Period.parse("2024"), declaration=declared)

    (told,) = [str(each.message) for each in composition.findings if each.code == "project-table-unknown"]
    assert "prints the table “vagar”, which" in told
    assert "investment_projects" in told


@pytest.mark.parametrize("said", ["Vägen är klar.", ""])
def test_a_picture_of_a_project_in_a_unit_below_stands_in_the_report_with_and_without_words(
    said: str, place: SmallMunicipality, stored: Projects, reports: Client
):
    save_template(by=the_system(), unit=place.units["KS"], kind=ReportKind.ANNUAL, declaration=REPORT)
    project = save_project(
        by=the_system(),
        unit=place.units["KSF"],
        table=stored.tables["investment_projects"],
        name="Gångväg",
        first_year=2024,
    )
    about = text_place(project.ref, "investment_projects", Period.parse("2024"))
    save_picture(by=the_system(), place=about, alternative="En gångväg av asfalt.", file=picture_file())
    if said:
        document = rich_text_to_json(from_plain_text(said))
        at = {"unit": project.unit, "subject": project.ref, "slot": "investment_projects"}
        import_text(by=the_system(), **at, period="2024", document=document)

    page = reports.get("/KS/2024/rapport/").content.decode()

    assert "En gångväg av asfalt." in page
    assert said in page
