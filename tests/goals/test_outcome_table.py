"""Many outcomes entered at once, in a table."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tertial.accounts.system import the_system
from tertial.domain.period import Period
from tertial.goals.actions.goals import archive_goal, follow_by, restore_goal
from tertial.goals.actions.indicators import save_indicator
from tertial.goals.actions.outcomes import record_outcome
from tertial.goals.models import Indicator, Outcome, Sex
from tertial.organisation.roles import Role
from tests.shared.browsers import browser_of
from tests.shared.pages import undo_address, words
from tests.shared.small_municipality import SmallMunicipality
from tests.shared.typed_forms import TypedForm, form_with

pytestmark = pytest.mark.django_db
URL = reverse("goals:outcome_table", args=["KS", "2024"])


@pytest.fixture
def second(place: SmallMunicipality) -> Indicator:
    """An indicator of the unit that no goal of the plan follows."""
    return save_indicator(
        by=the_system(), unit=place.units["KS"], name="Elever", unit_of_measure="count", direction="higher"
    )


def cell(indicator: Indicator, sex: str = "T") -> str:
    return f"outcome-{indicator.pk}-{sex}"


def opened(browser: Client, indicator: Indicator) -> TypedForm:
    return form_with(browser.get(URL), cell(indicator))


def send(browser: Client, indicator: Indicator, **typed: str):
    return browser.post(URL, opened(browser, indicator).values(**typed), follow=True)


def stored() -> set[tuple[str, str, str, str]]:
    return {
        (each.indicator.name, each.period, each.sex, format(each.value.normalize(), "f"))
        for each in Outcome.objects.all()
    }


def test_every_indicator_that_one_may_write_for_has_a_cell_beside_its_target_and_last_outcome(
    place: SmallMunicipality, second: Indicator, reports: Client
):
    record_outcome(by=the_system(), indicator=second, plan=place.plan, period=Period.parse("2023"), text="1 234")

    page = reports.get(URL)

    form = form_with(page, cell(second))
    assert form.sent[cell(place.indicator)] == ["83"]
    assert form.sent[cell(second)] == [""]
    assert "Without a goal in the plan" in words(page)
    assert "1 234 2023" in words(page).replace("\u00a0", " ")
    assert "≥80" in words(page)


def test_what_is_changed_is_saved_at_once_and_taken_back_at_once(
    place: SmallMunicipality, second: Indicator, reports: Client
):
    answer = send(reports, second, **{cell(place.indicator): "84,5", cell(second): "1 234"})

    name = place.indicator.name
    assert "2 outcomes are saved." in words(answer)
    assert stored() == {(name, "2024", "T", "84.5"), ("Elever", "2024", "T", "1234")}

    reports.post(undo_address(answer))
    assert stored() == {(name, "2024", "T", "83")}


def test_what_is_right_is_saved_and_a_wrong_cell_is_marked_and_keeps_what_was_typed(
    place: SmallMunicipality, second: Indicator, reports: Client
):
    answer = send(reports, second, **{cell(place.indicator): "84", cell(second): "12 mnkr"})

    assert answer.status_code == 422
    assert "1 outcome is saved." in words(answer)
    assert "12 mnkr is not in the unit of “Elever”" in words(answer)
    again = form_with(answer, cell(second))
    assert again.sent[cell(second)] == ["12 mnkr"]
    assert stored() == {(place.indicator.name, "2024", "T", "84")}

    reports.post(URL, again.values(**{cell(second): "12"}))
    assert stored() == {(place.indicator.name, "2024", "T", "84"), ("Elever", "2024", "T", "12")}


def test_an_emptied_cell_takes_its_outcome_away_and_an_untouched_one_writes_nothing(
    place: SmallMunicipality, reports: Client
):
    assert "Nothing was changed." in words(send(reports, place.indicator))

    answer = send(reports, place.indicator, **{cell(place.indicator): ""})
    assert "1 outcome is removed." in words(answer)
    assert not Outcome.objects.exists()

    reports.post(undo_address(answer))
    assert stored() == {(place.indicator.name, "2024", "T", "83")}


def test_an_indicator_that_is_divided_has_cells_for_women_and_men(place: SmallMunicipality, reports: Client):
    before = Period.parse("2023")
    record_outcome(by=the_system(), indicator=place.indicator, plan=place.plan, period=before, text="80", sex=Sex.WOMEN)

    typed = {cell(place.indicator, "K"): "85", cell(place.indicator, "M"): "81"}
    send(reports, place.indicator, preliminary="on", **typed)

    found = Outcome.objects.filter(period="2024").exclude(sex=Sex.TOTAL).order_by("sex")
    assert [(each.sex, each.value, each.preliminary) for each in found] == [("K", 85, True), ("M", 81, True)]


def test_an_indicator_that_is_to_be_divided_has_the_cells_before_anything_is_entered(
    place: SmallMunicipality, second: Indicator, plans: Client, reports: Client
):
    assert cell(second, "K") not in opened(reports, second).controls
    change = reverse("goals:indicator_change", args=[second.ref])

    plans.post(change, form_with(plans.get(change), "split").values(split="on"))

    send(reports, second, **{cell(second): "9", cell(second, "K"): "5", cell(second, "M"): "4"})
    assert {("Elever", "2024", "T", "9"), ("Elever", "2024", "K", "5"), ("Elever", "2024", "M", "4")} <= stored()


def test_an_outcome_published_a_year_late_is_entered_for_the_year_before(place: SmallMunicipality, reports: Client):
    Indicator.objects.update(lag_years=1)

    send(reports, place.indicator, **{cell(place.indicator): "77"})

    assert (place.indicator.name, "2023", "T", "77") in stored()


def test_an_indicator_whose_every_goal_is_archived_has_no_cell_and_comes_back_with_one_of_them(
    place: SmallMunicipality, second: Indicator, reports: Client
):
    follow_by(by=the_system(), goal=place.goal, indicator=second)
    archive_goal(by=the_system(), goal=place.goal)
    loose = save_indicator(
        by=the_system(), unit=place.units["KS"], name="Lös", unit_of_measure="count", direction="higher"
    )

    form = form_with(reports.get(URL), cell(loose))
    assert [name for name in form.sent if name.startswith("outcome-")] == [cell(loose)]

    restore_goal(by=the_system(), goal=place.goal)
    assert cell(second) in opened(reports, second).sent


def test_the_owner_of_one_indicator_finds_that_one_and_no_other(place: SmallMunicipality, second: Indicator, owner):
    Indicator.objects.filter(pk=second.pk).update(owner=owner)

    form = opened(browser_of(owner), second)

    assert cell(place.indicator) not in form.controls
    send(browser_of(owner), second, **{cell(second): "7"})
    assert ("Elever", "2024", "T", "7") in stored()


def test_what_a_colleague_has_saved_meanwhile_is_not_written_over(
    place: SmallMunicipality, second: Indicator, reports: Client
):
    form = opened(reports, second)
    send(reports, second, **{cell(place.indicator): "90"})

    answer = reports.post(URL, form.values(**{cell(place.indicator): "70", cell(second): "5"}))

    assert answer.status_code == 422
    assert "Theirs: 90" in words(answer)
    assert stored() == {(place.indicator.name, "2024", "T", "90"), ("Elever", "2024", "T", "5")}


def test_whoever_may_only_read_finds_no_cells(as_role: Callable[[Role], Client]):
    assert "Nothing to enter" in words(as_role(Role.READER).get(URL))


def test_the_table_is_reached_from_the_goals_and_the_indicators(place: SmallMunicipality, reports: Client):
    for page in ("goals:goals", "goals:indicators"):
        assert f'href="{URL}"' in reports.get(reverse(page, args=["KS", "2024"])).content.decode()
