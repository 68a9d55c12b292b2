"""A committee with its control plan for 2024, whose people each have one role, and their browsers."""

from collections.abc import Collection

import pytest
from django.urls import reverse

from tertial.accounts.models import Person
from tests.shared.small_municipality import SmallMunicipality, small_municipality
from tests.shared.small_rooms.control import SmallControl


@pytest.fixture
def rooms() -> Collection[str]:
    """The rooms that have something in them; a file that needs others says so."""
    return ("control",)


@pytest.fixture
def place(db: None, rooms: Collection[str]) -> SmallMunicipality:
    made = small_municipality(only=rooms)
    Person.objects.update(language="en")
    return made


@pytest.fixture
def small(place: SmallMunicipality) -> SmallControl:
    return place.rooms["control"]


def page_of(thing) -> str:
    return reverse("control:thing", args=[thing.ref])


def listed(subject: str, query: str = "") -> str:
    return reverse("control:list", args=["KS", "2024", subject]) + query
