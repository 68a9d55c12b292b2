"""Everything can be read, and the day's work done, in a browser that runs no JavaScript."""

import re

import pytest
from playwright.sync_api import Page, expect

from tertial.goals.text_slots import WORK
from tests.browser.a_day import (
    COMMENT,
    NEW_ASSIGNMENT,
    NOT_A_NUMBER,
    REASON,
    REASON_ASKED_FOR,
    WRITTEN,
    leave_things_undone,
)
from tests.browser.pages_of_tertial import address
from tests.browser.sample import INDICATOR, Sample


@pytest.fixture
def page(open_page, sign_in) -> Page:
    """A reporter's browser without JavaScript, on the page of a goal where things are missing."""
    leave_things_undone()
    page = open_page(java_script_enabled=False)
    page.watch.allow(r"status of (409|422)")
    sign_in(page, "rapportor")
    page.goto(address("goal"))
    return page


def test_a_goal_is_read(page):
    expect(page.get_by_role("row", name="Oro för brottslighet i samhället")).to_contain_text("Ej uppnått")
    expect(page.get_by_role("row", name="Ta fram styrdokument")).to_contain_text("Klart")
    expect(page.get_by_text("Ett av tre etappmål klarades")).to_be_visible()


def test_the_figures_of_a_chart_are_read_in_its_tables(page):
    page.get_by_role("link", name="Oro för brottslighet i samhället (%)", exact=True).click()
    expect(page.get_by_role("region", name="Utfall").get_by_role("row", name="2023")).to_contain_text("52")
    expect(page.get_by_role("region", name="Målvärden").get_by_role("row", name="2024")).to_contain_text("≤38")


def test_an_outcome_is_entered(page):
    page.get_by_label(f"Utfall 2024 för {INDICATOR}").fill("sjuttiofyra")
    page.get_by_role("row", name=INDICATOR).get_by_role("button", name="Spara").click()
    expect(page.get_by_text(NOT_A_NUMBER)).to_be_visible()
    field = page.get_by_label(f"Utfall 2024 för {INDICATOR}")
    expect(field).to_have_value("sjuttiofyra")
    field.fill("74,5")
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_role("row", name=INDICATOR)).to_contain_text("Uppnått")


def test_a_text_is_written_in_a_plain_field(page):
    page.get_by_role("link", name=re.compile("Skriv i ett enkelt fält.*Genomfört arbete")).click()
    page.get_by_label("Genomfört arbete som oformaterad text").fill(
        f"{WRITTEN}74,5.\n\n- Fler svarar\n- Färre frågar igen"
    )
    page.get_by_role("button", name="Spara").click()
    expect(page.get_by_text("Texten är sparad.")).to_be_visible()
    expect(page.get_by_role("listitem").filter(has_text="Färre frågar igen")).to_be_visible()
    assert Sample.read().text(WORK).plain_text.startswith(WRITTEN)


def test_two_who_write_in_one_text_see_both_versions(page, open_page, sign_in):
    other = open_page(java_script_enabled=False)
    sign_in(other, "samordnare")
    for each in (page, other):
        each.goto(address("text"))
    for each, words in ((page, "Robins ord."), (other, "Saras ord.")):
        each.get_by_label("Genomfört arbete som oformaterad text").fill(words)
        each.get_by_role("button", name="Spara").click()
    expect(other.get_by_role("region", name="Den andra versionen")).to_contain_text("Robins ord.")
    expect(other.get_by_role("region", name="Din version")).to_contain_text("Saras ord.")
    assert Sample.read().text(WORK).plain_text == "Robins ord."
    other.watch.allow("status of 409")
    other.get_by_role("button", name="Behåll min").click()
    assert Sample.read().text(WORK).plain_text == "Saras ord."


def test_a_status_is_set(page):
    page.get_by_role("row", name=NEW_ASSIGNMENT).get_by_role("link", name="Följ upp").click()
    page.get_by_label("Kommentar").fill(COMMENT)
    page.get_by_role("button", name="Spara uppföljningen").click()
    expect(page.get_by_text("Välj en status.").first).to_be_visible()
    expect(page.get_by_label("Kommentar")).to_have_value(COMMENT)
    page.get_by_label("Status").select_option("Ej klart i år")
    page.get_by_role("button", name="Spara uppföljningen").click()
    expect(page.get_by_text("Uppföljningen är sparad.")).to_be_visible()


def test_a_goal_is_assessed(page):
    page.get_by_label("I hög grad uppfyllt").check()
    page.get_by_role("button", name="Spara bedömningen").click()
    expect(page.get_by_text(REASON_ASKED_FOR)).to_be_visible()
    expect(page.get_by_label("I hög grad uppfyllt")).to_be_checked()
    page.get_by_label("Skäl").fill(REASON)
    page.get_by_role("button", name="Spara bedömningen").click()
    expect(page.get_by_text("Bedömt av Robin Rapportör")).to_be_visible()


def test_the_language_and_the_unit_are_chosen_from_menus(page):
    page.locator("summary").filter(has_text="Kommunstyrelsen").click()
    page.get_by_role("link", name="Huddinge kommun").click()
    expect(page).to_have_url("/HUDDINGE/2024/")
    page.locator("summary").filter(has_text="Robin Rapportör").click()
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("link", name="Open the report")).to_be_visible()
