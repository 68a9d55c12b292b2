"""Takes back one write about units, people or roles, from what its audit entry holds."""

from collections.abc import Callable, Mapping
from datetime import date

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.models import AuditEntry
from tertial.common.undo import number_of, take_back
from tertial.organisation.actions.people import change_person, close_account, open_account
from tertial.organisation.actions.roles import give_role, take_role
from tertial.organisation.actions.units import FIELDS, add_successor, remove_successor, save_unit
from tertial.organisation.models import RoleAssignment, Succession, Unit
from tertial.organisation.queries import unit_by_code
from tertial.organisation.roles import Role


@transaction.atomic
def undo(*, by: Person, entry: AuditEntry) -> None:
    """Writes back what stood before the entry, as a new entry.

    Raises CannotBeUndone, ChangedSince when something has been written over it, and whatever the write back raises.
    """
    take_back(_TAKEN_BACK, by, entry)


def _unit_change(by: Person, entry: AuditEntry) -> None:
    unit = Unit.objects.get(pk=number_of(entry))
    before = audit.values_before(entry, unit)
    values = {field: before.get(field, getattr(unit, field)) for field in FIELDS}
    if "parent" in before:
        values["parent"] = Unit.objects.get(pk=before["parent"]) if before["parent"] else None
    save_unit(by=by, unit=unit, **values)


def _person_change(by: Person, entry: AuditEntry) -> None:
    person = Person.objects.get(pk=number_of(entry))
    before = audit.values_before(entry, person)
    if "is_active" in before:
        (open_account if before.pop("is_active") else close_account)(by=by, person=person)
    if before:
        values = {field: before.get(field, getattr(person, field)) for field in ("email", "name", "title")}
        change_person(by=by, person=person, **values)


def _role_give(by: Person, entry: AuditEntry) -> None:
    unit = unit_by_code(entry.after["unit"])
    take_role(by=by, given=RoleAssignment.objects.get(person=number_of(entry), unit=unit, role=entry.after["role"]))


def _role_take(by: Person, entry: AuditEntry) -> None:
    person, unit = Person.objects.get(pk=number_of(entry)), unit_by_code(entry.before["unit"])
    give_role(by=by, person=person, unit=unit, role=Role(entry.before["role"]))


def _successor_add(by: Person, entry: AuditEntry) -> None:
    successor = unit_by_code(entry.after["successor"])
    remove_successor(by=by, link=Succession.objects.get(predecessor=number_of(entry), successor=successor))


def _successor_remove(by: Person, entry: AuditEntry) -> None:
    predecessor, successor = Unit.objects.get(pk=number_of(entry)), unit_by_code(entry.before["successor"])
    add_successor(by=by, predecessor=predecessor, successor=successor, on=date.fromisoformat(entry.before["on"]))


_TAKEN_BACK: Mapping[str, Callable[[Person, AuditEntry], None]] = {
    "unit.change": _unit_change,
    "person.change": _person_change,
    "role.give": _role_give,
    "role.take": _role_take,
    "unit.successor": _successor_add,
    "unit.successor.remove": _successor_remove,
}
