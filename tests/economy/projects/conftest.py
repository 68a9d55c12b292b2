"""A committee with an investment and an investment project, whose people each have one role, and their browsers."""

import pytest
from django.test import Client
from django.urls import reverse

from tertial.accounts.models import Person
from tertial.economy.models import Project
from tests.shared.small_municipality import SmallMunicipality, small_municipality
from tests.shared.small_rooms.projects import Projects


@pytest.fixture
def place(db: None) -> SmallMunicipality:
    made = small_municipality(only=("economy", "projects"))
    Person.objects.update(language="en")
    return made


@pytest.fixture
def stored(place: SmallMunicipality) -> Projects:
    return place.rooms["projects"]


def enter(browser: Client, project: Project, slug: str = "investments", **given: object):
    """Sends the form of an amount, with what it takes besides what is given."""
    fields = {"measure": "budget", "amount": "-500", "year": "2024", "on": "2024-03-01", "reference": "KS 12"} | given
    sent = {f"{slug}-{name}": value for name, value in fields.items()} | {"period": "2024"}
    return browser.post(reverse("economy:project_amount_add", args=[project.ref, slug]), sent, follow=True)


def table_page(browser: Client, slug: str = "investments", unit: str = "KS", period: str = "2024", **query: object):
    return browser.get(reverse("economy:project_table", args=[unit, period, slug]), query)
