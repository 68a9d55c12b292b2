"""A committee with its plan for 2024, whose people each have one role, and their browsers."""

from collections.abc import Callable, Collection

import pytest
from django.test import Client

from tertial.accounts.models import Person
from tertial.organisation.roles import Role
from tests.shared.factories import PersonFactory, RoleFactory
from tests.shared.small_municipality import SmallMunicipality, small_municipality


@pytest.fixture
def rooms() -> Collection[str]:
    """The rooms that have something in them; a file that needs others says so."""
    return ()


@pytest.fixture
def place(db: None, rooms: Collection[str]) -> SmallMunicipality:
    made = small_municipality(only=rooms)
    Person.objects.update(language="en")
    return made


def browser_of(person: Person) -> Client:
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
def owner(place: SmallMunicipality) -> Person:
    """Someone who reports for a department below the committee, and nothing else."""
    person = PersonFactory(name="Olle Ägare", language="en")
    RoleFactory(person=person, unit=place.units["KSF"], role=Role.REPORTER)
    return person
