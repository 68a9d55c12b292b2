"""What the search field of every page suggests while one types."""

import re
from collections.abc import Collection

import pytest
from django.test import Client
from django.urls import reverse

from tertial.accounts.system import the_system
from tertial.desk.views.search import suggested
from tertial.goals.actions.goals import save_goal
from tertial.goals.actions.indicators import save_indicator
from tertial.goals.actions.plans import create_plan
from tertial.organisation.roles import Role
from tertial.things.searching import Hit, HitGroup
from tests.shared.browsers import browser_of
from tests.shared.factories import PersonFactory, RoleFactory
from tests.shared.pages import words
from tests.shared.small_municipality import SmallMunicipality

pytestmark = pytest.mark.django_db
GROUPS = [("A", [1, 2]), ("B", [3]), ("A", [4, 5])]


@pytest.fixture
def rooms() -> Collection[str]:
    return ("control", "projects")


def suggest(browser: Client, text: str):
    return browser.get(reverse("desk:search"), {"q": text, "suggestions": "1"})


def addresses(answer) -> list[str]:
    return re.findall(r'data-href="([^"]+)"', answer.content.decode())


def test_what_has_the_words_is_suggested_with_its_kind_and_place_and_leads_there(
    place: SmallMunicipality, reports: Client
):
    answer = suggest(reports, place.goal.name[:5])

    assert "<html" not in answer.content.decode()
    assert f"Goals · {place.goal.level}" in words(answer)
    assert reverse("goals:goal", args=[place.goal.ref]) in addresses(answer)[0]
    assert reports.get(addresses(answer)[0]).status_code == 200
    assert addresses(answer)[-1].startswith(f"{reverse('desk:search')}?q=")
    assert 'data-said="' in answer.content.decode()


def test_every_kind_that_has_the_words_gets_a_place_among_at_most_eight(place: SmallMunicipality, reports: Client):
    for number in range(12):
        save_indicator(
            by=the_system(),
            unit=place.units["KS"],
            name=f"{place.goal.name} {number}",
            unit_of_measure="count",
            direction="higher",
        )

    answer = suggest(reports, place.goal.name)

    kinds = re.findall(r'<span class="small soft">(\w+)', answer.content.decode())
    assert (len(kinds), kinds[0], set(kinds[1:])) == (8, "Goals", {"Indicators"})


def test_kinds_that_are_called_the_same_stand_each_for_itself():
    groups = [HitGroup(label, [Hit(f"{label}{row}", "", "") for row in rows]) for label, rows in GROUPS]

    assert [hit.title for _label, hit in suggested(groups)] == ["A1", "A2", "B3", "A4", "A5"]


@pytest.mark.parametrize("text", ["", "x", " "])
def test_less_than_two_characters_suggest_nothing(reports: Client, text: str):
    assert suggest(reports, text).content.decode().strip() == ""


def test_where_nothing_has_the_words_that_is_said(reports: Client):
    answer = suggest(reports, 'kryssning<"')

    assert 'Nothing has “kryssning<"”' in words(answer)
    assert "&lt;&quot;" in answer.content.decode()


def test_what_one_may_not_read_is_not_suggested(place: SmallMunicipality):
    reader = RoleFactory(unit=place.units["KSF"], role=Role.READER).person
    beside = create_plan(by=the_system(), unit=place.units["OLD"], year=2024)
    save_goal(by=the_system(), plan=beside, level=place.goal.level, name="Hemligt hos grannen")

    answer = suggest(browser_of(reader), "hemligt")

    *found, _everything = addresses(answer)
    assert [address.partition("?")[0] for address in found] == [reverse("goals:goal", args=[place.goal.ref])]
    assert "grannen" not in words(answer)


def test_whoever_may_read_nothing_is_turned_away():
    assert suggest(browser_of(PersonFactory()), "hemligt").status_code == 403
