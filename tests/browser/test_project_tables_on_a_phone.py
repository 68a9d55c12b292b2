"""Declaring a project table and pasting its rows on a phone, with the keyboard."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_every_page_is_accessible import what_sticks_out

PHONE = {"width": 390, "height": 844}


@pytest.fixture
def phone(open_page: Callable[..., Page], sign_in: Callable[[Page, str], None]) -> Page:
    page = open_page(viewport=PHONE)
    sign_in(page, "samordnare")
    return page


def test_place_and_heading_are_asked_for_once_a_column_is_shown(phone: Page, axe: Callable[[Page], None]):
    phone.goto("/KS/2024/ekonomi/projekttabeller/ny/")
    shows, place = phone.locator("[name=shows_decided]"), phone.locator("[name=place_decided]")
    expect(place).to_be_hidden()

    shows.focus()
    phone.keyboard.press("ArrowDown")
    expect(place).to_be_visible()
    phone.keyboard.press("Tab")
    expect(place).to_be_focused()
    axe(phone)
    assert what_sticks_out(phone) == []


def test_rows_are_pasted_looked_at_and_saved_with_the_keyboard(phone: Page, axe: Callable[[Page], None]):
    phone.goto("/KS/2024/ekonomi/projekt/investments/klistra-in/")
    phone.get_by_label("Rader").focus()
    phone.keyboard.insert_text("Projekt\tBudget\nTrygghetskameror\t-5 000\nBåtar\tmånga\nSumma\t-5 000")
    phone.get_by_label("Dag").fill("2024-05-01")
    phone.get_by_label("Beteckning").focus()
    phone.keyboard.insert_text("KF 7")
    phone.keyboard.press("Enter")
    expect(phone.get_by_role("heading", name="Vad varje rad blir")).to_be_visible()
    axe(phone)
    assert what_sticks_out(phone) == []

    phone.get_by_role("button", name="Spara 1 rad").focus()
    phone.keyboard.press("Enter")
    expect(phone.get_by_text("1 rad är sparad.")).to_be_visible()
    phone.locator("button[type=submit]").filter(has_text="Ångra").focus()  # the editor of a text has another
    phone.keyboard.press("Enter")
    expect(phone.get_by_text("Ändringen är ångrad.")).to_be_visible()
