"""A ledger file on its way: the page tells how far the worker has come, and may be left or stopped, by keyboard too."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tertial.accounts.system import the_system
from tertial.economy.models import LedgerImport
from tertial.intake.actions import ask_to_read
from tertial.intake.actions.holding import Hold, take
from tertial.intake.actions.reading import read_held
from tertial.intake.models import StagedImport, StagedState
from tertial.things import work
from tests.browser.keyboard import go_to, has_focus, press
from tests.browser.pages.intake import TABLE
from tests.browser.pages_of_tertial import address
from tests.intake.test_pages import staged_at

FILE = {"name": "prov.csv", "mimeType": "text/csv", "buffer": TABLE.encode()}


@pytest.fixture(autouse=True)
def driven(settings) -> None:
    """Nothing is done before the test does the worker's work."""
    settings.TERTIAL_WITHOUT_WORKER = False


@pytest.fixture
def in_hand(page: Page, sign_in: Callable[[Page, str], None]) -> Hold:
    """Files that the worker has begun to read, and the coordinator who looks on."""
    place = address("columns of sent files")
    staged = staged_at(place)
    ask_to_read(by=the_system(), staged=staged)
    hold = take(StagedImport.objects.get(pk=staged.pk))
    assert hold is not None
    sign_in(page, "samordnare")
    page.goto(place)
    return hold


def come_to(hold: Hold, percent: int) -> None:
    hold.tell(done=-(-hold.staged.total * percent // 100))


def test_a_coordinator_takes_a_file_from_the_disk_to_the_ledger_by_keyboard(page: Page, sign_in) -> None:
    sign_in(page, "samordnare")
    page.goto("/KS/2024/ekonomi/import/")
    press(page, page.get_by_role("link", name="Läs in filer"))
    page.get_by_label("Filer", exact=True).set_input_files(FILE)
    go_to(page, page.get_by_label("Källsystem"))
    page.keyboard.type("Provsystem")
    press(page, page.get_by_role("button", name="Skicka"))
    press(page, page.get_by_role("button", name="Läs filerna"))
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.get_by_role("status").filter(has_text="Väntar på sin tur.")).to_be_attached()
    work.do_all()
    press(page, page.get_by_role("button", name="Läs in"))
    expect(page.get_by_text("Väntar på sin tur.").first).to_be_visible()
    work.do_all()
    expect(page.get_by_text("Filerna är inlästa.")).to_be_visible()
    assert LedgerImport.objects.get(source_system="Provsystem").line_count == 2


def test_the_page_tells_how_far_the_reading_has_come_and_goes_on_when_it_is_done(page: Page, in_hand: Hold) -> None:
    come_to(in_hand, 43)
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "43")
    expect(page.get_by_text("Filerna läses: 43 procent.").first).to_be_visible()
    expect(page.locator("#progress-said")).to_have_text("Filerna läses: 40 procent.")
    read_held(in_hand)
    expect(page.get_by_role("button", name="Läs in")).to_be_visible()


def test_the_focus_stays_where_it_is_while_the_page_is_renewed(page: Page, in_hand: Hold) -> None:
    stop = page.get_by_role("button", name="Avbryt läsningen")
    go_to(page, stop)
    for percent in (20, 60):
        come_to(in_hand, percent)
        expect(page.get_by_role("progressbar")).to_have_attribute("value", str(percent))
        assert has_focus(stop)
    page.keyboard.press("Enter")
    expect(page.get_by_text("Läsningen är avbruten; filerna finns kvar här.")).to_be_visible()
    read_held(in_hand)
    assert StagedImport.objects.get(pk=in_hand.staged.pk).state == StagedState.UPLOADED


def test_a_late_answer_on_how_far_it_has_come_does_not_take_away_what_stopping_says(page: Page, in_hand: Hold) -> None:
    asked: list[Route] = []

    def hold_back(answer: Route) -> None:
        asked.append(answer)

    def answer_late(stopping: Route) -> None:
        for late in asked:
            late.fulfill(headers={"HX-Redirect": page.url})
        stopping.continue_()

    page.route("**/lage/**", hold_back)
    page.route("**/stoppa/", answer_late)
    with page.expect_request("**/lage/**"):
        pass
    page.get_by_role("button", name="Avbryt läsningen").click()
    expect(page.get_by_text("Läsningen är avbruten; filerna finns kvar här.")).to_be_visible()
    assert asked


def test_the_page_may_be_left_and_come_back_to_from_the_list(page: Page, in_hand: Hold) -> None:
    come_to(in_hand, 25)
    page.goto("/KS/2024/ekonomi/import/")
    on_their_way = page.get_by_role("region", name=re.compile("På väg"))
    expect(on_their_way).to_contain_text("Filerna läses: 25 procent.")
    on_their_way.get_by_role("listitem").filter(has_text="25 procent").get_by_role("link").click()
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "25")


def test_a_page_with_work_under_way_is_accessible(page: Page, in_hand: Hold, axe) -> None:
    come_to(in_hand, 43)
    expect(page.get_by_role("progressbar")).to_have_attribute("value", "43")
    axe(page)


def test_without_javascript_a_link_looks_again(open_page, in_hand: Hold, sign_in, page: Page) -> None:
    place = page.url
    plain = open_page(java_script_enabled=False)
    sign_in(plain, "samordnare")
    plain.goto(place)
    expect(plain.get_by_text("Filerna läses").or_(plain.get_by_text("Alla rader är lästa")).first).to_be_visible()
    read_held(in_hand)
    plain.get_by_role("link", name="Uppdatera sidan").click()
    expect(plain.get_by_role("button", name="Läs in")).to_be_visible()


def test_files_that_are_too_large_are_not_sent(page: Page, sign_in) -> None:
    sign_in(page, "samordnare")
    page.goto("/KS/2024/ekonomi/import/ny/")
    files = page.get_by_label("Filer", exact=True)
    files.evaluate("(field) => { field.dataset.mostBytes = 10; }")
    files.set_input_files(FILE)
    page.get_by_label("Källsystem").fill("Provsystem")
    page.get_by_role("button", name="Skicka").click()
    assert files.evaluate("(field) => field.validationMessage").startswith("Filerna är tillsammans större än 2\u00a0GB")
    assert not StagedImport.objects.filter(source_system="Provsystem").exists()
