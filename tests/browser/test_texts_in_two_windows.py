"""No words are lost: not to a colleague in the same text, not to a closed browser, not to a server that is gone."""

from collections.abc import Callable
from errno import ENOSPC
from typing import NoReturn

import pytest
from playwright.sync_api import Locator, Page, expect

import tertial.texts.views
from tertial.demo.load import DEMO_PASSWORD
from tertial.goals.text_slots import WORK
from tests.browser.pages_of_tertial import address
from tests.browser.sample import Sample

NOT_SAVED = "Inte sparat än: finns kvar i den här webbläsaren"
FIRST, SECOND = "Robins ord. ", "Saras ord. "


@pytest.fixture
def write_as(open_page, sign_in) -> Callable[[str], Page]:
    """`write_as("samordnare")` opens the text in that person's own browser."""

    def opened(who: str) -> Page:
        page = open_page()
        page.watch.allow("status of 409")  # how the browser notes that someone else was first
        page.watch.allow("net::ERR_FAILED")  # and that a server is gone
        sign_in(page, who)
        return open_text(page)

    return opened


def open_text(page: Page) -> Page:
    page.goto(address("text"))
    expect(page.get_by_role("toolbar")).to_be_visible()
    return page


def text(page: Page) -> Locator:
    return page.get_by_role("textbox", name="Genomfört arbete")


def state(page: Page) -> Locator:
    return page.locator(".editor-foot")


def write(page: Page, words: str) -> None:
    """Writes at the beginning of the text."""
    text(page).click()
    page.keyboard.press("Control+Home")
    page.keyboard.type(words)


def stored() -> str:
    return Sample.read().text(WORK).plain_text


def lose_the_server(page: Page) -> None:
    """Lets nothing arrive that the page saves."""
    page.route("**/texter/**", lambda route: route.abort() if route.request.method == "PUT" else route.continue_())


def find_the_server(page: Page) -> None:
    page.unroute("**/texter/**")


@pytest.fixture
def conflict(write_as) -> Page:
    """Robin has saved; Sara, who had the text open all the time, has written in it too."""
    robin, sara = write_as("rapportor"), write_as("samordnare")
    write(robin, FIRST)
    expect(state(robin)).to_contain_text("Sparat")
    write(sara, SECOND)
    expect(sara.get_by_role("heading", name="Det finns två versioner av den här texten")).to_be_visible()
    return sara


def test_the_second_of_two_sees_both_versions_and_nothing_is_overwritten(conflict, axe):
    expect(conflict.get_by_text("Robin Rapportör sparade den här texten")).to_be_visible()
    expect(conflict.get_by_role("region", name="Den andra versionen")).to_contain_text(FIRST.strip())
    mine = conflict.get_by_role("region", name="Din version")
    expect(mine).to_contain_text(SECOND.strip())
    expect(mine).not_to_contain_text(FIRST.strip())
    assert stored().startswith(FIRST)
    assert SECOND not in stored()
    axe(conflict)


@pytest.mark.parametrize(
    ("choice", "stays", "goes"),
    [("Behåll min", SECOND, FIRST), ("Använd den andra", FIRST, SECOND)],
)
def test_the_version_one_does_not_choose_stays_in_the_history(conflict, choice, stays, goes):
    conflict.get_by_role("button", name=choice).click()
    expect(state(conflict)).to_contain_text("Sparat")
    expect(text(conflict)).to_contain_text(stays.strip())
    assert stored().startswith(stays)
    assert goes not in stored()
    history = Sample.read().text(WORK).versions.all()
    assert any(version.plain_text.startswith(goes) for version in history)


def test_two_versions_can_be_made_one(conflict):
    conflict.get_by_role("button", name="Slå ihop texterna").click()
    expect(text(conflict)).to_contain_text(FIRST.strip())
    expect(text(conflict)).to_contain_text(SECOND.strip())
    expect(state(conflict)).to_contain_text("Sparat")
    assert FIRST in stored()
    assert SECOND in stored()


def test_one_can_go_on_writing_after_a_choice(conflict):
    conflict.get_by_role("button", name="Behåll min").click()
    expect(state(conflict)).to_contain_text("Sparat")
    with conflict.expect_response(lambda answer: answer.request.method == "PUT" and answer.ok):
        write(conflict, "Och så ett ord till. ")
    assert stored().startswith("Och så ett ord till. " + SECOND)


def test_a_browser_that_closes_has_lost_nothing(write_as, traffic):
    page = write_as("rapportor")
    browser = page.context
    long_ago, just_now = "Skrivet för mer än två sekunder sedan. ", "Skrivet alldeles nyss, innan fönstret stängdes. "
    write(page, long_ago)
    page.keyboard.type(just_now, delay=50)  # more than two seconds
    page.close()
    traffic.wait_until_quiet()
    assert stored().startswith(long_ago)

    again = open_text(browser.new_page())
    expect(text(again)).to_contain_text(long_ago + just_now.strip())
    expect(state(again)).not_to_contain_text("Inte sparat")


def test_a_page_that_is_left_in_the_middle_of_a_word_saves_it(write_as, traffic):
    page = write_as("rapportor")
    write(page, "Mitt i et")
    page.goto("/KS/2024/")
    traffic.wait_until_quiet()
    assert stored().startswith("Mitt i et")


def test_what_is_written_while_the_server_is_gone_is_saved_when_it_is_back(write_as):
    page = write_as("rapportor")
    lose_the_server(page)
    write(page, FIRST)
    expect(state(page)).to_contain_text(NOT_SAVED)
    page.keyboard.type("Och mer. ")
    find_the_server(page)
    expect(state(page)).to_contain_text("Sparat")
    assert stored().startswith(FIRST + "Och mer. ")


def test_a_reload_takes_up_what_was_not_saved(write_as, monkeypatch):
    page = write_as("rapportor")
    page.watch.allow("status of 503")
    with monkeypatch.context() as broken:
        broken.setattr(tertial.texts.views, "save_text", disk_is_full)
        write(page, FIRST)
        expect(state(page)).to_contain_text(NOT_SAVED)
        page.reload()
        expect(text(page)).to_contain_text(FIRST.strip())
        expect(state(page)).to_contain_text(NOT_SAVED)
        assert FIRST not in stored()
    expect(state(page)).to_contain_text("Sparat")
    assert stored().startswith(FIRST)


def disk_is_full(**given: object) -> NoReturn:
    raise OSError(ENOSPC, "No space left on device")


def test_a_draft_never_overwrites_what_someone_else_has_saved_since(write_as):
    robin, sara = write_as("rapportor"), write_as("samordnare")
    lose_the_server(robin)
    write(robin, FIRST)
    expect(state(robin)).to_contain_text(NOT_SAVED)
    write(sara, SECOND)
    expect(state(sara)).to_contain_text("Sparat")
    find_the_server(robin)
    robin.reload()
    expect(robin.get_by_role("region", name="Den andra versionen")).to_contain_text(SECOND.strip())
    expect(robin.get_by_role("region", name="Din version")).to_contain_text(FIRST.strip())
    assert stored().startswith(SECOND)


def test_who_is_signed_out_meanwhile_is_told_and_saves_after_signing_in_again(write_as):
    page = write_as("rapportor")
    page.context.clear_cookies(name="sessionid")
    write(page, FIRST)
    expect(state(page)).to_contain_text("Du är utloggad.")
    tab = page.context.new_page()
    tab.goto("/konto/logga-in/")
    tab.get_by_label("E-postadress").fill("rapportor@huddinge.example")
    tab.get_by_label("Lösenord").fill(DEMO_PASSWORD)
    tab.get_by_role("button", name="Logga in").click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("2024")
    expect(state(page)).to_contain_text("Sparat")
    assert stored().startswith(FIRST)
