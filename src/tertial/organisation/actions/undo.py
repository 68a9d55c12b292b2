"""What an undo asks of units and people, and the links of both, which their own numbers do not tell."""

from datetime import date

from django.urls import reverse

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.models import AuditEntry
from tertial.organisation import gate
from tertial.organisation.actions.people import close_account
from tertial.organisation.actions.roles import check_administrator_remains, give_role, take_role
from tertial.organisation.actions.steps import skip_step, take_up_step
from tertial.organisation.actions.units import add_successor, archive_unit, check_unit, remove_successor
from tertial.organisation.models import RoleAssignment, Succession, Unit
from tertial.organisation.queries import unit_by_code
from tertial.organisation.roles import Role
from tertial.things.undo import Undone, undo_together


def _may(by: Person, *things: Unit | Person | gate.Guarded) -> None:
    gate.enter(by=by, act=gate.ADMINISTER, things=things)


def _may_person(by: Person, person: Person, entry: AuditEntry) -> None:
    if entry.action.startswith("role."):
        unit = unit_by_code((entry.before or entry.after)["unit"])
        _may(by, unit)
    else:
        _may(by, gate.anywhere(), person)


def _may_unit(by: Person, unit: Unit, entry: AuditEntry) -> None:
    """Of a workbook each write is asked about by itself; whoever read it in may take it back."""
    if entry.action != "unit.workbook" or entry.person_id != by.pk:
        _may(by, unit)


def _person_stands(_by: Person, person: Person) -> None:
    """Who is let in no more is not the last administrator."""
    if not person.is_active:
        for given in RoleAssignment.objects.filter(person=person.pk).select_related("unit", "person"):
            check_administrator_remains(given)


UNIT = Undone(
    model=Unit,
    may=_may_unit,
    rules=check_unit,
    page=lambda _unit: reverse("organisation:structure"),
)
PERSON = Undone(
    model=Person,
    may=_may_person,
    rules=_person_stands,
    page=lambda person: reverse("organisation:person", args=[person.ref]),
)


def unit_made(by: Person, _entry: AuditEntry, unit: Unit) -> None:
    """Ends a unit that was added on its first day; what hangs on it stays readable."""
    if unit.valid_to is not None:
        raise audit.changed_since(unit)
    archive_unit(by=by, unit=unit, last_day=unit.valid_from)


def person_made(by: Person, _entry: AuditEntry, person: Person) -> None:
    """Closes the account of a person that was added."""
    if not person.is_active:
        raise audit.changed_since(person)
    close_account(by=by, person=person)


def workbook_back(by: Person, entry: AuditEntry, unit: Unit) -> None:
    """Takes back all that was written when a workbook was read in, the last write first."""
    entries = AuditEntry.objects.filter(pk__in=entry.after["entries"]).order_by("-pk")
    done, stays = undo_together(by=by, entries=list(entries))
    after = {"entries": [each.pk for each in done], **({"stays": stays} if stays else {})}
    audit.record(person=by, action="unit.workbook", subject=unit, after=after)


def role_give(by: Person, entry: AuditEntry, _person: Person) -> None:
    """Takes back a role that was given."""
    unit = unit_by_code(entry.after["unit"])
    take_role(by=by, given=RoleAssignment.objects.get(person__ref=entry.ref, unit=unit, role=entry.after["role"]))


def role_take(by: Person, entry: AuditEntry, person: Person) -> None:
    """Gives back a role that was taken."""
    give_role(by=by, person=person, unit=unit_by_code(entry.before["unit"]), role=Role(entry.before["role"]))


def successor_add(by: Person, entry: AuditEntry, _unit: Unit) -> None:
    """Takes back that a unit goes on in another."""
    successor = unit_by_code(entry.after["successor"])
    remove_successor(by=by, link=Succession.objects.get(predecessor__ref=entry.ref, successor=successor))


def successor_remove(by: Person, entry: AuditEntry, unit: Unit) -> None:
    """Says again that a unit goes on in another."""
    successor, on = unit_by_code(entry.before["successor"]), date.fromisoformat(entry.before["on"])
    add_successor(by=by, predecessor=unit, successor=successor, on=on)


def step_skip(by: Person, entry: AuditEntry, unit: Unit) -> None:
    """Takes up again what was skipped."""
    take_up_step(by=by, municipality=unit, step=entry.after["step"])


def step_take_up(by: Person, entry: AuditEntry, unit: Unit) -> None:
    """Skips again what was taken up."""
    skip_step(by=by, municipality=unit, step=entry.before["step"])
