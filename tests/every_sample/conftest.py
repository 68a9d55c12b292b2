"""What every test here runs over: each sample municipality, loaded once in a run and put back for every file."""

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.test import Client

from tertial.economy.models import LedgerImport, LedgerKind
from tertial.organisation.models import RoleAssignment, Unit, UnitKind
from tertial.organisation.roles import Role
from tests.shared.sample import load_sample, load_second_sample

LOADED: dict[str, Callable[[], None]] = {"first": load_sample, "second": load_second_sample}


@pytest.fixture(scope="module", params=LOADED)
def sample(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker) -> Iterator[Unit]:
    """The municipality of a sample; what a test changes is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        LOADED[request.param]()
        yield Unit.objects.get(parent=None)
        transaction.set_rollback(True)


@pytest.fixture
def administrator(sample: Unit) -> Client:
    """Whoever may open every page."""
    client = Client()
    client.force_login(RoleAssignment.objects.get(role=Role.ADMINISTRATOR, unit=sample).person)
    return client


@pytest.fixture
def periods(sample: Unit) -> list[str]:
    """The newest year with outcome, two tertials of it, and January to its newest month."""
    found = LedgerImport.objects.filter(kind=LedgerKind.OUTCOME)
    newest = max(month for each in found for month in each.periods)
    year, month = divmod(newest, 100)
    spans = [f"{year}", f"{year}-T2", f"{year}-01--{year}-{month:02}", f"{year - 1}"]
    return list(dict.fromkeys(spans))


@pytest.fixture
def units(sample: Unit) -> list[Unit]:
    """The municipality, the committee with the most below it, and the last of its departments."""
    committees = Unit.objects.filter(kind=UnitKind.COMMITTEE)
    largest = max(committees, key=lambda each: Unit.objects.filter(parent__parent=each).count())
    department = Unit.objects.filter(parent__parent=largest).order_by("code").last()
    return [unit for unit in (sample, largest, department) if unit is not None]
