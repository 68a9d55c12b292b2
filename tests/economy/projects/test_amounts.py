"""Amounts in the web: decided, reported, corrected, moved, removed, taken back."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tertial.accounts.system import the_system
from tertial.common.models import AuditEntry
from tertial.domain.project_table import Measure
from tertial.economy.models import Project, ProjectAmount
from tertial.economy.projects.actions.amounts import enter_amount, transfer_budget
from tertial.economy.projects.actions.projects import save_project, set_codes
from tertial.organisation.roles import Role
from tests.shared.browsers import browser_of
from tests.shared.factories import PersonFactory, RoleFactory
from tests.shared.pages import undo_address, words
from tests.shared.small_municipality import SmallMunicipality
from tests.shared.small_rooms.projects import TKR, Projects

from .conftest import enter, table_page

pytestmark = pytest.mark.django_db


def test_a_later_decision_is_added_and_the_table_holds_the_sum(stored: Projects, plans: Client):
    assert "The amount is entered." in words(enter(plans, stored.investment))

    assert list(stored.investment.amounts.values_list("amount", flat=True)) == [1_000 * TKR, 500 * TKR]
    assert "Kameror −1 500 " in words(table_page(plans)).replace("\u00a0", " ")


def test_a_report_of_an_earlier_period_holds_the_budget_of_that_day(stored: Projects, plans: Client):
    enter(plans, stored.investment, on="2024-09-01")

    assert "−1 000 " in words(table_page(plans, period="2024-T2")).replace("\u00a0", " ")
    assert "−1 500 " in words(table_page(plans, period="2024")).replace("\u00a0", " ")


def test_a_decision_needs_its_ground_and_nothing_typed_is_lost(stored: Projects, plans: Client):
    answer = enter(plans, stored.investment, reference="", amount="-12,5 mnkr")

    assert answer.status_code == 422
    assert "A decided amount needs its ground" in words(answer)
    assert "-12,5 mnkr" in answer.content.decode()
    assert stored.investment.amounts.count() == 1


@pytest.mark.parametrize(
    ("typed", "ore"),
    [("-500", 500 * TKR), ("−1 234,5", 123_450_000), ("-1,5 mnkr", 1_500 * TKR), ("250 000 kr", -250 * TKR)],
)
def test_an_amount_is_read_in_the_tables_unit_or_in_its_own(stored: Projects, plans: Client, typed: str, ore: int):
    enter(plans, stored.investment, amount=typed)

    assert stored.investment.amounts.last().amount == ore


@pytest.mark.parametrize("typed", ["mycket", "1.234", "12 %kr", "0,000001"])
def test_an_amount_that_cannot_be_read_is_refused_beside_its_field(stored: Projects, plans: Client, typed: str):
    answer = enter(plans, stored.investment, amount=typed)

    assert answer.status_code == 422
    assert "One thing needs to be corrected" in words(answer)
    assert typed in answer.content.decode()
    assert stored.investment.amounts.count() == 1


def test_an_amount_too_large_to_be_true_is_refused(stored: Projects, plans: Client):
    assert "check the unit" in words(enter(plans, stored.investment, amount="-999 999 999 mnkr"))


def test_reporters_enter_outcomes_and_only_coordinators_decisions(stored: Projects, reports: Client):
    assert enter(reports, stored.investment).status_code == 403
    enter(reports, stored.investment, measure="outcome", amount="-700", reference="")

    assert stored.investment.amounts.filter(measure="outcome").get().amount == 700 * TKR


def test_the_responsible_one_reports_from_a_unit_below(place: SmallMunicipality, stored: Projects):
    person = PersonFactory(name="Olle", language="en")
    RoleFactory(person=person, unit=place.units["KSF"], role=Role.REPORTER)
    assert enter(browser_of(person), stored.investment, measure="outcome").status_code == 403
    Project.objects.filter(pk=stored.investment.pk).update(responsible=person)

    enter(browser_of(person), stored.investment, measure="outcome", amount="-10")

    assert stored.investment.amounts.filter(measure="outcome").get().recorded_by == person


def test_an_outcome_that_the_ledger_holds_cannot_be_entered_by_hand(stored: Projects, reports: Client):
    set_codes(by=the_system(), project=stored.investment, table=stored.tables["investments"], codes=["3001"])

    answer = enter(reports, stored.investment, measure="outcome")

    assert "read from the ledger by its project code" in words(answer)
    assert not stored.investment.amounts.filter(measure="outcome").exists()


def test_a_correction_and_a_removal_can_be_taken_back(stored: Projects, plans: Client):
    url = reverse("economy:project_amount_change", args=[stored.budget.ref])
    page = plans.get(url, {"period": "2024"}).content.decode()
    assert 'value="−1\u00a0000"' in page
    given = {"measure": "budget", "amount": "-800", "year": 2024, "on": "2023-12-01", "reference": "KF 2023/1"}
    changed = plans.post(url, given, follow=True)
    stored.budget.refresh_from_db()
    assert stored.budget.amount == 800 * TKR

    plans.post(undo_address(changed))
    stored.budget.refresh_from_db()
    assert stored.budget.amount == 1_000 * TKR

    removed = plans.post(reverse("economy:project_amount_remove", args=[stored.budget.ref]), follow=True)
    assert not ProjectAmount.objects.filter(pk=stored.budget.pk).exists()
    plans.post(undo_address(removed))
    assert ProjectAmount.objects.get(pk=stored.budget.pk).amount == 1_000 * TKR


def test_what_has_been_changed_since_is_not_taken_back(stored: Projects, plans: Client):
    entered = enter(plans, stored.investment)
    entry = stored.investment.amounts.last()
    ProjectAmount.objects.filter(pk=entry.pk).update(amount=1)

    answer = plans.post(undo_address(entered))

    assert "has been changed since" in words(answer)
    assert ProjectAmount.objects.filter(pk=entry.pk).exists()


def test_budget_moves_between_two_rows_and_sums_to_zero(place: SmallMunicipality, stored: Projects, plans: Client):
    other = save_project(
        by=the_system(), unit=place.units["KS"], table=stored.tables["investments"], name="Inventarier", first_year=2024
    )
    url = reverse("economy:project_transfer", args=[stored.investment.ref])
    given = {"receiver": other.pk, "amount": "300", "on": "2024-05-01", "reference": "KS 2024/9", "period": "2024"}

    answer = plans.post(url, given, follow=True)

    assert "The budget is moved to “Inventarier”." in words(answer)
    assert stored.investment.amounts.last().amount == -300 * TKR
    (put,) = other.amounts.all()
    assert (put.amount, put.reference, put.transfer) == (300 * TKR, "KS 2024/9", stored.investment.amounts.last())
    assert "−1 000" in words(table_page(plans)).replace("\u00a0", " ").partition("Total")[2]


def test_one_end_of_a_transfer_takes_the_other_with_it(place: SmallMunicipality, stored: Projects, plans: Client):
    other = save_project(
        by=the_system(), unit=place.units["KS"], table=stored.tables["investments"], name="Inventarier", first_year=2024
    )
    _taken, put = transfer_budget(
        by=the_system(),
        source=stored.investment,
        receiver=other,
        table=stored.tables["investments"],
        year=2024,
        amount=300 * TKR,
        on=date(2024, 5, 1),
        reference="KS 9",
    )

    plans.post(reverse("economy:project_amount_remove", args=[put.ref]))

    assert list(ProjectAmount.objects.filter(project__table__key="investments")) == [stored.budget]


def test_a_transfer_to_itself_or_without_a_decision_moves_nothing(stored: Projects, plans: Client):
    url = reverse("economy:project_transfer", args=[stored.investment.ref])

    answer = plans.post(url, {"receiver": "", "amount": "5", "on": "2024-05-01", "reference": "", "period": "2024"})

    assert answer.status_code == 422
    assert stored.investment.amounts.count() == 1


def test_a_measure_of_another_table_is_refused(stored: Projects, plans: Client):
    assert enter(plans, stored.investment, measure="applied").status_code == 422
    assert enter(plans, stored.investment, slug="investment_projects").status_code == 422
    assert stored.investment.amounts.count() == 1


def test_the_database_refuses_a_decided_amount_without_ground(stored: Projects):
    table, on = stored.tables["investments"], date(2024, 1, 1)
    with pytest.raises(IntegrityError), transaction.atomic():
        ProjectAmount.objects.create(
            project=stored.investment, table=table, measure="budget", year=2024, amount=1, on=on
        )


def test_every_write_stands_in_the_history_in_words(stored: Projects, plans: Client):
    enter(plans, stored.investment)

    page = words(plans.get(reverse("desk:history", args=[stored.investment.ref])))

    assert "Entered an amount: “Kameror, Budget 2024”" in page
    assert "KS 12" in page
    assert AuditEntry.objects.filter(action="project_amount.enter").count() == 2


def test_undoing_that_an_amount_was_entered_is_refused_once_it_is_removed(stored: Projects, plans: Client):
    entered = enter(plans, stored.investment)
    plans.post(reverse("economy:project_amount_remove", args=[stored.investment.amounts.last().ref]))

    assert "What was written is gone" in words(plans.post(undo_address(entered), follow=True))


def test_an_archived_project_takes_no_amounts(stored: Projects, plans: Client):
    plans.post(reverse("economy:project_archive", args=[stored.investment.ref]))

    answer = enter(plans, stored.investment)

    assert "restore it before you change it" in words(answer)
    assert stored.investment.amounts.count() == 1


def test_carry_over_is_asked_for_beside_the_budget(stored: Projects, plans: Client):
    enter_amount(
        by=the_system(),
        project=stored.investment,
        table=stored.tables["investments"],
        measure=Measure.CARRY_OVER,
        year=2024,
        amount=250 * TKR,
        on=date(2024, 12, 31),
        text="Fortsätter 2025",
    )

    assert "carried over from 2024 −250" in words(table_page(plans)).replace("\u00a0", " ")


def test_a_reporter_forecasts_the_year_and_the_last_forecast_stands(stored: Projects, reports: Client):
    for day, amount in (("2024-04-30", "-450"), ("2024-08-31", "-300")):
        answer = enter(
            reports, stored.investment, measure="expected", amount=amount, on=day, reference="", text="Anbudet är inne"
        )
        assert answer.status_code == 200

    page = words(table_page(reports)).replace("\u00a0", " ")
    assert "Forecast for the year" in page
    assert "−300" in page
    assert "−450" not in page
    assert "−750" not in page
