"""Loads Exempelby by the ways that a user has."""

from collections.abc import Callable
from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction

from tertial.accounts.actions import save_person
from tertial.accounts.models import Person
from tertial.accounts.system import the_system
from tertial.demo.exempelby import coding, control, money, plans, projects, staff, texts
from tertial.demo.exempelby.declared import table, tree
from tertial.demo.steering import load_steering_model
from tertial.organisation.actions import add_successor, give_role, save_unit
from tertial.organisation.models import Unit
from tertial.organisation.roles import Role

MUNICIPALITY = "EXB"
PASSWORD = "tertial-exempel-2026"  # noqa: S105 - the sample municipality's sign-ins are public


@transaction.atomic
def load(progress: Callable[[str], None] = lambda _: None) -> None:
    """Stores the municipality; `progress` gets each step. All of it is stored, or nothing."""
    progress("units")
    units = _load_units()
    progress("people")
    people = _load_people(units)
    model = load_steering_model(tree("municipality.toml")["steering_model"], units[MUNICIPALITY])
    progress("goals")
    plans.load(units, people, model)
    progress("the ledger")
    coding.load(units, units[MUNICIPALITY])
    coding.import_ledger()
    progress("budget, forecasts and investments")
    money.load(units, people)
    projects.load(units, units[MUNICIPALITY])
    progress("staff")
    staff.load(units[MUNICIPALITY])
    progress("internal control")
    control.load(units, people)
    progress("texts")
    texts.load(units, units[MUNICIPALITY])


def addresses() -> list[str]:
    """The addresses of its people, in their order."""
    return [row["email"] for row in table("people.csv")]


def _load_units() -> dict[str, Unit]:
    units: dict[str, Unit] = {}
    rows = table("units.csv")
    for row in rows:
        units[row["code"]] = save_unit(
            by=the_system(),
            code=row["code"],
            name=row["name"],
            kind=row["kind"],
            parent=units[row["parent"]] if row["parent"] else None,
            valid_from=date.fromisoformat(row["from"]),
            valid_to=date.fromisoformat(row["to"]) if row["to"] else None,
        )
    for row in rows:
        if row["successor"]:
            add_successor(
                by=the_system(),
                predecessor=units[row["code"]],
                successor=units[row["successor"]],
                on=date.fromisoformat(row["on"]),
            )
    return units


def _load_people(units: dict[str, Unit]) -> dict[str, Person]:
    found: dict[str, Person] = {}
    for row in table("people.csv"):
        person = save_person(by=the_system(), email=row["email"], name=row["name"], title=row["title"])
        found[row["key"]] = person
        for given in filter(None, row["roles"].split(", ")):
            role, _, code = given.partition(" ")
            give_role(by=the_system(), person=person, unit=units[code], role=Role(role))
    # One hash for all who share the password: hashing is slow on purpose, and a newcomer waits for it.
    keys = [person.pk for person in found.values()]
    Person.objects.filter(pk__in=keys).update(password=make_password(PASSWORD))
    return found
