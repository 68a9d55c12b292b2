"""Indicators in the web: their outcomes, targets, lists and files."""

import io

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse

from tertial.accounts.system import the_system
from tertial.domain.period import Period
from tertial.goals.actions.goals import follow_by, save_goal
from tertial.goals.actions.indicators import save_indicator
from tertial.goals.actions.outcomes import record_outcome
from tertial.goals.actions.plans import create_plan
from tertial.goals.models import Indicator, Outcome, Sex, Target
from tertial.organisation.roles import Role
from tests.shared.browsers import browser_of
from tests.shared.factories import PersonFactory, RoleFactory
from tests.shared.pages import undo_address, words
from tests.shared.small_municipality import SmallMunicipality

pytestmark = pytest.mark.django_db


def enter(browser: Client, place: SmallMunicipality, **given: str):
    form = {"for_period": "2024", "sex": "T", "text": "74,5", "source": "", "period": "2024", **given}
    return browser.post(reverse("goals:outcome_record", args=[place.indicator.ref]), form, follow=True)


def test_an_outcome_is_kept_as_precisely_as_it_was_written(place: SmallMunicipality, reports: Client):
    enter(reports, place, for_period="2023", text="1 074,50", source="SCB")

    stored = Outcome.objects.get(period="2023")
    assert (str(stored.value.normalize()), stored.decimals, stored.source) == ("1074.5", 2, "SCB")
    assert "1 074,50" in words(reports.get(reverse("goals:indicator", args=[place.indicator.ref])))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"for_period": "2023", "text": "ungefär åtti"}, "is not a number"),
        ({"for_period": "2023", "text": "12 mnkr"}, "is not in the unit of"),
        ({"for_period": "2025"}, "outside the plan"),
        ({"for_period": "2013"}, "outside the plan"),
        ({"for_period": "2024-13"}, "is not a period"),
        ({"for_period": "2024"}, "already has the outcome 83"),
    ],
)
def test_an_outcome_that_cannot_be_stored_gets_one_sentence_and_stays_typed(
    place: SmallMunicipality, reports: Client, given: dict[str, str], sentence: str
):
    answer = enter(reports, place, **given)

    assert answer.status_code == 422
    assert sentence in words(answer)
    assert given.get("text", "74,5") in answer.content.decode()
    assert list(Outcome.objects.values_list("value", flat=True)) == [83]


def test_a_duplicate_outcome_can_be_replaced_and_the_replacement_undone(place: SmallMunicipality, reports: Client):
    assert "Replace the outcome that is there" in words(enter(reports, place))

    answer = enter(reports, place, replace="on")
    assert Outcome.objects.get().value.normalize() == pytest.approx(74.5)

    reports.post(undo_address(answer))
    assert Outcome.objects.get().value == 83


def test_a_removed_outcome_comes_back_under_the_same_name(place: SmallMunicipality, reports: Client):
    answer = reports.post(reverse("goals:outcome_remove", args=[place.outcome.ref]), {"period": "2024"}, follow=True)
    assert not Outcome.objects.exists()

    reports.post(undo_address(answer))

    back = Outcome.objects.get()
    assert (back.pk, back.value, back.period) == (place.outcome.pk, 83, "2024")


def test_women_and_men_stand_beside_the_total(place: SmallMunicipality, reports: Client):
    enter(reports, place, sex="K", text="85")
    enter(reports, place, sex="M", text="81", preliminary="on")

    page = words(reports.get(reverse("goals:indicator", args=[place.indicator.ref])))
    assert "Women" in page
    assert "85" in page
    assert "81" in page
    assert Outcome.objects.get(sex=Sex.MEN).preliminary


def test_the_outcome_that_a_goal_waits_for_is_entered_in_its_table(place: SmallMunicipality, reports: Client):
    Outcome.objects.all().delete()
    goal_page = reverse("goals:goal", args=[place.goal.ref])
    fill = reverse("goals:outcome_fill", args=[place.goal.ref, place.indicator.ref, "2024"])
    assert f'action="{fill}"' in reports.get(goal_page).content.decode()

    wrong = reports.post(fill, {"text": "åtti", "period": "2024"}, headers={"HX-Request": "true"})
    assert wrong.status_code == 422
    assert "åtti is not a number" in words(wrong)
    assert 'value="åtti"' in wrong.content.decode()

    right = reports.post(fill, {"text": "85", "period": "2024"}, headers={"HX-Request": "true"})
    assert right.headers["HX-Retarget"] == "#goal-live"
    assert "85" in words(right)


def test_an_outcome_published_a_year_late_is_waited_for_in_the_year_before(place: SmallMunicipality, reports: Client):
    Outcome.objects.all().delete()
    Indicator.objects.update(lag_years=1)

    page = reports.get(reverse("goals:goal", args=[place.goal.ref]))

    assert reverse("goals:outcome_fill", args=[place.goal.ref, place.indicator.ref, "2023"]) in page.content.decode()
    assert "published 2025" in words(page)


def test_the_owner_of_an_indicator_may_enter_outcomes_without_a_role_in_its_unit(place: SmallMunicipality, owner):
    Indicator.objects.update(owner=owner)
    enter(browser_of(owner), place, for_period="2023")

    assert Outcome.objects.get(period="2023").recorded_by == owner


@pytest.mark.parametrize("written", ["omkring 80", "10 kanske 20", "20–10", "1/3", "fler än 2023", "öka", "75 minst"])
def test_an_unreadable_target_gets_one_sentence_and_changes_nothing(
    place: SmallMunicipality, plans: Client, written: str
):
    url = reverse("goals:targets", args=[place.indicator.ref])

    answer = plans.post(url, {"year": 2025, "kind": "interim", "expression": written, "period": "2024"})

    assert answer.status_code == 422
    assert written in answer.content.decode()
    assert Target.objects.get().expression == "≥80"


def test_a_target_is_set_in_its_printed_form_and_taken_back(place: SmallMunicipality, plans: Client):
    url = reverse("goals:targets", args=[place.indicator.ref])
    answer = plans.post(
        url, {"year": 2030, "kind": "long_term", "expression": "minst 90", "period": "2024"}, follow=True
    )
    assert Target.objects.get(year=2030).expression == "≥90"

    plans.post(undo_address(answer))

    assert not Target.objects.filter(year=2030).exists()


def test_an_indicator_is_made_for_a_goal(place: SmallMunicipality, plans: Client):
    given = {"name": "Andel trygga", "unit_of_measure": "percent", "direction": "higher", "decimals": 0, "lag_years": 1}

    plans.post(reverse("goals:goal_indicator_new", args=[place.goal.ref]), given)

    assert Indicator.objects.get(name="Andel trygga").goals.get() == place.goal


def test_two_indicators_of_a_unit_cannot_share_a_name(place: SmallMunicipality, plans: Client):
    given = {"name": "Nöjda", "unit_of_measure": "percent", "direction": "higher", "decimals": 0, "lag_years": 0}

    answer = plans.post(reverse("goals:indicator_new", args=["KS", "2024"]), given)

    assert answer.status_code == 422
    assert "already has an indicator called" in words(answer)


def test_the_page_says_since_when_the_outcome_is_unchanged(place: SmallMunicipality, reports: Client):
    for year in ("2022", "2023"):
        record_outcome(
            by=the_system(), indicator=place.indicator, plan=place.plan, period=Period.parse(year), text="83"
        )

    page = words(reports.get(reverse("goals:indicator", args=[place.indicator.ref])))

    assert "Unchanged since 2022" in page


def second_indicator(place: SmallMunicipality) -> Indicator:
    indicator = save_indicator(
        by=the_system(), unit=place.units["KS"], name="=Ångest", unit_of_measure="index", direction="lower", decimals=1
    )
    place.goal.goal_indicators.create(indicator=indicator, position=1)
    record_outcome(by=the_system(), indicator=indicator, plan=place.plan, period=Period.parse("2023"), text="1234,5")
    return indicator


def test_the_list_is_narrowed_and_sorted(place: SmallMunicipality, reports: Client):
    second_indicator(place)
    url = reverse("goals:indicators", args=["KS", "2024"])

    assert "Nöjda" not in words(reports.get(url, {"state": "cannot_judge"}))
    assert "=Ångest" not in words(reports.get(url, {"text": "NÖJDA"}))
    by_name = words(reports.get(url, {"sort": "-name"}))
    assert by_name.index("Nöjda") < by_name.index("=Ångest")


def test_the_files_hold_the_list_as_it_is_narrowed(place: SmallMunicipality, reports: Client):
    second_indicator(place)

    answer = reports.get(reverse("goals:indicators_export", args=["KS", "2024", "csv"]), {"text": "ångest"})
    heading, row = answer.content.decode("utf-8-sig").splitlines()

    assert heading.split(";")[:5] == ["Indicators", "Goal", "2022", "2023", "2024"]
    assert row.split(";")[:5] == ["'=Ångest", "Hemligt nämndmål", "", "1234,5", ""]

    answer = reports.get(reverse("goals:indicators_export", args=["KS", "2024", "xlsx"]))
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert [cell.value for cell in sheet[2]][:7] == ["Nöjda", "Hemligt nämndmål", None, None, 83, "≥80", None]
    assert sheet.freeze_panes == "B2"


def test_an_archived_indicator_leaves_the_forms_and_comes_back(place: SmallMunicipality, plans: Client):
    answer = plans.post(reverse("goals:indicator_archive", args=[place.indicator.ref]), {"period": "2024"}, follow=True)
    assert "1 archived indicator" in words(answer)

    plans.post(undo_address(answer))

    place.indicator.refresh_from_db()
    assert place.indicator.archived_at is None


def test_a_unit_that_follows_an_indicator_of_the_unit_above_does_not_change_its_targets(place: SmallMunicipality):
    coordinator = PersonFactory(language="en")
    RoleFactory(person=coordinator, unit=place.units["KSF"], role=Role.COORDINATOR)
    below = save_goal(
        by=coordinator,
        plan=create_plan(by=coordinator, unit=place.units["KSF"], year=2024),
        level=place.goal.level,
        name="Förvaltningens mål",
    )
    follow_by(by=coordinator, goal=below, indicator=place.indicator)

    given = {"year": "2024", "kind": "interim", "expression": "≥1", "period": "2024"}
    answer = browser_of(coordinator).post(reverse("goals:targets", args=[place.indicator.ref]), given)

    assert answer.status_code == 403
    assert place.indicator.targets.get(year=2024).expression == "≥80"
