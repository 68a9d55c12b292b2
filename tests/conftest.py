"""What every test gets: an empty database and home of its own, fixed random numbers, and no way out to the network."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tertial.environment import MailRoute

pytest_plugins = ["tests.shared.browsers"]

_DATABASE = {"db", "django_db_setup"}
_OWN_SQLITE = "old_database"
IN_CI = os.environ.get("CI") == "true"

hypothesis_settings.register_profile(
    "repeatable", derandomize=True, deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.register_profile("searching", deadline=None, max_examples=2000)
hypothesis_settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """SQLite is tested in a file, as it is used: in memory all threads would share one connection."""
    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(Path(settings.TERTIAL_HOME) / "test.sqlite3")


@pytest.fixture
def migrations(settings) -> None:
    """The migrations as they are installed; most tests get their tables from the models (see addopts)."""
    settings.MIGRATION_MODULES = {}


@pytest.fixture
def old_database(db: None) -> Iterator[DatabaseWrapper]:
    """A database of its own in SQLite, as an earlier Tertial left it."""
    made = {**connections["default"].settings_dict, "ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    connections["old"] = DatabaseWrapper({**made, "OPTIONS": {}}, alias="old")
    yield connections["old"]
    connections["old"].close()
    del connections["old"]


@pytest.fixture(scope="module")
def demo_municipality(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """The sample municipality, loaded once for all tests of a file; what a test changes is undone after it.

    The tests themselves are marked with django_db.
    """
    from tests.shared.sample import load_sample

    with django_db_blocker.unblock(), transaction.atomic():
        load_sample()
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def second_municipality(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """The same of the sample municipality of another shape, whose year is not over."""
    from tests.shared.sample import load_second_sample

    with django_db_blocker.unblock(), transaction.atomic():
        load_second_sample()
        yield
        transaction.set_rollback(True)


def pytest_configure() -> None:
    """Hashing a password is slow on purpose; the tests hash many. Long work is done at once, or driven by the test.

    Mail waits until a test has it sent, into a folder.
    """
    settings.TERTIAL_WITHOUT_WORKER = True
    settings.TERTIAL_MAIL = MailRoute("file", folder=str(settings.TERTIAL_HOME / "mail"))
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """What asks no database, one of its own in SQLite or what is the same on any, runs on SQLite only.

    What lets two write at once runs on PostgreSQL only.
    """
    if os.environ["TERTIAL_TEST_DATABASE"] == "sqlite":
        wanted = [item for item in items if not item.get_closest_marker("two_at_once")]
    else:
        wanted = [item for item in items if _asks_the_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(wanted)])
    items[:] = wanted


def _asks_the_database(item: pytest.Item) -> bool:
    asked = set(item.fixturenames)
    if _OWN_SQLITE in asked or item.get_closest_marker("any_database"):
        return False
    return bool(item.get_closest_marker("django_db") or _DATABASE & asked)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """In CI a skipped test is a failed one: what did not run has shown nothing."""
    report = yield
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, which CI does not allow: {report.longrepr[2]}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(collector: pytest.Collector):
    """The same for whole files that skip themselves."""
    report = yield
    if IN_CI and report.skipped:
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} was skipped, which CI does not allow: {report.longrepr[2]}"
    return report
