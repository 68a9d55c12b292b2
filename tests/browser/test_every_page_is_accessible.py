"""Every page keeps to WCAG 2.2 AA and to good practice, also in a narrow window, which is what 400 % zoom gives."""

import importlib
from collections.abc import Callable, Iterator
from http import HTTPStatus

import pytest
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, clear_url_caches, get_resolver, resolve
from playwright.sync_api import Page, expect

import tertial.accounts.urls
import tertial.urls
from tests.browser.pages_of_tertial import MAIN_PAGES, NOBODY, PAGES, address, addresses

TABLET = {"width": 1024, "height": 768}
NARROW = {"width": 320, "height": 640}
NO_PAGES = {
    "checks:summary",
    "control:common_export",
    "control:export",
    "control:follow_up_measure",
    "control:follow_up_recommendation",
    "control:recheck",
    "control:result",
    "economy:all_codes",
    "economy:budget_file",
    "economy:budget_months_file",
    "economy:cell_file",
    "economy:codes_file",
    "economy:forecast_file",
    "economy:layout_file",
    "economy:months_file",
    "economy:project_amount_add",
    "economy:project_export",
    "economy:project_lines_file",
    "economy:project_stage",
    "economy:remedies_file",
    "economy:statement_file",
    "economy:statements",
    "economy:codes_read",
    "economy:track_record_file",
    "goals:assignments_export",
    "goals:indicators_export",
    "goals:outcome_record",
    "goals:targets",
    "desk:configuration_export",
    "desk:trace",
    "first_start:begin",
    "first_start:step",
    "old_texts:page",
    "old_texts:text",
    "reports:download",
    "reports:made",
    "reports:making",
    "intake:example",
    "intake:import_refused",
    "intake:progress",
    "intake:staged_refused",
    "intake:workbook_file",
    "intake:workbook_progress",
    "staff:export",
    "texts:figures",
    "texts:picture",
}
"""Addresses that lead on, answer with a file, data or a part of a page, or show a page with a form that was sent."""


def visit(page: Page, sign_in: Callable[[Page, str], None], name: str) -> None:
    """Opens a page as the one it is for, and waits until its scripts have done their part."""
    who = PAGES[name][0]
    if who != NOBODY:
        sign_in(page, who)
    page.watch.allow(r"status of (403|404)")  # a refusal and a missing page are pages too
    page.goto(address(name))
    at_rest(page)


def at_rest(page: Page) -> None:
    """Waits until every text has its editor and the first chart is drawn, at the top as the page opened.

    Scrolled down, rows that have gone under a table's head would be judged by what they lie behind.
    """
    expect(page.locator("[data-editor] .editor-toolbar[hidden]")).to_have_count(0)
    chart = page.locator("[data-chart]")
    if chart.count():
        chart.first.scroll_into_view_if_needed()
        expect(chart.first.locator(".chart-drawing > div svg")).to_be_visible()
        page.evaluate("scrollTo(0, 0)")


def what_sticks_out(page: Page) -> list[str]:
    """What makes the document wider than its window, if anything does."""
    return page.evaluate(
        """() => document.documentElement.scrollWidth <= window.innerWidth ? [] :
            [...document.querySelectorAll("body *")]
                .filter((each) => each.getBoundingClientRect().right > window.innerWidth + 1)
                .map((each) => each.outerHTML.slice(0, 120))"""
    )


@pytest.mark.parametrize("name", PAGES)
def test_a_page_breaks_no_rule_and_never_scrolls_sideways(name, same_window, sign_in, axe):
    page = same_window
    visit(page, sign_in, name)
    axe(page)
    for size in (TABLET, NARROW):
        page.set_viewport_size(size)
        assert what_sticks_out(page) == []
    if name in MAIN_PAGES:
        axe(page)


def test_every_page_that_can_be_opened_is_among_them(server):
    visited = {resolve(each.partition("?")[0]).view_name for each in addresses()}
    assert sorted(set(addresses_that_open()) - visited - NO_PAGES) == []


def addresses_that_open() -> Iterator[str]:
    """The names of the addresses that answer to a GET."""
    for room in get_resolver().url_patterns:
        if isinstance(room, URLResolver):
            yield from (f"{room.namespace}:{pattern.name}" for pattern in patterns_of(room) if opens(pattern))


def patterns_of(resolver: URLResolver) -> Iterator[URLPattern]:
    """The addresses of a room, also those that a part of it keeps in a file of its own."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from patterns_of(pattern)
        else:
            yield pattern


def opens(pattern: URLPattern) -> bool:
    """Whether a view lets a GET in; what it then does with an empty request does not matter."""
    try:
        answer = pattern.callback(RequestFactory().get("/"), **dict.fromkeys(pattern.pattern.converters, "0"))
    except Exception:
        return True
    return answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED


@pytest.fixture
def demo_addresses(server: str, settings) -> Iterator[None]:
    """The addresses that exist only where the sample municipality is served."""
    settings.TERTIAL_DEMO = True
    read_addresses_again()
    yield
    settings.TERTIAL_DEMO = False
    read_addresses_again()


def read_addresses_again() -> None:
    importlib.reload(tertial.accounts.urls)
    importlib.reload(tertial.urls)
    clear_url_caches()


@pytest.mark.parametrize("where", ["/styleguide/", "/konto/logga-in/"])
def test_the_pages_of_the_demo_break_no_rule(where, page, demo_addresses, axe):
    page.watch.allow("status of 404")  # the texts of the styleguide belong to nothing that has figures
    page.goto(where)
    at_rest(page)
    axe(page)
    page.set_viewport_size(NARROW)
    assert what_sticks_out(page) == []


def test_an_address_that_leads_nowhere_still_leads_on(page, sign_in, axe):
    sign_in(page, "rapportor")
    page.watch.allow("status of 404")
    page.goto("/den/har/sidan/finns/inte/")
    axe(page)
    page.get_by_role("link", name="Gå till startsidan").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("2024")


def test_forms_with_errors_break_no_rule(page, sign_in, axe):
    sign_in(page, "samordnare")
    page.watch.allow("status of 422")
    page.goto("/KS/2024/uppdrag/ny/")
    page.get_by_role("button", name="Lägg till uppdraget").click()
    expect(page.get_by_role("alert")).to_be_focused()
    axe(page)


def test_open_menus_and_dialogs_break_no_rule(page, sign_in, axe):
    sign_in(page, "samordnare")
    page.goto(address("goal"))
    at_rest(page)
    for menu in page.locator("details.menu > summary").all():
        menu.click()
        axe(page)
        page.keyboard.press("Escape")
    page.get_by_role("button", name="Arkivera", exact=True).first.click()
    expect(page.get_by_role("dialog")).to_be_visible()
    axe(page)


def test_the_main_menu_of_a_phone_breaks_no_rule(open_page, sign_in, axe):
    page = open_page(viewport=NARROW)
    sign_in(page, "rapportor")
    page.goto("/KS/2024/")
    page.get_by_role("button", name="Meny", exact=True).click()
    expect(page.get_by_role("navigation", name="Huvudmeny")).to_be_visible()
    axe(page)


def test_what_opens_on_the_page_of_a_goal_breaks_no_rule(page, sign_in, axe):
    sign_in(page, "rapportor")
    page.goto(address("goal"))
    at_rest(page)
    page.get_by_role("link", name="Följ upp").first.click()
    page.get_by_role("link", name="Gör en annan bedömning av Servicemätning").click()
    page.get_by_role("group").filter(has_text="Ändra bedömningen").locator("summary").click()
    work = page.locator("[data-editor]").last
    work.get_by_role("button", name="Siffra").click()
    expect(work.get_by_role("option").first).to_be_visible()
    axe(page)


def test_the_report_as_a_file_breaks_no_rule_and_asks_nobody_for_anything(page, browser, sign_in, axe, tmp_path):
    sign_in(page, "rapportor")
    page.goto("/KS/2024/rapport/")
    with page.expect_download() as download:
        page.get_by_role("link", name="HTML").click()
    file = tmp_path / download.value.suggested_filename
    download.value.save_as(file)

    asked: list[str] = []
    alone = browser.new_page(viewport={"width": 1280, "height": 800})
    alone.on("request", lambda request: asked.append(request.url))
    alone.goto(file.as_uri())
    expect(alone.get_by_role("heading", level=1)).to_contain_text("Kommunstyrelsen")
    axe(alone)
    alone.set_viewport_size(NARROW)
    assert what_sticks_out(alone) == []
    axe(alone)
    assert [url for url in asked if not url.startswith(("data:", file.as_uri()))] == []
    alone.close()
