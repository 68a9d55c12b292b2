"""The list of what a new municipality sets up: read from what is there, skipped, taken up, gone when all is done."""

import re
from collections.abc import Callable

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tertial.accounts.models import Person
from tertial.common.models import AuditEntry
from tertial.economy.models import Code
from tertial.goals.actions.steering_start import start_steering_model
from tertial.organisation.models import SkippedStep, Unit, UnitKind
from tertial.organisation.roles import Role
from tests.shared.browsers import browser_of
from tests.shared.factories import PersonFactory, RoleFactory, UnitFactory
from tests.shared.pages import undo_address, words
from tests.shared.typed_forms import form_with

pytestmark = pytest.mark.django_db
Shown = Callable[[], dict[str, str]]


@pytest.fixture
def municipality() -> Unit:
    return UnitFactory(code="EXB", name="Exempelby kommun", kind=UnitKind.MUNICIPALITY)


@pytest.fixture
def anna(municipality: Unit) -> Person:
    anna = PersonFactory(name="Anna", language="en")
    RoleFactory(person=anna, unit=municipality, role=Role.ADMINISTRATOR)
    return anna


@pytest.fixture
def client(anna: Person) -> Client:
    return browser_of(anna)


def lines_of(answer: HttpResponse) -> dict[str, str]:
    """What the list says of each step, by its key."""
    found = re.findall(r'<li data-state="(\w+)">.*?id="step-(\w+)"', answer.content.decode(), flags=re.DOTALL)
    return {key: state for state, key in found}


@pytest.fixture
def shown(client: Client) -> Shown:
    return lambda: lines_of(client.get(reverse("desk:checklist")))


def button(client: Client, step: str) -> tuple[str, str]:
    """Where the button of a step leads, and what it says."""
    page = client.get(reverse("desk:checklist")).content.decode()
    found = re.findall(rf'<a class="ds-button small" [^>]*href="([^"]+)" aria-describedby="step-{step}">([^<]+)<', page)
    return found[-1]  # the presets, where the step has some, stand before


def test_an_empty_municipality_is_told_what_comes_next_and_what_must_come_first(client, shown):
    assert shown() == {
        "units": "next",
        "people": "begun",
        "words": "later",
        "coding": "later",
        "statements": "later",
        "ledger": "waits",
        "plan": "waits",
        "staff": "waits",
        "control": "later",
        "report": "later",
    }
    back = f"?back={reverse('desk:checklist')}"
    assert button(client, "ledger") == (reverse("economy:all_codes") + back, "First: Coding")
    assert button(client, "plan") == (reverse("steering_model:page") + back, "First: Your own words")


def test_what_is_there_is_done_with_its_figures_and_nothing_waits_for_it_any_more(client, anna, municipality, shown):
    for code in ("KS", "BUN"):
        UnitFactory(code=code, parent=municipality)
    start_steering_model(by=anna, municipality=municipality)
    Code.objects.create(municipality=municipality, dimension="account", code="5010", name="Löner", valid_from=2020)

    states = shown()

    assert (states["units"], states["words"], states["coding"]) == ("done", "done", "begun")
    assert (states["plan"], states["ledger"], states["statements"]) == ("later", "later", "next")
    assert "2 units below the municipality" in words(client.get(reverse("desk:checklist")))


def test_the_way_back_ends_where_one_came_from_also_on_a_page_that_was_chosen_there(client, shown):
    people = reverse("organisation:people")
    client.get(reverse("desk:presets"), {"back": f"{people}?page=1"})
    assert f'href="{people}?page=1"' in client.get(reverse("desk:presets")).content.decode()

    client.get(people, {"page": 1})

    assert f'href="{people}?page=1"' not in client.get(reverse("desk:presets")).content.decode()


def test_the_coding_is_done_once_lines_can_be_led_to_a_unit(client, municipality, shown):
    added = {"municipality": municipality, "valid_from": 2020}
    Code.objects.create(dimension="account", code="5010", name="Löner", **added)
    Code.objects.create(dimension="unit", code="100", name="Skolor", **added)
    assert shown()["coding"] == "begun"
    assert "2 codes, but no unit of the ledger belongs to a unit yet" in words(client.get(reverse("desk:checklist")))

    Code.objects.filter(code="100").update(unit=municipality)

    assert shown()["coding"] == "done"


def test_whoever_takes_a_step_is_led_back_to_the_list_from_every_page_until_they_are_there(client):
    address, _ = button(client, "words")
    assert "Back to Getting started" in words(client.get(address))
    assert "Back to Getting started" in words(client.get(reverse("desk:presets")))

    assert "Back to" not in words(client.get(reverse("desk:checklist")))

    assert "Back to" not in words(client.get(reverse("desk:presets")))


def test_whoever_begins_anew_from_the_start_page_is_no_longer_led_back(client):
    client.get(button(client, "words")[0])

    assert "Back to" not in words(client.get(reverse("desk:start", args=["EXB", "2026"])))


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "/\\\\example.org"])
def test_nobody_is_led_to_another_host(client, elsewhere):
    client.get(reverse("desk:presets"), {"back": elsewhere})

    assert "Back to" not in words(client.get(reverse("desk:presets")))


def test_the_list_leads_to_the_presets_of_each_step(client):
    page = client.get(reverse("desk:checklist")).content.decode()

    for group in ("steering", "economy", "control", "reports"):
        assert f"{reverse('desk:presets')}?back={reverse('desk:checklist')}#{group}" in page
        assert f'id="{group}"' in client.get(reverse("desk:presets")).content.decode()


def test_a_step_is_skipped_with_who_and_when_and_taken_up_or_undone(client, shown):
    skipped = client.post(reverse("desk:checklist_skip", args=["units"]), follow=True)

    assert lines_of(skipped)["units"] == "skipped"
    assert lines_of(skipped)["words"] == "next"
    assert "Skipped by Anna" in words(skipped)
    client.post(undo_address(skipped))
    assert shown()["units"] == "next"
    client.post(reverse("desk:checklist_skip", args=["units"]))
    client.post(reverse("desk:checklist_take_up", args=["units"]))
    assert shown()["units"] == "next"
    assert [entry.action for entry in AuditEntry.objects.order_by("pk")][-2:] == ["unit.step_skip", "unit.step_take_up"]


def test_a_step_that_is_skipped_and_then_done_is_done(client, municipality, shown):
    client.post(reverse("desk:checklist_skip", args=["units"]))
    UnitFactory(code="KS", parent=municipality)

    assert shown()["units"] == "done"


def test_the_start_page_of_an_administrator_leads_on_until_the_list_is_put_away(client, municipality):
    start = reverse("desk:start", args=["EXB", "2026"])
    page = client.get(start)
    assert "Getting started" in words(page).partition("There is no plan")[0]
    assert "0 of 10 steps done" in words(page)

    client.post(reverse("desk:checklist_skip", args=["list"]))

    assert "0 of 9 steps done" not in words(client.get(start))
    assert "Show it on the start page again" in words(client.get(reverse("desk:checklist")))


def test_the_start_page_has_no_list_when_every_step_is_skipped(client):
    for step in ("units", "people", "words", "coding", "statements", "ledger", "plan", "staff", "control", "report"):
        client.post(reverse("desk:checklist_skip", args=[step]))
        SkippedStep.objects.get_or_create(step=step)

    assert "steps done" in words(client.get(reverse("desk:checklist")))
    assert "steps done" not in words(client.get(reverse("desk:start", args=["EXB", "2026"])))


def test_whoever_is_no_administrator_neither_sees_the_list_nor_skips_anything(municipality):
    reader = PersonFactory(language="en")
    RoleFactory(person=reader, unit=municipality, role=Role.COORDINATOR)
    client = browser_of(reader)

    assert client.get(reverse("desk:checklist")).status_code == 403
    assert client.post(reverse("desk:checklist_skip", args=["units"])).status_code == 403
    assert "Getting started" not in words(client.get(reverse("desk:start", args=["EXB", "2026"])))


def test_a_step_that_no_room_has_is_not_found(client):
    assert client.post(reverse("desk:checklist_skip", args=["annat"])).status_code == 404


def test_the_list_asks_as_often_however_much_there_is(client, municipality):
    UnitFactory(code="N", parent=municipality)
    client.get(reverse("desk:checklist"))
    before = questions(client)
    for number in range(5):
        RoleFactory(person=PersonFactory(), unit=UnitFactory(code=f"N{number}", parent=municipality))

    assert questions(client) == before


def questions(client: Client) -> int:
    with CaptureQueriesContext(connection) as caught:
        client.get(reverse("desk:checklist"))
    return len(caught)


def test_the_step_of_the_report_leads_to_the_report_once_there_is_a_template(client, anna, municipality):
    assert button(client, "report")[0].startswith(reverse("reports:templates"))
    url = reverse("reports:template", args=["EXB", "annual"])
    client.post(url, form_with(client.get(url), "declaration").values())

    assert re.match(r"/EXB/\d{4}/rapport/\?back=", button(client, "report")[0])
