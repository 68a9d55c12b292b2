"""Tables that a municipality declares, also a ninth: declared, changed, copied, put away, filled and printed."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tertial.accounts.system import the_system
from tertial.checks.files.assemble import assembled
from tertial.checks.files.html import read_html
from tertial.checks.files.pdf import read_pdf
from tertial.checks.files.word import read_word
from tertial.domain.document import to_json
from tertial.domain.period import Period
from tertial.economy.models import Project, ProjectTable
from tertial.economy.projects.actions.projects import save_project
from tertial.organisation.models import Unit
from tertial.organisation.roles import Role
from tertial.reports.compose import compose
from tertial.reports.declaration import read_declaration
from tertial.reports.errors import UnusableTemplate
from tertial.reports.render import render_document
from tests.shared.browsers import browser_of
from tests.shared.factories import PersonFactory, RoleFactory
from tests.shared.pages import undo_address, words
from tests.shared.small_municipality import SmallMunicipality
from tests.shared.small_rooms.projects import Projects
from tests.shared.typed_forms import form_with

from .conftest import enter, table_page

pytestmark = pytest.mark.django_db

NEW = "/KS/2024/ekonomi/projekttabeller/ny/"
LIST = "/KS/2024/ekonomi/projekttabeller/"


def address(slug: str = "investments") -> str:
    return reverse("economy:project_words", args=["KS", "2024", slug])


def send(browser: Client, url: str, **changed: str) -> HttpResponse:
    """Opens the form, changes some of it and sends it."""
    form = form_with(browser.get(url), "caption")
    return browser.post(url, form.values(**changed), follow=True)


def plain(answer: HttpResponse) -> str:
    return words(answer).replace("\u00a0", " ")


COOLING = {
    "caption": "Klimatåtgärder, tkr",
    "shows_budget": "",
    "shows_decided": "printed",
    "place_decided": "1",
    "heading_decided": "Beslutat",
    "place_outcome": "2",
    "shows_deviation": "",
    "shows_remaining": "printed",
    "place_remaining": "3",
    "shows_used": "printed",
    "place_used": "4",
    "shows_responsible": "printed",
    "place_responsible": "5",
    "amount_sign": "cost_plus",
    "total_label": "Summa",
}


def test_the_coordinator_declares_a_table_fills_it_and_prints_it(
    place: SmallMunicipality, stored: Projects, plans: Client
):
    page = plain(send(plans, NEW, **COOLING))
    assert "The table is declared" in page
    table = ProjectTable.objects.get(key="klimatatgarder")
    assert (table.unit.code, table.columns) == ("KS", ["decided", "outcome", "remaining", "used", "responsible"])
    assert "Nothing here for the period" in page

    form = form_with(plans.get(reverse("economy:project_new", args=["KS", "2024", table.key])), "name")
    sent = form.values(name="Solceller", responsible=str(place.people[Role.REPORTER].pk))
    plans.post(reverse("economy:project_new", args=["KS", "2024", table.key]), sent)
    project = table.projects.get()
    enter(plans, project, table.key, measure="decided", amount="400")
    enter(plans, project, table.key, measure="outcome", amount="100", reference="")

    assert "Solceller 400 100 300 25 %" in plain(table_page(plans, table.key))
    declared = read_declaration(
        'title = "Rapport"\n[[chapter]]\ntitle = "Klimat"\n[[chapter.block]]\n'
        'kind = "project_table"\ntable = "klimatatgarder"\n'
    )
    tree = to_json(compose(place.units["KS"], Period.parse("2024"), declaration=declared).document)
    printed = tree["blocks"][0]["blocks"][0]
    texts = [[cell.get("text", "").replace("\u00a0", " ") for cell in row["cells"]] for row in printed["rows"]]
    assert [column["label"] for column in printed["columns"]][1:4] == ["Beslutat", "Utfall", "Återstår"]
    assert texts[0] == ["Solceller", "400", "100", "300", "25 %", place.people[Role.REPORTER].name]
    assert texts[-1][:5] == ["Summa", "400", "100", "300", "25 %"]
    assert "Återstår = beslutat − utfall. Upparbetat = utfall / beslutat." in printed["rule"]


READERS = {"pdf": read_pdf, "docx": read_word, "html": lambda file: read_html(file, "utf-8")}
ROWS = "Projekt\tBeslutat\tUtfall\nSolceller\t400\t100\nFjärrkyla i förskolor\t1 250\t1 300"


def test_a_ninth_table_is_declared_filled_from_a_spreadsheet_and_printed_in_every_format(
    place: SmallMunicipality, stored: Projects, plans: Client
):
    for number in range(ProjectTable.objects.count(), 8):
        send(plans, f"{NEW}?like=investments", caption=f"Tabell {number}")
    send(plans, NEW, **COOLING | {"caption": "Klimatåtgärder, tkr"})
    assert ProjectTable.objects.filter(archived_at=None).count() == 9

    url = reverse("economy:project_paste", args=["KS", "2024", "klimatatgarder"])
    shown = plans.post(url, {"pasted": ROWS, "on": "2024-03-01", "reference": "KS 12", "look": ""})
    plans.post(url, form_with(shown, "pasted").values(save=""))

    declared = read_declaration(REPORT.replace("investments", "klimatatgarder"))
    document = compose(place.units["KS"], Period.parse("2024"), declaration=declared).document
    for file_type, read in READERS.items():
        (table,) = assembled(read(render_document(document, file_type))).tables
        rows = [[" ".join(cell.text.split()) for cell in row.cells] for row in table.rows]
        assert [column.label for column in table.columns][1:5] == ["Beslutat", "Utfall", "Återstår", "Upparbetat"]
        assert [row[:5] for row in rows] == [
            ["Solceller", "400", "100", "300", "25 %"],
            ["Fjärrkyla i förskolor", "1 250", "1 300", "−50", "104 %"],
            ["Summa", "1 650", "1 400", "250", "85 %"],
        ], file_type


def test_a_table_of_a_committee_stands_in_the_municipality_and_not_beside(
    place: SmallMunicipality, stored: Projects, plans: Client
):
    send(plans, NEW, **COOLING)

    assert table_page(plans, "klimatatgarder", unit="BY").status_code == 200
    assert table_page(plans, "klimatatgarder", unit="KSF").status_code == 200


def test_whoever_plans_in_one_committee_alone_changes_only_its_own_tables(place: SmallMunicipality, stored: Projects):
    person = RoleFactory(person=PersonFactory(language="en"), unit=place.units["KS"], role=Role.COORDINATOR).person
    planner = browser_of(person)

    assert planner.get(address()).status_code == 403
    assert "The table is declared" in plain(send(planner, NEW, **COOLING))
    assert "The table is saved." in plain(send(planner, address("klimatatgarder"), caption="Klimat"))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"caption": " "}, "This field is required"),
        ({"caption": "Ny", "key": "Med Stora"}, "cannot be used; write at most 30 small letters"),
        ({"caption": "Ny", "key": "investments"}, "already a table with the key “investments”"),
        ({"caption": "Ny", "shows_budget": ""}, "worked out from an outcome and a plan"),
        (
            {"caption": "Ny", "shows_budget": "", "shows_outcome": "", "shows_deviation": ""},
            "needs at least one column of amounts",
        ),
        ({"caption": "Ny", "rows": "group", "shows_goal": "printed"}, "a sum has no"),
        ({"caption": "Ny", "shows_net": "printed"}, "choose at least one of them"),
        ({"caption": "Ny", "shows_expected_deviation": "pages"}, "worked out from the forecast and a plan"),
    ],
)
def test_what_cannot_be_declared_is_refused_in_a_sentence_and_nothing_typed_is_lost(
    stored: Projects, plans: Client, changed: dict[str, str], said: str
):
    count = ProjectTable.objects.count()

    answer = send(plans, NEW, heading_outcome="Mitt utfall", **changed)

    assert answer.status_code == 422
    assert said in words(answer)
    assert "Mitt utfall" in answer.content.decode()
    assert ProjectTable.objects.count() == count


def test_caption_headings_unit_signs_and_columns_are_changed_and_taken_back(stored: Projects, plans: Client):
    enter(plans, stored.investment, measure="outcome", amount="-700", reference="")
    given = {
        "caption": "Investeringar {year}",
        "money_unit": "mnkr",
        "decimals": "1",
        "amount_sign": "cost_plus",
        "deviation_sign": "budget_minus_outcome",
        "heading_row": "Objekt",
        "heading_budget": "Ram",
    }

    answer = send(plans, address(), **given)

    page = plain(table_page(plans))
    assert "Investeringar 2024" in page
    assert "Kameror 1,0 0,7 0,3" in page
    assert "Amounts in million kronor. Expenditure is written without a sign. Deviation = ram − outcome" in page
    assert "A minus means that the outcome is worse" in page
    plans.post(undo_address(answer))
    assert "Kameror −1 000 −700 300" in plain(table_page(plans))


def test_a_column_taken_away_keeps_its_amounts(stored: Projects, plans: Client):
    worked_out = {f"shows_{name}": "" for name in ("deviation", "used", "expected_deviation")}
    send(plans, address(), shows_budget="", has_reserve=[], **worked_out)
    assert "Kameror –" in plain(table_page(plans))

    send(plans, address(), shows_budget="printed", place_budget="1")

    assert "Kameror −1 000" in plain(table_page(plans))


def test_a_copy_begins_as_the_other_with_its_groups(stored: Projects, plans: Client):
    send(plans, f"{NEW}?like=investment_projects", caption="Små projekt")

    made = ProjectTable.objects.get(key="sma_projekt")
    assert (made.rows, made.columns) == ("group", ["budget", "outcome", "deviation"])
    assert [group.key for group in made.groups.all()] == ["planning", "guarantee"]


def test_a_table_is_put_away_brought_back_and_its_rows_kept(stored: Projects, plans: Client):
    answer = plans.post("/KS/2024/ekonomi/projekt/investments/arkivera/", follow=True)

    assert "Investments archived" in plain(answer)
    assert "Investments" not in plain(plans.get("/KS/2024/ekonomi/projekt/"))
    assert "is in no report" in plain(table_page(plans))
    assert plans.get(reverse("economy:project", args=[stored.investment.ref])).status_code == 200
    plans.post(undo_address(answer))
    assert "Kameror −1 000" in plain(table_page(plans))
    plans.post("/KS/2024/ekonomi/projekt/investments/arkivera/")
    plans.post("/KS/2024/ekonomi/projekt/investments/aterstall/")
    assert "Kameror −1 000" in plain(table_page(plans))


def test_an_address_from_before_leads_on_with_what_it_asked(stored: Projects, plans: Client):
    ProjectTable.objects.filter(key="investments").update(former_address="investeringar")

    answer = plans.get("/KS/2024/ekonomi/projekt/investeringar/?sort=budget")

    assert (answer.status_code, answer.url) == (301, "/KS/2024/ekonomi/projekt/investments/?sort=budget")
    lines = plans.get(f"/ekonomi/projekt/{stored.investment.ref.key}/rader/investeringar/?period=2024")
    assert lines.url == f"/ekonomi/projekt/{stored.investment.ref.key}/rader/investments/?period=2024"
    assert plans.get("/KS/2024/ekonomi/projekt/finns-inte/").status_code == 404


def test_a_municipality_without_tables_is_told_how_to_begin(stored: Projects, plans: Client):
    ProjectTable.objects.update(archived_at="2024-01-01T00:00Z")

    assert "No tables yet" in plain(plans.get("/KS/2024/ekonomi/projekt/"))
    assert "Bring back Investments" in plain(plans.get(LIST))


def test_the_same_rows_stand_in_a_second_table_with_amounts_of_their_own(
    place: SmallMunicipality, stored: Projects, plans: Client
):
    send(plans, NEW, caption="Markaffärer", rows_of=str(stored.tables["investment_projects"].pk), rows="group")
    table = ProjectTable.objects.get(key="markaffarer")

    enter(plans, stored.project, table.key, amount="-40")

    assert "Planering 1 project −40" in plain(table_page(plans, table.key))
    assert "−40" not in plain(table_page(plans, "investment_projects"))
    page = plain(plans.get(reverse("economy:project", args=[stored.project.ref]), {"period": "2024"}))
    assert "Markaffärer" in page


def test_rows_can_be_units(place: SmallMunicipality, stored: Projects, plans: Client):
    send(plans, address(), rows="unit")
    made = save_project(
        by=the_system(), unit=place.units["KSF"], table=stored.tables["investments"], name="Skåp", first_year=2024
    )
    enter(plans, made, amount="-500")

    page = plain(table_page(plans))

    assert "Enhet KS 1 project −1 000" in page
    assert "Enhet KSF 1 project −500" in page


REPORT = """title = "Rapport"
[[chapter]]
title = "Investeringar"
[[chapter.block]]
kind = "project_table"
table = "investments"
texts = false
"""


def printed(unit: Unit, options: str, period: str = "2024") -> list[dict[str, Any]]:
    """The tables of a report, each with its headings and rows as texts."""
    composition = compose(unit, Period.parse(period), declaration=read_declaration(REPORT + options))
    return [table for chapter in to_json(composition.document)["blocks"] for table in tables_in(chapter)]


def tables_in(node: dict[str, Any]) -> list[dict[str, Any]]:
    here = [node] if node.get("type") == "table" else []
    return here + [found for child in node.get("blocks", []) for found in tables_in(child)]


def texts_of(table: dict[str, Any]) -> list[list[str]]:
    return [[cell.get("text", "").replace("\u00a0", " ") for cell in row["cells"]] for row in table["rows"]]


def test_a_table_is_printed_with_several_years_beside_each_other(stored: Projects, plans: Client):
    Project.objects.update(first_year=2022)
    enter(plans, stored.investment, measure="outcome", amount="-700", reference="")
    enter(plans, stored.investment, measure="outcome", amount="-40", reference="", year="2023", on="2023-05-01")

    (table,) = printed(stored.investment.unit, "years = 3\n")

    assert [column["label"] for column in table["columns"]] == ["Projekt", "Utfall 2022", "Utfall 2023", "Utfall 2024"]
    assert texts_of(table) == [["Kameror", "–", "−40", "−700"], ["Total", "–", "−40", "−700"]]
    assert table["rows"][0]["cells"][2]["ref"].endswith(":2023:investments-outcome")


def test_a_table_is_printed_for_each_unit_below_that_has_rows(
    place: SmallMunicipality, stored: Projects, plans: Client
):
    tables = printed(place.units["BY"], 'units = "below"\ncaption = "{unit}"\n')

    assert [table["caption"] for table in tables] == ["Enhet KS"]
    assert texts_of(tables[0])[0][:2] == ["Kameror", "−1 000"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ("years = 9\n", "a number from 2 to 3"),
        ("years = 3\nforecast = true\n", "take one of them away"),
        ('years = "3"\n', "cannot be used"),
    ],
)
def test_years_that_do_not_fit_are_refused_in_a_sentence(options: str, said: str):
    with pytest.raises(UnusableTemplate) as refused:
        read_declaration(REPORT + options)

    assert said in str(refused.value.message)
