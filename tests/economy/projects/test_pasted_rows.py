"""Rows pasted from a spreadsheet into a project table: shown first, then written, and taken back in one."""

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tertial.accounts.system import the_system
from tertial.domain.project_table import Measure
from tertial.economy.models import Project, ProjectAmount, ProjectTable
from tertial.economy.projects.actions.projects import save_project, set_codes
from tests.shared.pages import undo_address, words
from tests.shared.small_rooms.projects import TKR, Projects
from tests.shared.typed_forms import form_with

from .conftest import enter, table_page

pytestmark = pytest.mark.django_db


def address(slug: str = "investments", period: str = "2024") -> str:
    return reverse("economy:project_paste", args=["KS", period, slug])


def rows(*lines: str) -> str:
    """What the clipboard holds; a bar stands where a cell ends."""
    return "\n".join(line.replace("|", "\t") for line in lines)


def shown(browser: Client, text: str, slug: str = "investments", **given: str) -> HttpResponse:
    """The page that says what each row becomes."""
    sent = {"pasted": text, "on": "2024-03-01", "reference": "KF 7", "look": ""} | given
    return browser.post(address(slug), sent)


def saved(browser: Client, answer: HttpResponse, slug: str = "investments", **changed: str) -> HttpResponse:
    """Presses save on the page that says what each row becomes."""
    return browser.post(address(slug), form_with(answer, "pasted").values(save="", **changed), follow=True)


def plain(answer: HttpResponse) -> str:
    return words(answer).replace("\u00a0", " ")


INVESTMENTS = rows(
    "Projekt|Budget|Utfall|Anmärkning",
    "Kameror|-1 200|-700|dyrare",
    "Bilar|-500||",
    "Båtar|många|-3|",
    "Summa|-1 700|-703|",
)


@pytest.fixture(autouse=True)
def swedish_headings(stored: Projects) -> None:
    ProjectTable.objects.filter(key="investments").update(
        headings={"row": "Projekt", "budget": "Budget", "outcome": "Utfall"}
    )


def test_the_page_says_what_each_row_becomes_and_writes_nothing_yet(stored: Projects, plans: Client):
    page = plain(shown(plans, INVESTMENTS))

    assert "Kameror 2 Changed Budget: −1 200 (an amount of −200 is added) Utfall: −700" in page
    assert "Bilar 3 New row Budget: −500" in page
    assert "Båtar 4 Is refused många is not a number. Write it like 1 234,5." in page
    assert "Summa 5 Left out A sum; Tertial works it out." in page
    assert "Save 2 rows" in page
    assert (Project.objects.filter(table__key="investments").count(), stored.investment.amounts.count()) == (1, 1)


def test_rows_are_saved_as_they_were_shown_and_taken_back_in_one(stored: Projects, plans: Client):
    answer = saved(plans, shown(plans, INVESTMENTS))

    assert "2 rows are saved." in plain(answer)
    page = plain(table_page(plans))
    assert "Kameror −1 200 −700 500" in page
    assert "Bilar −500 –" in page
    added = stored.investment.amounts.get(measure=Measure.BUDGET, reference="KF 7")
    assert (added.amount, added.year, str(added.on)) == (200 * TKR, 2024, "2024-03-01")

    back = plans.post(undo_address(answer), follow=True)
    page = plain(table_page(plans))
    assert "Kameror −1 000 –" in page
    assert "Bilar −500" not in page
    plans.post(undo_address(back))
    page = plain(table_page(plans))
    assert "Kameror −1 200 −700 500" in page
    assert "Bilar −500 –" in page


def test_the_same_rows_pasted_again_change_nothing(stored: Projects, plans: Client):
    saved(plans, shown(plans, INVESTMENTS))

    page = plain(shown(plans, INVESTMENTS))

    assert "Kameror 2 Unchanged" in page
    assert "Save" not in page.replace("Saved", "")


def test_a_rounded_figure_that_the_table_prints_changes_nothing(stored: Projects, plans: Client):
    ProjectAmount.objects.filter(pk=stored.budget.pk).update(amount=1_000 * TKR + 40_000)

    assert "Kameror 2 Unchanged" in plain(shown(plans, rows("Projekt|Budget", "Kameror|-1 000")))


def test_a_column_with_another_heading_is_chosen_and_the_choice_is_kept(stored: Projects, plans: Client):
    first = shown(plans, rows("Objekt|Ram 2024", "Kameror|-1 100"))
    assert first.status_code == 422
    assert "choose what at least one more column holds" in plain(first)

    answer = plans.post(address(), form_with(first, "pasted").values(column_1="budget", look=""))

    assert "Kameror 2 Changed Budget: −1 100 (an amount of −100 is added)" in plain(answer)
    assert "1 row is saved." in plain(saved(plans, answer))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kameror", "This is not a table"),
        ("", "This field is required"),
        (rows("Projekt|Budget", "Kameror|-1", "kameror |-2"), "The name stands in several pasted rows"),
        (rows("Projekt|Budget", "|-1"), "The row has no name"),
        (rows("Projekt|Budget", f"{'x' * 201}|-1"), "The name is longer than 200 characters"),
        (rows("Projekt|Budget", "Bil|5 %"), "is not an amount of money"),
        (rows("Projekt|Budget", "Bil|99999999999999"), "too large to be true"),
    ],
)
def test_what_cannot_be_read_is_told_and_the_text_is_kept(stored: Projects, plans: Client, text: str, said: str):
    answer = shown(plans, text)

    assert said in plain(answer)
    assert "Save 1" not in plain(answer)
    assert form_with(answer, "pasted").sent["pasted"] == [text]


def test_a_decided_amount_needs_its_ground_and_the_day_lies_in_the_period(stored: Projects, plans: Client):
    text = rows("Projekt|Budget", "Kameror|-1 100")

    answer = saved(plans, shown(plans, text, reference=""))
    assert answer.status_code == 422
    assert "A decided amount needs its ground" in plain(answer)
    assert "Kameror 2 Changed" in plain(answer)
    answer = saved(plans, shown(plans, text, on="2025-01-01"))
    assert "The day is after the period, which ends 2024-12-31" in plain(answer)
    assert stored.investment.amounts.count() == 1


def test_what_somebody_writes_meanwhile_is_shown_before_anything_is_saved(stored: Projects, plans: Client):
    answer = shown(plans, INVESTMENTS)
    enter(plans, stored.investment)

    stopped = saved(plans, answer)

    assert "has changed since it was shown" in plain(stopped)
    assert "Budget: −1 200 (an amount of 300 is added)" in plain(stopped)
    assert "2 rows are saved." in plain(saved(plans, stopped))
    assert "Kameror −1 200 −700" in plain(table_page(plans))


def test_an_outcome_that_the_ledger_holds_is_left_out_with_a_word(stored: Projects, plans: Client):
    set_codes(by=the_system(), project=stored.investment, table=stored.tables["investments"], codes=["4711"])

    page = plain(shown(plans, INVESTMENTS))

    assert "The amount “-700” is left out: it is read from the ledger by the project code." in page
    assert "Utfall: −700" not in page


def test_a_later_forecast_is_not_hidden_by_a_pasted_one(stored: Projects, plans: Client):
    enter(plans, stored.investment, measure="expected", amount="-900", on="2024-06-01", reference="")
    text = rows("Projekt|Forecast for the year", "Kameror|-800")

    assert "There is a later forecast, of 2024-06-01" in plain(shown(plans, text))
    answer = saved(plans, shown(plans, text, on="2024-07-01", reference=""))
    assert "1 row is saved." in plain(answer)
    assert "-800" not in plain(answer)
    assert "−800" in plain(table_page(plans))


def test_headings_of_groups_and_a_column_of_them_put_rows_in_their_groups(stored: Projects, plans: Client):
    text = rows("Project|Budget|Group", "Planering||", "Kaj|-40|", "Tunnel|-50|Saknas", "Torg|-60|planering")

    page = plain(shown(plans, text, "investment_projects"))
    assert "Planering 2 Left out The heading of a group" in page
    assert "The table has no group called “Saknas”" in page
    saved(plans, shown(plans, text, "investment_projects"), "investment_projects")

    stages = Project.objects.get(name="Kaj").stages.all()
    assert [(stage.group.name, str(stage.since)) for stage in stages] == [("Planering", "2024-01-01")]
    assert Project.objects.get(name="Torg").stages.count() == 1


def test_two_rows_of_the_same_name_are_not_guessed_between(stored: Projects, plans: Client):
    unit, table = stored.investment.unit, stored.tables["investments"]
    save_project(by=the_system(), unit=unit, table=table, name="kameror", first_year=2024)

    assert "Several rows of the table have this name" in plain(shown(plans, INVESTMENTS))


def test_an_archived_table_takes_no_rows(stored: Projects, plans: Client):
    answer = shown(plans, INVESTMENTS)
    plans.post("/KS/2024/ekonomi/projekt/investments/arkivera/")

    assert "is archived; restore it" in plain(saved(plans, answer))
    assert "Paste rows" not in plain(table_page(plans))


def test_whoever_only_reports_pastes_no_rows(stored: Projects, reports: Client):
    assert reports.get(address()).status_code == 403
    assert "Paste rows" not in plain(table_page(reports))


def test_an_undo_after_a_later_change_is_refused_whole(stored: Projects, plans: Client):
    answer = saved(plans, shown(plans, INVESTMENTS))
    entry = stored.investment.amounts.get(measure=Measure.OUTCOME)
    plans.post(reverse("economy:project_amount_remove", args=[entry.ref]), {"period": "2024"})

    refused = plans.post(undo_address(answer), follow=True)

    assert "What was written is gone" in plain(refused)
    assert Project.objects.get(name="Bilar").archived_at is None
    assert stored.investment.amounts.filter(reference="KF 7").count() == 1


def test_the_log_tells_of_the_paste_in_one_line(stored: Projects, administers: Client):
    saved(administers, shown(administers, INVESTMENTS))

    log = plain(administers.get(reverse("desk:log")))
    assert "Pasted rows into the table “Investments” unit: Enhet KS · writes: 4" in log
