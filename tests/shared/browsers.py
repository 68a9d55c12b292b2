"""The browsers of people, and of those who have each a role in the small municipality of a test."""

from collections.abc import Callable

import pytest
from django.test import Client

from tertial.accounts.models import Person
from tertial.organisation.roles import Role
from tests.shared.small_municipality import SmallMunicipality


def browser_of(person: Person) -> Client:
    """A browser in which the person, as stored now, is signed in."""
    client = Client()
    client.force_login(Person.objects.get(pk=person.pk))
    return client


@pytest.fixture
def as_role(place: SmallMunicipality) -> Callable[[Role], Client]:
    """`as_role(Role.READER)` is the browser of a reader of the municipality."""
    return lambda role: browser_of(place.people[role])


@pytest.fixture
def reports(as_role: Callable[[Role], Client]) -> Client:
    return as_role(Role.REPORTER)


@pytest.fixture
def plans(as_role: Callable[[Role], Client]) -> Client:
    return as_role(Role.COORDINATOR)


@pytest.fixture
def administers(as_role: Callable[[Role], Client]) -> Client:
    return as_role(Role.ADMINISTRATOR)
