"""The search field of every page: a combobox with suggestions, and a plain form without JavaScript."""

from urllib.parse import parse_qs, urlparse

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.sample import GOAL


@pytest.fixture
def searching(page: Page, sign_in) -> Page:
    sign_in(page, "rapportor")
    page.goto("/KS/2024/mal/")
    return page


def field(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Sök i allt")


def test_the_arrow_keys_choose_a_suggestion_and_enter_goes_there(searching: Page, axe):
    searching.keyboard.press("/")
    expect(field(searching)).to_be_focused()
    expect(field(searching)).to_have_attribute("aria-expanded", "false")
    searching.keyboard.type("trygghet")

    goal = searching.get_by_role("option", name=GOAL).first
    expect(goal).to_be_visible()
    expect(field(searching)).to_have_attribute("aria-expanded", "true")
    expect(searching.get_by_role("search").get_by_role("status")).to_contain_text("förslag")
    axe(searching)

    searching.keyboard.press("ArrowDown")
    chosen = searching.locator("[role=option][aria-selected=true]")
    expect(chosen).to_have_count(1)
    expect(field(searching)).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    expect(field(searching)).to_be_focused()
    searching.keyboard.press("ArrowUp")
    expect(chosen).to_have_count(0)

    searching.keyboard.press("ArrowDown")
    heading = chosen.locator("span").first.inner_text()
    searching.keyboard.press("Enter")
    expect(searching.get_by_role("heading", level=1)).to_have_text(heading)


def test_escape_closes_the_suggestions_and_keeps_what_was_typed(searching: Page):
    field(searching).fill("trygghet")
    expect(searching.get_by_role("listbox")).to_be_visible()

    searching.keyboard.press("Escape")

    expect(searching.get_by_role("listbox")).to_be_hidden()
    expect(field(searching)).to_have_value("trygghet")
    searching.keyboard.press("ArrowDown")
    expect(searching.get_by_role("listbox")).to_be_visible()


def test_enter_without_a_choice_searches_for_everything_and_a_click_goes_to_one(searching: Page):
    field(searching).fill("trygghet")
    searching.get_by_role("option", name=GOAL).first.click()
    expect(searching.get_by_role("heading", name=GOAL, level=1)).to_be_visible()

    field(searching).fill("trygghet")
    field(searching).press("Enter")
    searching.wait_for_url("**/sok/**")
    assert parse_qs(urlparse(searching.url).query) == {"q": ["trygghet"]}


def test_without_javascript_it_is_a_plain_form(open_page, sign_in):
    page = open_page(java_script_enabled=False)
    sign_in(page, "rapportor")
    page.goto("/KS/2024/mal/")

    page.get_by_role("searchbox", name="Sök i allt").fill("trygghet")
    page.get_by_role("searchbox", name="Sök i allt").press("Enter")

    expect(page.get_by_role("link", name=GOAL).first).to_be_visible()
