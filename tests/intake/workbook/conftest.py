"""A small municipality in Swedish, and a home of each test's own."""

from datetime import date
from pathlib import Path

import pytest

from tertial.accounts.models import Person
from tertial.accounts.system import the_system
from tertial.economy.actions.statement_layout import save_statement
from tertial.goals.actions.steering_start import start_steering_model
from tertial.organisation.actions import save_unit
from tertial.organisation.models import Unit
from tests.shared.small_municipality import SmallMunicipality, small_municipality


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings) -> Path:
    settings.TERTIAL_HOME = tmp_path / "home"
    return settings.TERTIAL_HOME


@pytest.fixture
def place(db: None) -> SmallMunicipality:
    made = small_municipality(only=("economy", "budget"))
    Person.objects.update(language="sv")
    return made


@pytest.fixture
def begun(db: None) -> Unit:
    """A municipality that has nothing but its words and a statement."""
    top = save_unit(
        by=the_system(), code="BY", name="Exempelby", kind="municipality", parent=None, valid_from=date(2019, 1, 1)
    )
    model = start_steering_model(by=the_system(), municipality=top)
    for part, name in zip(model.levels.all(), ("Målområde", "Fullmäktigemål", "Nämndmål"), strict=True):
        type(part).objects.filter(pk=part.pk).update(name=name)
    model.assignment_origins.filter(position=0).update(name="Kommunfullmäktige")
    model.assignment_statuses.filter(meaning="ongoing").update(word="Pågår")
    rows = [
        {"key": "income", "label": "Intäkter", "accounts": ["3"]},
        {"key": "premises", "label": "Lokaler", "accounts": ["60"]},
    ]
    values = {"title": "Resultaträkning", "scope_accounts": ["3-8"]}
    save_statement(by=the_system(), municipality=top, key="income_statement", values=values, rows=rows)
    return top
