"""The first day of a municipality of its own, from an empty home and the printed code; pictures go to out/first-day."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import DESK, PATIENCE, PICTURES, Watch
from tests.cli.served import Served, started

pytestmark = pytest.mark.slow
OUT = PICTURES.parent / "first-day"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """`tertial serve` on a home that is not there yet."""
    with started(tmp_path / "home", "--no-worker") as served:
        yield served


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """A browser that has never been here."""
    home = f"http://127.0.0.1:{served.port}"
    page = browser.new_context(base_url=home, locale="sv-SE", viewport=DESK).new_page()
    page.set_default_timeout(PATIENCE)
    watch = Watch(page, home)
    yield page
    page.context.close()
    assert watch.verdict() == []


def test_a_municipality_is_begun_in_the_browser_with_nothing_but_the_printed_code(page, served, axe):
    write_the_code(page, printed_code(served))
    axe(page)
    say_who_you_are(page)
    say_which_municipality_it_is(page)
    choose_year_and_language(page)
    see_what_comes_next(page)
    axe(page)
    let_someone_else_do_a_step(page)


def printed_code(served: Served) -> str:
    assert served.process.stdout is not None
    found = re.search(r"\b[A-Z0-9]{4}(-[A-Z0-9]{4}){2}\b", served.process.stdout.readline())
    assert found is not None
    return found[0]


def write_the_code(page: Page, code: str) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", name="Välkommen till Tertial")).to_be_visible()
    picture(page, "code")
    page.get_by_label("Kod").fill(code)
    go_on(page)


def say_who_you_are(page: Page) -> None:
    page.get_by_label("Namn").fill("Anna Ek")
    page.get_by_label("Titel").fill("Controller")
    page.get_by_label("E-postadress").fill("anna@exempelby.se")
    page.get_by_label("Lösenord").fill("fyra ord utan rimlig mening")
    picture(page, "you")
    go_on(page)


def say_which_municipality_it_is(page: Page) -> None:
    page.get_by_label("Namn").fill("Exempelby kommun")
    page.get_by_label("Kommunkod").fill("0126")
    picture(page, "municipality")
    page.get_by_role("link", name="Tillbaka").click()
    expect(page.get_by_label("Namn")).to_have_value("Anna Ek")
    go_on(page)
    page.get_by_label("Namn").fill("Exempelby kommun")
    page.get_by_label("Kommunkod").fill("0126")
    go_on(page)


def choose_year_and_language(page: Page) -> None:
    expect(page.get_by_label("Svenska")).to_be_checked()
    page.get_by_role("button", name="Börja").click()


def see_what_comes_next(page: Page) -> None:
    expect(page.get_by_role("heading", name="Kom igång")).to_be_visible()
    expect(page.get_by_text("Exempelby kommun är på plats, och du är administratör.")).to_be_visible()
    expect(page.get_by_text("0 av 9 steg klara")).to_be_visible()
    expect(step(page, "Huvudbok").get_by_role("link", name="Först: Kodplan")).to_be_visible()
    picture(page, "checklist")


def let_someone_else_do_a_step(page: Page) -> None:
    step(page, "Intern kontroll").get_by_role("button", name="Hoppa över").click()
    expect(step(page, "Intern kontroll")).to_contain_text("Överhoppat av Anna Ek")
    step(page, "Personer").get_by_role("link", name="Fortsätt").click()
    page.get_by_role("link", name="Bjud in flera").click()
    page.get_by_label("Personer, en på varje rad").fill("Robin Ek; robin@exempelby.se; EXEMPELBY; samordnare")
    page.get_by_role("button", name="Förhandsvisning").click()
    page.get_by_role("button", name="Bjud in 1 person").click()
    expect(page.get_by_text("/konto/losenord/valj/")).to_be_visible()


def step(page: Page, name: str):
    return page.get_by_role("listitem").filter(has=page.get_by_role("heading", name=name, exact=True))


def go_on(page: Page) -> None:
    page.get_by_role("button", name="Fortsätt").click()


def picture(page: Page, name: str) -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=OUT / f"{name}.png")
