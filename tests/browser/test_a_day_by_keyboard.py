"""The same day with nothing but a keyboard."""

from playwright.sync_api import Locator, Page, expect

from tertial.demo.load import DEMO_PASSWORD
from tests.browser.a_day import (
    COMMENT,
    NEW_ASSIGNMENT,
    NOT_A_NUMBER,
    REASON,
    REASON_ASKED_FOR,
    TASKS,
    WRITTEN,
    leave_things_undone,
)
from tests.browser.keyboard import go_to, press, write_over
from tests.browser.pages_of_tertial import address
from tests.browser.sample import GOAL, INDICATOR


def test_a_reporter_does_the_same_day_by_keyboard(page):
    leave_things_undone()
    page.watch.allow("status of 422")  # what is refused on the way
    sign_in_by_the_form(page)
    open_the_first_task(page)
    enter_the_outcome(page)
    write(page)
    follow_up(page)
    assess(page)
    read_and_download_the_report(page)


def sign_in_by_the_form(page: Page) -> None:
    page.goto("/")
    go_to(page, page.get_by_label("E-postadress"))
    page.keyboard.type("rapportor@huddinge.example")
    go_to(page, page.get_by_label("Lösenord"))
    page.keyboard.type(DEMO_PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("2024")


def open_the_first_task(page: Page) -> None:
    undone = page.get_by_role("region", name="Det som återstår i enheten")
    press(page, undone.locator("summary").filter(has_text=GOAL))
    press(page, undone.get_by_role("link", name=TASKS[1]))


def enter_the_outcome(page: Page) -> None:
    row = page.get_by_role("row", name=INDICATOR)
    field = row.get_by_label(f"Utfall 2024 för {INDICATOR}")
    go_to(page, field)
    page.keyboard.type("sjuttiofyra")
    page.keyboard.press("Enter")
    expect(row.get_by_text(NOT_A_NUMBER)).to_be_visible()
    expect(field).to_be_focused()
    expect(field).to_have_value("sjuttiofyra")
    write_over(page, "74,5")
    page.keyboard.press("Enter")
    expect(row).to_contain_text("Uppnått")
    expect(row.get_by_role("link", name=INDICATOR).first).to_be_focused()


def write(page: Page) -> None:
    press(page, remaining(page).get_by_role("link", name="Skriv: Genomfört arbete"), back=True)
    text = page.get_by_role("textbox", name="Genomfört arbete")
    expect(text).to_be_focused()
    page.keyboard.type(WRITTEN)
    page.keyboard.press("Alt+F10")
    editor = page.locator("[data-editor]").filter(has=text)
    expect(editor.get_by_role("button", name="Fet")).to_be_focused()
    figure = editor.get_by_role("button", name="Siffra")
    for _ in range(5):
        page.keyboard.press("ArrowRight")
    expect(figure).to_be_focused()
    page.keyboard.press("Enter")
    expect(editor.get_by_label("Sök en siffra")).to_be_focused()
    page.keyboard.type("telefonen brinner")
    expect(editor.get_by_text("Ingen siffra stämmer med ”telefonen brinner”.")).to_be_visible()
    page.keyboard.press("Control+A")
    page.keyboard.type("2024 telefon")
    expect(editor.get_by_role("option", name=f"{INDICATOR}, 2024", selected=True)).to_be_visible()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(text).to_be_focused()
    expect(text).to_contain_text(f"{WRITTEN}74,5")
    expect(editor.locator(".editor-foot")).to_contain_text("Sparat")


def follow_up(page: Page) -> None:
    row = page.get_by_role("row", name=NEW_ASSIGNMENT)
    press(page, row.get_by_role("link", name="Följ upp"), back=True)
    expect(row.get_by_label("Status")).to_be_focused()
    page.keyboard.type("Ej klart")
    go_to(page, row.get_by_label("Kommentar"))
    page.keyboard.type(COMMENT)
    press(page, row.get_by_role("button", name="Spara"))
    expect(row).to_contain_text("Ej klart i år")
    expect(row.get_by_role("link", name=NEW_ASSIGNMENT).first).to_be_focused()


def assess(page: Page) -> None:
    press(page, remaining(page).get_by_role("link", name="Bedöm målet"), back=True)
    assessment = page.get_by_role("region", name="Måluppfyllelse")
    expect(assessment.get_by_label("Delvis uppfyllt")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(assessment.get_by_label("I hög grad uppfyllt")).to_be_checked()
    press(page, assessment.get_by_role("button", name="Spara bedömningen"))
    expect(assessment.get_by_text(REASON_ASKED_FOR)).to_be_visible()
    expect(assessment.get_by_label("Skäl")).to_be_focused()
    page.keyboard.type(REASON)
    press(page, assessment.get_by_role("button", name="Spara bedömningen"))
    expect(assessment).to_contain_text("Bedömt av Robin Rapportör")
    expect(assessment).to_be_focused()
    expect(remaining(page)).to_contain_text("Inget saknas: målet är klart för rapporten.")


def read_and_download_the_report(page: Page) -> None:
    press(
        page,
        page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Rapport", exact=True),
        back=True,
    )
    report = page.get_by_role("region", name="Förhandsvisning")
    expect(report).to_contain_text(f"{WRITTEN}74,5")
    expect(report.get_by_role("row", name=NEW_ASSIGNMENT)).to_contain_text(COMMENT)
    with page.expect_download() as download:
        press(page, page.get_by_role("link", name="PDF"))
    assert download.value.path().read_bytes().startswith(b"%PDF")


def remaining(page: Page) -> Locator:
    return page.get_by_role("region", name="Det som återstår")


def test_the_first_stop_of_a_page_leads_past_the_menus(page, sign_in):
    sign_in(page, "rapportor")
    page.goto("/KS/2024/uppdrag/")
    press(page, page.get_by_role("link", name="Hoppa till innehållet"))
    expect(page.get_by_role("main")).to_be_focused()
    go_to(page, page.get_by_label("Innehåller"))


def test_a_slash_goes_to_the_search_field_unless_someone_is_writing(page, sign_in):
    sign_in(page, "rapportor")
    page.goto("/KS/2024/uppdrag/")
    page.keyboard.press("/")
    expect(page.get_by_role("banner").get_by_role("combobox")).to_be_focused()
    page.keyboard.type("trygghet/delaktighet")
    expect(page.get_by_role("banner").get_by_role("combobox")).to_have_value("trygghet/delaktighet")


def test_a_dialog_keeps_the_focus_until_it_is_answered_and_gives_it_back(page, sign_in):
    sign_in(page, "samordnare")
    page.goto(address("goal"))
    opener = page.get_by_role("main").get_by_role("button", name="Arkivera").first
    press(page, opener)
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    for _ in range(6):
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_escape_closes_a_menu_and_gives_the_focus_back(page, sign_in):
    sign_in(page, "rapportor")
    page.goto("/KS/2024/")
    menu = page.locator("details.menu").filter(has_text="Logga ut")
    press(page, menu.locator("summary"))
    go_to(page, menu.get_by_role("button", name="Logga ut"))
    page.keyboard.press("Escape")
    expect(menu.get_by_role("button", name="Logga ut")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()


def test_escape_leaves_a_form_in_a_row_as_it_was(page, sign_in):
    sign_in(page, "rapportor")
    page.goto("/KS/2024/uppdrag/")
    row = page.get_by_role("row", name="Ta fram styrdokument")
    press(page, row.get_by_role("link", name="Följ upp"))
    expect(row.get_by_label("Status")).to_be_focused()
    page.keyboard.type("Pausat")
    page.keyboard.press("Escape")
    expect(row.get_by_label("Status")).to_have_count(0)
    expect(row).to_contain_text("Klart")
    expect(row.get_by_role("link", name="Ta fram styrdokument").first).to_be_focused()


def test_escape_closes_a_panel_of_the_editor_and_goes_back_to_the_text(page, sign_in):
    sign_in(page, "rapportor")
    page.goto(address("text"))
    text = page.get_by_role("textbox", name="Genomfört arbete")
    go_to(page, text)
    page.keyboard.press("Alt+F10")
    for _ in range(4):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Webb- eller e-postadress")).to_be_focused()
    page.keyboard.type("inget sådant")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Det är ingen webb- eller e-postadress.")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_label("Webb- eller e-postadress")).to_be_hidden()
    expect(text).to_be_focused()
