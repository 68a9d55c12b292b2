"""Writes about people by those who administer the units they work in."""

from django.db import transaction

from tertial.accounts.actions import save_person
from tertial.accounts.models import Person
from tertial.accounts.password_links import make_link
from tertial.common.locks import lock
from tertial.organisation import gate
from tertial.organisation.actions.roles import check_administrator_remains


@transaction.atomic
def register_person(*, by: Person, email: str, name: str, title: str = "") -> Person:
    """Creates a person without role and password; raises AddressTaken."""
    gate.enter(by=by, act=gate.ADMINISTER, things=[gate.anywhere()])
    return save_person(by=by, email=email, name=name, title=title)


@transaction.atomic
def change_person(*, by: Person, person: Person, email: str, name: str, title: str = "") -> Person:
    """Changes a person's details; raises AddressTaken."""
    gate.enter(by=by, act=gate.ADMINISTER, things=[gate.anywhere(), person])
    lock(person)
    return save_person(by=by, person=person, email=email, name=name, title=title, is_active=person.is_active)


@transaction.atomic
def close_account(*, by: Person, person: Person) -> Person:
    """Lets a person in no more, while all they wrote stays; raises RoleNotSaved for the last administrator."""
    gate.enter(by=by, act=gate.ADMINISTER, things=[gate.anywhere(), person])
    lock(person)
    for given in person.roles.select_related("unit", "person"):
        check_administrator_remains(given)
    return save_person(by=by, person=person, email=person.email, name=person.name, title=person.title, is_active=False)


@transaction.atomic
def open_account(*, by: Person, person: Person) -> Person:
    """Lets a person in again."""
    gate.enter(by=by, act=gate.ADMINISTER, things=[gate.anywhere(), person])
    lock(person)
    return save_person(by=by, person=person, email=person.email, name=person.name, title=person.title, is_active=True)


@transaction.atomic
def give_password_link(*, by: Person, person: Person) -> str:
    """The signed name of a link by which the person sets a password, to hand over. Raises NotAllowed."""
    gate.enter(by=by, act=gate.ADMINISTER, things=[gate.anywhere(), person, gate.password_of(person)])
    return make_link(by=by, person=person)
