"""A real Chromium, a served Tertial with the sample municipality, and what no page may do.

A page fails its test when it asks another host for anything or writes an error to the console. Every test starts from
the sample municipality as it was loaded, whatever the test before it has written.
"""

import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Condition

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.db import connection
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.shared.sample import load_sample

# Playwright keeps an event loop running in this thread, from which Django would otherwise refuse to read the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

HERE = Path(__file__).parent
PICTURES = HERE.parents[1] / "out" / "browser"
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
AXE_RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
FAILED = pytest.StashKey[bool]()
DESK = {"width": 1280, "height": 800}
PATIENCE = 120_000  # milliseconds; a busy machine is slow, not wrong
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.browser)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    report = yield
    item.stash[FAILED] = item.stash.get(FAILED, False) or report.failed
    return report


class Watch:
    """What a page did that it should not; `allow` names console errors that a test provokes on purpose."""

    def __init__(self, page: Page, home: str) -> None:
        self.begin()
        self._home = home
        page.on("request", lambda request: self._request(request.url))
        page.on("console", lambda message: self._say(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: self._say(str(error)))

    def begin(self) -> None:
        """Knows nothing yet."""
        self.found: list[str] = []
        self._allowed: list[str] = []

    def allow(self, pattern: str) -> None:
        """Console errors that this regular expression is found in are expected."""
        self._allowed.append(pattern)

    def _request(self, url: str) -> None:
        if not url.startswith((self._home, "data:", "blob:", "about:")):
            self.found.append(f"asked another host: {url}")

    def _say(self, text: str) -> None:
        self.found.append(f"wrote an error to the console: {text}")

    def verdict(self) -> list[str]:
        """What remains when the expected is taken away."""
        return [line for line in self.found if not any(re.search(pattern, line) for pattern in self._allowed)]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium; the tests are skipped where there is none."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("TERTIAL_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not found:
        pytest.skip("there is no Chromium; install one or point TERTIAL_CHROMIUM at it")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=SWITCHES)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def loaded_demo(django_db_setup: None, django_db_blocker) -> Path:
    """A copy of the database with the sample municipality just loaded."""
    if connection.vendor != "sqlite":
        pytest.fail("The browser tests run on SQLite; leave TERTIAL_TEST_DATABASE out.")
    copy = Path(settings.TERTIAL_HOME) / "demo.sqlite3"
    with django_db_blocker.unblock():
        call_command("migrate", run_syncdb=True, verbosity=0)
        load_sample()
        connection.close()
    _copy_database(Path(connection.settings_dict["NAME"]), copy)
    return copy


@pytest.fixture
def demo_municipality(loaded_demo: Path, django_db_blocker) -> Iterator[None]:
    """The sample municipality as loaded, open for the test to read and write."""
    with django_db_blocker.unblock():
        connection.close()
        _copy_database(loaded_demo, Path(connection.settings_dict["NAME"]))
        yield
        connection.close()


def _copy_database(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as read, closing(sqlite3.connect(target)) as write:
        read.backup(write)


class Traffic:
    """Counts the requests on their way, so that none that a closing page sends meets the database of the next test."""

    def __init__(self) -> None:
        self._running = 0
        self._change = Condition()
        request_started.connect(self._begin)
        request_finished.connect(self._end)

    def _begin(self, **signal: object) -> None:
        with self._change:
            self._running += 1

    def _end(self, **signal: object) -> None:
        with self._change:
            self._running -= 1
            self._change.notify_all()

    def wait_until_quiet(self) -> None:
        """Returns when every request that has come in is answered."""
        with self._change:
            assert self._change.wait_for(lambda: self._running == 0, timeout=PATIENCE / 1000), "a request never ended"


@pytest.fixture(scope="session")
def traffic() -> Traffic:
    """The requests of this process."""
    return Traffic()


@pytest.fixture(scope="session")
def running_server(loaded_demo: Path) -> Iterator[LiveServer]:
    server = LiveServer("127.0.0.1", start=False)
    server.thread.static_handler = lambda pages: pages  # static files come from Tertial itself, as when it is served
    server.start()
    yield server
    server.stop()


@pytest.fixture
def server(running_server: LiveServer, demo_municipality: None) -> str:
    """The address of a served Tertial with the sample municipality, such as http://127.0.0.1:40123."""
    return running_server.url


@pytest.fixture
def open_page(
    browser: Browser, server: str, traffic: Traffic, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """Opens a page in a browser profile of its own: `open_page(viewport={"width": 320, "height": 640})`.

    `page.watch` says what the page has done that it should not.
    """
    opened: list[Page] = []

    def new(**options: object) -> Page:
        opened.append(_watched_page(browser, server, **options))
        return opened[-1]

    yield new
    for number, page in enumerate(opened):
        _keep_picture_of_failure(page, request.node, number)
        page.context.close()
    traffic.wait_until_quiet()
    assert [line for page in opened for line in page.watch.verdict()] == []


def _watched_page(browser: Browser, home: str, **options: object) -> Page:
    defaults = {"base_url": home, "locale": "sv-SE", "viewport": DESK}
    page = browser.new_context(**defaults | options).new_page()
    page.set_default_timeout(PATIENCE)
    page.set_default_navigation_timeout(2 * PATIENCE)  # the first report of a run draws its charts
    page.watch = Watch(page, home)
    return page


def _keep_picture_of_failure(page: Page, test: pytest.Item, number: int = 0) -> None:
    if test.stash.get(FAILED, False):
        PICTURES.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=PICTURES / f"{test.name}-{number}.png", full_page=True)


@pytest.fixture(scope="session")
def window(browser: Browser, running_server: LiveServer) -> Iterator[Page]:
    """A window that is never closed; opening one and fetching all bundles takes longer than most pages."""
    page = _watched_page(browser, running_server.url)
    yield page
    page.context.close()


@pytest.fixture
def same_window(window: Page, server: str, traffic: Traffic, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page in the window that the test before had too, with nobody signed in; for looking, not for writing."""
    window.watch.begin()
    window.set_viewport_size(DESK)
    yield window
    _keep_picture_of_failure(window, request.node)
    window.evaluate("localStorage.clear(), sessionStorage.clear()")
    window.context.clear_cookies()
    window.goto("about:blank")
    traffic.wait_until_quiet()
    assert window.watch.verdict() == []


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """One page, nobody signed in."""
    return open_page()


@pytest.fixture
def sign_in(server: str) -> Callable[[Page, str], None]:
    """`sign_in(page, "rapportor")` signs rapportor@huddinge.example in; the form has a test of its own."""

    def give_session(page: Page, who: str) -> None:
        person = get_user_model().objects.get_by_natural_key(f"{who}@huddinge.example")
        session = SessionStore()
        session[SESSION_KEY] = str(person.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = person.get_session_auth_hash()
        session.save()
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": server, "httpOnly": True}]
        )

    return give_session


@pytest.fixture
def axe() -> Callable[[Page], None]:
    """`axe(page)` fails with a readable list when the page breaks a rule of WCAG 2.2 AA or of good practice."""

    def assert_accessible(page: Page) -> None:
        violations = Axe().run(page, options=AXE_RULES).response["violations"]
        lines = [f"{page.url} breaks accessibility rules:"]
        for violation in violations:
            lines.append(f"{violation['id']} ({violation['impact']}): {violation['help']}")
            for node in violation["nodes"]:
                lines += [f"    {' '.join(map(str, node['target']))}", f"      {node['html'][:160]}"]
        assert not violations, "\n".join(lines)

    return assert_accessible
