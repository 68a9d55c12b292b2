"""The sample municipality's report, composed once for all tests that only read it."""

import pytest
from django.db import transaction

from tertial.demo.load import load_demo
from tertial.domain.period import Period
from tertial.organisation.queries import unit_by_code
from tertial.reports.compose import Composition, compose


@pytest.fixture(scope="session")
def ks_2024(django_db_setup, django_db_blocker) -> Composition:
    """What `tertial report KS 2024` draws; nothing of it stays in the database."""
    with django_db_blocker.unblock(), transaction.atomic():
        load_demo()
        composition = compose(unit_by_code("KS"), Period.parse("2024"))
        transaction.set_rollback(True)
    return composition
