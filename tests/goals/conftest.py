"""A committee with its plan for 2024, whose people each have one role, and their browsers."""

from collections.abc import Collection

import pytest

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


@pytest.fixture
def owner(place: SmallMunicipality) -> Person:
    """Someone who reports for a department below the committee, and nothing else."""
    person = PersonFactory(name="Olle Ägare", language="en")
    RoleFactory(person=person, unit=place.units["KSF"], role=Role.REPORTER)
    return person
