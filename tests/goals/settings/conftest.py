"""A municipality with the steering model that one begins with, an administrator and a reader."""

import pytest
from django.test import Client
from django.utils.translation import override

from tertial.accounts.models import Person
from tertial.goals.actions.steering_start import start_steering_model
from tertial.goals.models import SteeringModel
from tertial.organisation.models import Unit, UnitKind
from tertial.organisation.roles import Role
from tests.shared.factories import PersonFactory, RoleFactory, UnitFactory


@pytest.fixture
def municipality(db: None) -> Unit:
    return UnitFactory(code="BY", name="Exempelby kommun", kind=UnitKind.MUNICIPALITY)


@pytest.fixture
def committee(municipality: Unit) -> Unit:
    return UnitFactory(code="KS", name="Kommunstyrelsen", parent=municipality)


@pytest.fixture
def administrator(municipality: Unit) -> Person:
    person = PersonFactory(name="Anna", language="en")
    RoleFactory(person=person, unit=municipality, role=Role.ADMINISTRATOR)
    return person


@pytest.fixture
def model(municipality: Unit, administrator: Person) -> SteeringModel:
    with override("en"):
        return start_steering_model(by=administrator, municipality=municipality)


@pytest.fixture
def clicks(administrator: Person) -> Client:
    """The administrator's browser."""
    client = Client()
    client.force_login(administrator)
    return client


@pytest.fixture
def reads(committee: Unit) -> Client:
    """The browser of a reader in the committee."""
    person = PersonFactory(name="Lisa", language="en")
    RoleFactory(person=person, unit=committee, role=Role.READER)
    client = Client()
    client.force_login(person)
    return client
