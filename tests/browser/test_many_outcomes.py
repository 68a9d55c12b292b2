"""Many outcomes entered in one table, with the keyboard, from a spreadsheet and without JavaScript."""

import pytest
from playwright.sync_api import Locator, Page, expect

ADDRESS = "/KS/2024/indikatorer/fyll-i/"
FIRST, SECOND, THIRD = "Oro för brottslighet", "Servicemätning", "Invånare som kan rekommendera"

PASTE = """(cell, text) => {
    const held = new DataTransfer();
    held.setData("text/plain", text);
    cell.dispatchEvent(new ClipboardEvent("paste", {clipboardData: held, bubbles: true, cancelable: true}));
}"""


def cell(page: Page, indicator: str, whom: str = "") -> Locator:
    return page.get_by_role("row", name=indicator).get_by_role("textbox", name=whom).first


@pytest.fixture
def table(page: Page, sign_in) -> Page:
    sign_in(page, "rapportor")
    page.goto(ADDRESS)
    return page


def test_the_arrow_keys_and_enter_go_from_cell_to_cell(table: Page):
    cell(table, FIRST).focus()
    table.keyboard.press("ArrowDown")
    expect(cell(table, SECOND)).to_be_focused()
    table.keyboard.type("75,5")
    table.keyboard.press("Enter")
    expect(cell(table, THIRD)).to_be_focused()
    table.keyboard.press("ArrowUp")
    expect(cell(table, SECOND)).to_have_value("75,5")

    cell(table, "Sjukfrånvaro").focus()
    table.keyboard.press("Control+A")
    table.keyboard.press("ArrowRight")
    expect(cell(table, "Sjukfrånvaro", "kvinnor")).to_be_focused()


def test_a_block_from_excel_fills_the_cells_below_and_beside_and_says_what_had_no_cell(table: Page):
    cell(table, FIRST).evaluate(PASTE, "56\t60\r\n\r\n1 057,5\r\n")

    expect(cell(table, FIRST)).to_have_value("56")
    expect(cell(table, SECOND)).to_have_value("74,5")
    expect(cell(table, THIRD)).to_have_value("1 057,5")
    expect(table.get_by_role("status").filter(has_text="fick någon ruta")).to_contain_text("60")

    table.get_by_role("button", name="Spara utfallen").click()
    expect(table.get_by_text("2 utfall är sparade.")).to_be_visible()


def test_without_javascript_it_is_a_plain_form(open_page, sign_in):
    page = open_page(java_script_enabled=False)
    page.watch.allow(r"status of 422")
    sign_in(page, "rapportor")
    page.goto(ADDRESS)

    cell(page, FIRST).fill("56")
    cell(page, SECOND).fill("sjuttiofem")
    page.get_by_role("button", name="Spara utfallen").click()
    expect(page.get_by_text("1 utfall är sparat.")).to_be_visible()
    expect(cell(page, SECOND)).to_have_value("sjuttiofem")
    expect(cell(page, SECOND)).to_have_attribute("aria-invalid", "true")
