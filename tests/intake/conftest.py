"""A municipality with a small coding, the browser of whoever may import there, and a home of each test's own."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tertial.accounts.models import Person
from tertial.accounts.system import the_system
from tertial.economy.actions.coding import CodeGiven, save_codes
from tertial.economy.models import Dimension
from tertial.organisation.models import Unit
from tertial.organisation.roles import Role
from tests.shared.small_municipality import SmallMunicipality, small_municipality

HERE = "/KS/2024/ekonomi/import/"
LEDGER = """Konto;Ansvar;Verksamhet;Projekt;Motpart;Period;Belopp;Vernr;Datum;Text
3011;1010;100;;;202401;-1 000,50;V1;2024-01-15;Avgift
1910;1010;100;;;202401;1 000,50;V1;2024-01-15;Bank
5010;1010;100;P1;;202402;2 000,00;V2;2024-02-25;Lön
1910;1010;100;;;202402;-2 000,00;V2;2024-02-25;Bank
5010;1010;100;;;202402;hundra;V3;2024-02-25;Fel
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings) -> Path:
    settings.TERTIAL_HOME = tmp_path / "home"
    return settings.TERTIAL_HOME


@pytest.fixture
def place(db: None) -> SmallMunicipality:
    made = small_municipality(only=("economy", "intake"))
    Person.objects.update(language="en")
    return made


@pytest.fixture
def municipality(place: SmallMunicipality) -> Unit:
    names = {
        Dimension.ACCOUNT: {"3011": "Avgifter", "5010": "Löner", "1910": "Bank"},
        Dimension.UNIT: {"1010": "Stab"},
        Dimension.ACTIVITY: {"100": "Nämnd"},
    }
    for dimension, given in names.items():
        codes = [CodeGiven(code, name) for code, name in given.items()]
        save_codes(by=the_system(), municipality=place.units["BY"], dimension=dimension, codes=codes)
    return place.units["BY"]


@pytest.fixture
def browser(municipality: Unit, as_role: Callable[[Role], Client]) -> Client:
    return as_role(Role.COORDINATOR)


def a_file(text: str | bytes, name: str = "huvudbok.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode() if isinstance(text, str) else text)
