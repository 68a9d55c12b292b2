"""Indicators whose outcomes are yes or no."""

import io

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from tertial.accounts.models import Person
from tertial.accounts.system import the_system
from tertial.domain.period import Period
from tertial.goals.actions.goals import follow_by
from tertial.goals.actions.indicators import save_indicator, set_target
from tertial.goals.actions.outcomes import record_outcome
from tertial.goals.models import Indicator, Outcome, TargetKind
from tests.shared.pages import words
from tests.shared.small_municipality import SmallMunicipality
from tests.shared.typed_forms import form_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def plan_exists(place: SmallMunicipality) -> Indicator:
    """An indicator that asks whether there is a plan: there was none in 2023, and there is to be one in 2024."""
    made = save_indicator(
        by=the_system(), unit=place.units["KS"], name="Plan finns", unit_of_measure="yes_no", direction="higher"
    )
    follow_by(by=the_system(), goal=place.goal, indicator=made)
    set_target(by=the_system(), indicator=made, year=2024, kind=TargetKind.INTERIM, expression="ja")
    record_outcome(by=the_system(), indicator=made, plan=place.plan, period=Period.parse("2023"), text="nej")
    return made


def page_of(browser: Client, indicator: Indicator):
    return browser.get(reverse("goals:indicator", args=[indicator.ref]))


def enter(browser: Client, indicator: Indicator, text: str):
    url = reverse("goals:outcome_record", args=[indicator.ref])
    return browser.post(url, {"for_period": "2024", "sex": "T", "text": text, "period": "2024"}, follow=True)


def test_yes_or_no_is_chosen_and_printed_in_words_with_whether_it_is_reached(plan_exists: Indicator, reports: Client):
    assert form_with(page_of(reports, plan_exists), "text").controls["text"].options == ["", "No", "Yes"]

    page = words(enter(reports, plan_exists, "Yes"))

    assert "2024 Yes" in page
    assert "2023 No" in page
    assert "Met" in page
    assert Outcome.objects.get(indicator=plan_exists, period="2024").value == 1


def test_no_chart_is_drawn_of_words(plan_exists: Indicator, reports: Client):
    for _with_and_without_an_outcome in range(2):
        assert "chart-drawing" not in page_of(reports, plan_exists).content.decode()
        Outcome.objects.filter(indicator=plan_exists).delete()


def test_a_figure_is_refused_with_the_words_that_can_stand(plan_exists: Indicator, reports: Client):
    answer = enter(reports, plan_exists, "75")

    assert answer.status_code == 422
    assert "75 is none of the words that can stand here. Write no or yes." in words(answer)


def test_the_form_of_a_target_says_which_words_can_be_written_in_the_language_of_the_reader(
    plan_exists: Indicator, plans: Client
):
    assert "Write no or yes. Leave it empty to take it away." in words(page_of(plans, plan_exists))

    Person.objects.update(language="sv")
    assert "Skriv nej eller ja. Lämna tomt" in words(page_of(plans, plan_exists))


def test_the_table_of_many_outcomes_offers_the_words(plan_exists: Indicator, reports: Client):
    url = reverse("goals:outcome_table", args=["KS", "2024"])
    cell = f"outcome-{plan_exists.pk}-T"
    form = form_with(reports.get(url), cell)
    assert form.controls[cell].options == ["", "No", "Yes"]

    reports.post(url, form.values(**{cell: "No"}))
    assert Outcome.objects.get(indicator=plan_exists, period="2024").value == 0
    assert form_with(reports.get(url), cell).sent[cell] == ["No"]


def test_lists_and_files_print_the_words(plan_exists: Indicator, reports: Client):
    record_outcome(
        by=the_system(),
        indicator=plan_exists,
        plan=plan_exists.unit.plans.get(),
        period=Period.parse("2024"),
        text="ja",
    )
    assert "Plan finns" in words(reports.get(reverse("goals:indicators", args=["KS", "2024"])))

    book = reports.get(reverse("goals:indicators_export", args=["KS", "2024", "xlsx"])).content
    rows = {row[0]: row for row in openpyxl.load_workbook(io.BytesIO(book)).active.iter_rows(values_only=True)}
    assert rows["Plan finns"][2:6] == (None, "No", "Yes", "Yes")
    text = reports.get(reverse("goals:indicators_export", args=["KS", "2024", "csv"])).content.decode()
    assert ";No;Yes;Yes;" in text


def test_an_indicator_with_outcomes_stays_what_it_is(plan_exists: Indicator, plans: Client):
    url = reverse("goals:indicator_change", args=[plan_exists.ref])
    form = form_with(plans.get(url), "unit_of_measure")

    answer = plans.post(url, form.values(unit_of_measure="percent"))

    assert answer.status_code == 422
    assert "“Plan finns” has outcomes or targets in yes or no; take them away first" in words(answer)
