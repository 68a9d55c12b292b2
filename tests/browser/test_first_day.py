"""The first day of a municipality of its own, from an empty home to the first PDF; pictures go to out/first-day.

Its steps are those of docs/first-day.md; tests/architecture holds the page to them.
"""

from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page

from tests.browser import first_day
from tests.browser.conftest import DESK, FAILED, PATIENCE, PICTURES, Watch
from tests.browser.first_day import FirstDay
from tests.cli.served import Served, started

pytestmark = pytest.mark.slow


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """`tertial serve` on a home that is not there yet."""
    with started(tmp_path / "home") as served:
        yield served


@pytest.fixture
def page(browser: Browser, served: Served, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A browser that has never been here."""
    home = f"http://127.0.0.1:{served.port}"
    page = browser.new_context(base_url=home, locale="sv-SE", viewport=DESK).new_page()
    page.set_default_timeout(PATIENCE)
    watch = Watch(page, home)
    yield page
    if request.node.stash.get(FAILED, False):
        page.screenshot(path=PICTURES / "first-day.png", full_page=True)
    page.context.close()
    assert watch.verdict() == []


def test_a_first_day_begins_with_the_printed_code_and_ends_with_the_first_pdf(page, served, tmp_path, axe):
    assert served.process.stdout is not None
    day = FirstDay(page, first_day.printed_code(served.process.stdout.readline()), tmp_path)
    for step in first_day.STEPS:
        step.take(day)
        if step.take is first_day.choose_the_year:
            axe(page)
    text = words_of(day.report)
    assert first_day.MUNICIPALITY in text
    assert first_day.GOAL in text
    assert "−372,0" in text  # a year's pay, in mnkr, from the ledger


def words_of(file: Path) -> str:
    """The text of a PDF, with single spaces."""
    with pypdfium2.PdfDocument(file) as document:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    return " ".join(" ".join(pages).split())
