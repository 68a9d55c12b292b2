"""A small municipality: two committees with a department each, administrators and a reader."""

from collections.abc import Callable
from datetime import date

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tertial.accounts.models import Person
from tertial.domain.ref import Ref
from tertial.organisation.models import Unit, UnitKind
from tertial.organisation.roles import Role
from tests.shared.factories import PersonFactory, RoleFactory, UnitFactory


@pytest.fixture(autouse=True)
def units(db: None) -> dict[str, Unit]:
    municipality = UnitFactory(code="BY", name="Exempelby kommun", kind=UnitKind.MUNICIPALITY)
    units = {"BY": municipality}
    for code, name, department in (("KS", "Kommunstyrelsen", "KSF"), ("SN", "Socialnämnden", "SOF")):
        units[code] = UnitFactory(code=code, name=name, parent=municipality)
        units[department] = UnitFactory(
            code=department, name=f"Förvaltningen {department}", kind=UnitKind.DEPARTMENT, parent=units[code]
        )
    return units


def someone(name: str, unit: Unit | None = None, role: Role = Role.READER) -> Person:
    """A person who reads English, with a role or without."""
    person = PersonFactory(name=name, email=f"{name.lower()}@exempelby.se", language="en")
    if unit is not None:
        RoleFactory(person=person, unit=unit, role=role)
    return person


@pytest.fixture
def administrator(units: dict[str, Unit]) -> Person:
    return someone("Anna", units["BY"], Role.ADMINISTRATOR)


@pytest.fixture
def head_of_ks(units: dict[str, Unit]) -> Person:
    """Administers one committee only."""
    return someone("Karin", units["KS"], Role.ADMINISTRATOR)


@pytest.fixture
def reader(units: dict[str, Unit]) -> Person:
    return someone("Lisa", units["KS"])


class Browser:
    """What one person does: `browser.get("unit", "KS")`, `browser.post("unit_end", "KS", valid_to="2024-12-31")`."""

    def __init__(self, person: Person) -> None:
        self.client = Client()
        self.client.force_login(person)

    def get(self, page: str, /, *args: object, **query: str) -> HttpResponse:
        return self.client.get(reverse(Ref("organisation", page), args=args), query)

    def post(self, page: str, /, *args: object, **data: object) -> HttpResponse:
        """Follows to the page that comes after."""
        return self.client.post(reverse(Ref("organisation", page), args=args), data, follow=True)

    def press(self, address: str) -> HttpResponse:
        """A button that posts nothing but itself."""
        return self.client.post(address, follow=True)


@pytest.fixture
def browser() -> Callable[[Person], Browser]:
    return Browser


def unit_form(**changes: object) -> dict[str, object]:
    """What the form of a unit posts."""
    return {
        "name": "Ny",
        "code": "NY",
        "kind": UnitKind.DEPARTMENT,
        "parent": "",
        "valid_from": date(2024, 1, 1),
        **changes,
    }
