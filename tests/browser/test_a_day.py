"""A day with Tertial by mouse: from what is missing in the morning to the finished report in the evening."""

from pathlib import Path

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
from tests.browser.sample import GOAL, INDICATOR


def test_a_reporter_puts_right_what_is_missing_and_sees_it_in_the_report(page, tmp_path):
    leave_things_undone()
    page.watch.allow("status of 422")  # what is refused on the way
    sign_in_by_the_form(page)
    see_what_is_missing(page)
    enter_the_outcome(page)
    write(page)
    follow_up(page)
    assess(page)
    see_that_nothing_is_missing(page)
    read_the_report(page)
    assert download_pdf(page, tmp_path).read_bytes().startswith(b"%PDF")


def sign_in_by_the_form(page: Page) -> None:
    page.goto("/")
    page.get_by_label("E-postadress").fill("rapportor@huddinge.example")
    page.get_by_label("Lösenord").fill("inte det rätta")
    page.get_by_role("button", name="Logga in").click()
    expect(page.get_by_role("alert")).to_contain_text("E-postadressen eller lösenordet är fel.")
    expect(page.get_by_label("E-postadress")).to_have_value("rapportor@huddinge.example")
    page.get_by_label("Lösenord").fill(DEMO_PASSWORD)
    page.get_by_role("button", name="Logga in").click()


def see_what_is_missing(page: Page) -> None:
    expect(page.get_by_role("region", name="Mina uppgifter").get_by_role("link", name=TASKS[0])).to_be_visible()
    page.get_by_role("region", name="Det som återstår i enheten").get_by_text(GOAL).click()
    for task in TASKS:
        expect(page.get_by_role("link", name=task)).to_be_visible()


def enter_the_outcome(page: Page) -> None:
    page.get_by_role("link", name=TASKS[1]).click()
    row = page.get_by_role("row", name=INDICATOR)
    field = row.get_by_label(f"Utfall 2024 för {INDICATOR}")
    field.fill("sjuttiofyra")
    row.get_by_role("button", name="Spara").click()
    expect(row.get_by_text(NOT_A_NUMBER)).to_be_visible()
    expect(field).to_have_value("sjuttiofyra")
    field.fill("74,5")
    row.get_by_role("button", name="Spara").click()
    expect(row.get_by_role("link", name="74,5")).to_be_visible()
    expect(row).to_contain_text("Uppnått")
    expect(messages(page)).to_contain_text(f"Utfallet för ”{INDICATOR}” är sparat.")


def write(page: Page) -> None:
    remaining(page).get_by_role("link", name="Skriv: Genomfört arbete").click()
    text = page.get_by_role("textbox", name="Genomfört arbete")
    expect(text).to_be_in_viewport()
    text.click()
    page.keyboard.type(WRITTEN)
    editor = page.locator("[data-editor]").filter(has=text)
    editor.get_by_role("button", name="Siffra").click()
    editor.get_by_label("Sök en siffra").fill("telefon")
    editor.get_by_role("option", name=f"{INDICATOR}, 2024").click()
    expect(text).to_contain_text(f"{WRITTEN}74,5")
    expect(editor.locator(".editor-foot")).to_contain_text("Sparat")


def follow_up(page: Page) -> None:
    row = page.get_by_role("row", name=NEW_ASSIGNMENT)
    row.get_by_role("link", name="Följ upp").click()
    row.get_by_label("Kommentar").fill(COMMENT)
    row.get_by_role("button", name="Spara").click()
    expect(row.get_by_text("Välj en status.")).to_be_visible()
    expect(row.get_by_label("Kommentar")).to_have_value(COMMENT)
    row.get_by_label("Status").select_option("Ej klart i år")
    row.get_by_role("button", name="Spara").click()
    expect(messages(page)).to_contain_text("Uppföljningen är sparad.")
    expect(row).to_contain_text("Ej klart i år")
    expect(row).to_contain_text(COMMENT)


def assess(page: Page) -> None:
    remaining(page).get_by_role("link", name="Bedöm målet").click()
    assessment = page.get_by_role("region", name="Måluppfyllelse")
    expect(assessment).to_contain_text("Uppnådda indikatorer: 1 av 3, nära: 0. Klara uppdrag: 5 av 6.")
    assessment.get_by_label("I hög grad uppfyllt").check()
    assessment.get_by_role("button", name="Spara bedömningen").click()
    expect(assessment.get_by_text(REASON_ASKED_FOR)).to_be_visible()
    expect(assessment.get_by_label("I hög grad uppfyllt")).to_be_checked()
    assessment.get_by_label("Skäl").fill(REASON)
    assessment.get_by_role("button", name="Spara bedömningen").click()
    expect(messages(page)).to_contain_text("Bedömningen är sparad.")
    expect(assessment).to_contain_text("Bedömt av Robin Rapportör")


def see_that_nothing_is_missing(page: Page) -> None:
    expect(remaining(page)).to_contain_text("Inget saknas: målet är klart för rapporten.")
    page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Start").click()
    expect(page.get_by_text("Inget återstår")).to_be_visible()


def read_the_report(page: Page) -> None:
    page.get_by_role("navigation", name="Huvudmeny").get_by_role("link", name="Rapport", exact=True).click()
    report = page.get_by_role("region", name="Förhandsvisning")
    expect(report.get_by_role("row", name=INDICATOR).first).to_contain_text("74,5")
    expect(report).to_contain_text(f"{WRITTEN}74,5")
    expect(report.get_by_role("row", name=NEW_ASSIGNMENT)).to_contain_text(COMMENT)
    expect(report).to_contain_text(REASON)


def download_pdf(page: Page, folder: Path) -> Path:
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF").click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    return file


def remaining(page: Page) -> Locator:
    return page.get_by_role("region", name="Det som återstår")


def messages(page: Page) -> Locator:
    return page.locator("#messages")
