"""Pages on paper, and in the reader's language."""

from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.browser.pages_of_tertial import address
from tests.browser.sample import ASSIGNMENT, GOAL, INDICATOR

ON_SCREEN_ONLY = ["banner", "navigation", "search", "toolbar", "button"]


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("start", "Bedömningar"),
        ("goal tree", GOAL),
        ("goal", "Ett av tre etappmål klarades"),
        ("indicators", INDICATOR),
        ("assignments", ASSIGNMENT),
        ("report", "Nämndens mål och resultat"),
    ],
)
def test_paper_shows_what_the_page_says_and_nothing_to_press(name, says, page, sign_in):
    sign_in(page, "rapportor")
    page.goto(address(name))
    page.emulate_media(media="print")
    for role in ON_SCREEN_ONLY:
        for each in page.get_by_role(role).all():
            expect(each).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("main")).to_contain_text(says)


def test_a_table_stays_a_table_on_paper_and_nothing_in_it_is_cut(page, sign_in):
    sign_in(page, "rapportor")
    page.goto(address("assignments"))
    page.set_viewport_size({"width": 673, "height": 990})  # what A4 leaves between its margins
    page.emulate_media(media="print")
    heading = page.get_by_role("columnheader", name="Kommentar").bounding_box()
    comment = page.get_by_role("row", name=ASSIGNMENT).locator("td[data-label='Kommentar']")
    assert heading["height"] > 10
    assert heading["x"] == pytest.approx(comment.bounding_box()["x"], abs=2)
    cut = "each => each.scrollHeight > each.clientHeight + 1"
    assert not page.locator("td .lines").evaluate_all(f"all => all.some({cut})")
    assert page.pdf(format="A4").startswith(b"%PDF")


@pytest.mark.parametrize("name", ["risks", "internal control"])
def test_every_word_of_the_risk_matrix_is_inside_its_cell_on_paper(name, page, sign_in):
    sign_in(page, "samordnare")
    page.goto(address(name))
    page.set_viewport_size({"width": 673, "height": 990})  # what A4 leaves between its margins
    page.emulate_media(media="print")
    cut = "all => all.filter(each => each.scrollWidth > each.clientWidth + 1).map(each => each.innerText)"
    assert page.locator(".risk-matrix :is(th, td)").evaluate_all(cut) == []
    names = page.locator(".risk-matrix li a")
    long, short = (names.filter(has_text=name).bounding_box() for name in ("Informationssäkerhet", "IT-drift"))
    assert long["height"] == short["height"], "a name is on one line"


def test_a_person_changes_language_and_back(page, sign_in):
    sign_in(page, "rapportor")
    page.goto(address("goal"))
    change_language(page, "English")
    expect(page).to_have_url(address("goal"))
    assert page.locator("html").get_attribute("lang") == "en"
    expect(page.get_by_role("heading", name="Texts", exact=True)).to_be_visible()
    change_language(page, "Svenska")
    assert page.locator("html").get_attribute("lang") == "sv"
    expect(page.get_by_role("heading", name="Texter", exact=True)).to_be_visible()


def test_the_choice_of_a_language_is_remembered_where_a_person_signs_in_next(page, open_page, sign_in):
    sign_in(page, "rapportor")
    page.goto("/KS/2024/")
    change_language(page, "English")
    elsewhere = open_page()
    sign_in(elsewhere, "rapportor")
    elsewhere.goto("/KS/2024/")
    expect(elsewhere.get_by_role("navigation", name="Main menu").get_by_role("link", name="Goals")).to_be_visible()


def test_who_has_not_signed_in_chooses_a_language_too(page):
    page.goto("/konto/logga-in/")
    page.get_by_role("button", name="English").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    page.get_by_role("button", name="Svenska").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Logga in")


def test_a_swedish_report_stays_swedish_for_who_reads_english(page, sign_in, axe):
    sign_in(page, "rapportor")
    page.goto("/KS/2024/rapport/")
    change_language(page, "English")
    report = page.get_by_role("region", name="Preview")
    expect(report).to_contain_text("Nämndens mål och resultat")
    expect(report.get_by_role("row", name=INDICATOR).first).to_contain_text("74,5")
    axe(page)


def change_language(page: Page, name: str) -> None:
    page.locator("details.account > summary").click()
    page.get_by_role("button", name=name).click()


def test_every_bar_has_its_label_on_a_phone(page, sign_in):
    sign_in(page, "lasare")
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto("/KS/2024/personal/sjukfranvaro/")
    drawing = page.locator(".chart-drawing").nth(1)
    drawing.scroll_into_view_if_needed()
    for words in ("Dag 1–14", "Dag 15–90", "Dag 91–180", "framåt"):
        expect(drawing.locator("svg")).to_contain_text(words)
    labels = [each.bounding_box() for each in drawing.locator(".role-axis-label text").all()]
    assert len(labels) == 4
    assert all(left["x"] + left["width"] <= right["x"] for left, right in pairwise(labels))
