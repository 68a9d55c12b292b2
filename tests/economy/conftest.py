"""A municipality with a ledger, and someone who is signed in."""

from collections.abc import Callable

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from tertial.accounts.models import Person
from tertial.organisation.roles import Role
from tests.shared.small_municipality import SmallMunicipality, small_municipality


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    """One municipality for all the tests of a file; what a test changes is undone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield small_municipality()
        transaction.set_rollback(True)


@pytest.fixture
def client_of(place: SmallMunicipality) -> Callable[[Role], Client]:
    """A browser where someone with the role is signed in."""

    def signed_in(role: Role) -> Client:
        client = Client()
        client.force_login(Person.objects.get(pk=place.people[role].pk))
        return client

    return signed_in


@pytest.fixture
def read(client_of) -> Callable[[str], HttpResponse]:
    """Opens a page as a reporter."""
    return client_of(Role.REPORTER).get
