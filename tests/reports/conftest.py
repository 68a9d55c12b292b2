"""The sample municipality's report, composed once for all tests that only read it."""

import pytest
from django.db import transaction

from tertial.domain.period import Period
from tertial.organisation.queries import unit_by_code
from tertial.reports.compose import Composition, compose
from tests.shared.sample import load_sample


@pytest.fixture(scope="session")
def reports(django_db_setup, django_db_blocker) -> dict[str, Composition]:
    """What `tertial report KS PERIOD` draws, by period; nothing of it stays in the database."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_sample()
        compositions = {period: compose(unit_by_code("KS"), Period.parse(period)) for period in ("2024", "2024-T2")}
        transaction.set_rollback(True)
    return compositions


@pytest.fixture(scope="session")
def ks_2024(reports: dict[str, Composition]) -> Composition:
    """The annual report."""
    return reports["2024"]


@pytest.fixture(scope="session")
def ks_2024_t2(reports: dict[str, Composition]) -> Composition:
    """The interim report."""
    return reports["2024-T2"]
