"""Writes about units and roles."""

from datetime import date

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.organisation import policies
from tertial.organisation.models import RoleAssignment, Succession, Unit
from tertial.organisation.roles import Right, Role
from tertial.organisation.tree import UnitTree

_FIELDS = ("code", "name", "kind", "parent", "valid_from", "valid_to")


class UnitNotSaved(DomainError):
    """A unit cannot be stored as given; the message says why."""


@transaction.atomic
def save_unit(
    *,
    by: Person | None,
    unit: Unit | None = None,
    code: str,
    name: str,
    kind: str,
    parent: Unit | None,
    valid_from: date,
    valid_to: date | None = None,
) -> Unit:
    """Creates or changes a unit; `by` is None only when a municipality is being set up.

    Raises UnitNotSaved when the code is taken, the unit would stand under itself or end before it begins.
    """
    for place in {place.pk: place for place in (unit, parent) if place is not None}.values():
        if by is not None:
            policies.check(by, Right.ADMINISTER, place)
    _check_unit(unit=unit, code=code, parent=parent, valid_from=valid_from, valid_to=valid_to)
    saved = unit or Unit()
    before = audit.state(saved, _FIELDS) if unit else {}
    saved.code, saved.name, saved.kind, saved.parent = code.strip().upper(), name.strip(), kind, parent
    saved.valid_from, saved.valid_to = valid_from, valid_to
    saved.save()
    action = "unit.change" if unit else "unit.create"
    audit.record(person=by, action=action, subject=saved, before=before, after=audit.state(saved, _FIELDS))
    return saved


def _check_unit(*, unit: Unit | None, code: str, parent: Unit | None, valid_from: date, valid_to: date | None) -> None:
    if Unit.objects.filter(code__iexact=code.strip()).exclude(pk=unit.pk if unit else None).exists():
        raise UnitNotSaved(
            Message(gettext_noop("The code %(code)s is already used by another unit; choose another."), {"code": code})
        )
    if valid_to is not None and valid_to < valid_from:
        raise UnitNotSaved(
            Message(
                gettext_noop("The unit would end %(end)s, before it begins %(start)s; correct one of the dates."),
                {"end": valid_to.isoformat(), "start": valid_from.isoformat()},
            )
        )
    if unit is not None and parent is not None and unit in UnitTree().path(parent.pk):
        raise UnitNotSaved(
            Message(
                gettext_noop("%(unit)s cannot stand under %(parent)s, which is part of it; choose another place."),
                {"unit": unit.name, "parent": parent.name},
            )
        )


@transaction.atomic
def archive_unit(*, by: Person, unit: Unit, last_day: date) -> Unit:
    """Ends a unit; its plans, figures and reports stay readable. Raises UnitNotSaved while living units stand under it."""
    policies.check(by, Right.ADMINISTER, unit)
    living = [child.name for child in unit.children.all() if child.valid_to is None or child.valid_to > last_day]
    if living:
        raise UnitNotSaved(
            Message(
                gettext_noop("%(unit)s still has units under it: %(living)s. Move or end them first."),
                {"unit": unit.name, "living": ", ".join(living)},
            )
        )
    return save_unit(
        by=by,
        unit=unit,
        code=unit.code,
        name=unit.name,
        kind=unit.kind,
        parent=unit.parent,
        valid_from=unit.valid_from,
        valid_to=last_day,
    )


@transaction.atomic
def reopen_unit(*, by: Person, unit: Unit) -> Unit:
    """Takes back the end of a unit."""
    policies.check(by, Right.ADMINISTER, unit)
    before = audit.state(unit, ["valid_to"])
    unit.valid_to = None
    unit.save(update_fields=["valid_to"])
    audit.record(person=by, action="unit.reopen", subject=unit, before=before, after=audit.state(unit, ["valid_to"]))
    return unit


@transaction.atomic
def add_successor(*, by: Person | None, predecessor: Unit, successor: Unit, on: date) -> Succession:
    """Links a unit to the one that took over; raises UnitNotSaved when the chain would lead back to itself."""
    if by is not None:
        policies.check(by, Right.ADMINISTER, predecessor)
    if predecessor == successor or _leads_to(successor, predecessor):
        raise UnitNotSaved(
            Message(
                gettext_noop("%(successor)s cannot follow %(predecessor)s: the line of successors would go in a circle."),
                {"successor": successor.name, "predecessor": predecessor.name},
            )
        )
    link, _ = Succession.objects.get_or_create(predecessor=predecessor, successor=successor, defaults={"on": on})
    audit.record(person=by, action="unit.successor", subject=predecessor, after={"successor": successor.code})
    return link


def _leads_to(start: Unit, goal: Unit) -> bool:
    links: dict[int, list[int]] = {}
    for predecessor_id, successor_id in Succession.objects.values_list("predecessor_id", "successor_id"):
        links.setdefault(predecessor_id, []).append(successor_id)
    waiting, seen = [start.pk], set[int]()
    while waiting:
        step = waiting.pop()
        if step == goal.pk:
            return True
        if step not in seen:
            seen.add(step)
            waiting.extend(links.get(step, []))
    return False


@transaction.atomic
def remove_successor(*, by: Person, link: Succession) -> None:
    """Takes a successor link away."""
    policies.check(by, Right.ADMINISTER, link.predecessor)
    audit.record(
        person=by, action="unit.successor.remove", subject=link.predecessor, before={"successor": link.successor.code}
    )
    link.delete()


@transaction.atomic
def give_role(*, by: Person | None, person: Person, unit: Unit, role: Role) -> RoleAssignment:
    """Gives a person a role in a unit and everything below it; giving it twice changes nothing."""
    if by is not None:
        policies.check(by, Right.ADMINISTER, unit)
    given, created = RoleAssignment.objects.get_or_create(person=person, unit=unit, role=role)
    if created:
        audit.record(person=by, action="role.give", subject=person, after={"role": role, "unit": unit.code})
    return given


@transaction.atomic
def take_role(*, by: Person, given: RoleAssignment) -> None:
    """Takes a role back; raises UnitNotSaved for the last administrator, without whom nobody could give roles."""
    policies.check(by, Right.ADMINISTER, given.unit)
    administrators = RoleAssignment.objects.filter(role=Role.ADMINISTRATOR, unit__parent=None).exclude(pk=given.pk)
    if given.role == Role.ADMINISTRATOR and given.unit.parent_id is None and not administrators.exists():
        raise UnitNotSaved(
            Message(
                gettext_noop("%(person)s is the last administrator of %(unit)s; give someone else the role first."),
                {"person": given.person.name, "unit": given.unit.name},
            )
        )
    audit.record(
        person=by, action="role.take", subject=given.person, before={"role": given.role, "unit": given.unit.code}
    )
    given.delete()
