"""Writes about units and how they follow on each other."""

import re
from datetime import date

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.locks import lock
from tertial.domain.message import Message, gettext_noop
from tertial.organisation import gate
from tertial.organisation.errors import (
    SuccessorNotSaved,
    UnitNotSaved,
    UnitWithoutName,
    UnusableCode,
    UnusableDates,
    UnusablePlace,
)
from tertial.organisation.models import LONGEST_CODE, Succession, Unit
from tertial.organisation.municipality_numbers import check_number
from tertial.organisation.queries import as_code
from tertial.organisation.tree import unit_tree

FIELDS = ("code", "name", "kind", "number", "parent", "valid_from", "valid_to")
_CODE = re.compile(r"[^\W_][\w.-]*")


@transaction.atomic
def save_unit(
    *,
    by: Person,
    unit: Unit | None = None,
    code: str,
    name: str,
    kind: str,
    parent: Unit | None,
    valid_from: date,
    valid_to: date | None = None,
    number: str | None = None,
) -> Unit:
    """Creates or changes a unit; without `number` its municipality number stays as it is.

    Raises UnitNotSaved when it has no name, the code cannot be used, the unit would stand under itself, end before it
    begins, live on under a unit that has ended, or end before a unit under it.
    """
    gate.enter(by=by, act=gate.ADMINISTER, things=_places(unit, parent))
    _hold_all()
    return _write_unit(
        by=by,
        unit=unit,
        code=code,
        name=name,
        kind=kind,
        parent=parent,
        valid_from=valid_from,
        valid_to=valid_to,
        number=number,
    )


def _write_unit(
    *,
    by: Person,
    unit: Unit | None,
    code: str,
    name: str,
    kind: str,
    parent: Unit | None,
    valid_from: date,
    valid_to: date | None,
    number: str | None = None,
) -> Unit:
    if not name.strip():
        raise UnitWithoutName(Message(gettext_noop("A unit needs a name; write one.")))
    _check_code(unit, code)
    _check_place(unit, parent)
    _check_dates(name, parent, valid_from, valid_to)
    _check_nobody_left_behind(unit, valid_to)
    saved = unit or Unit()
    lock(saved)
    before = audit.state(saved, FIELDS) if unit else {}
    saved.code, saved.name, saved.kind, saved.parent = as_code(code), name.strip(), kind, parent
    saved.valid_from, saved.valid_to = valid_from, valid_to
    saved.number = saved.number if number is None else check_number(number)
    saved.save()
    action = "unit.change" if unit else "unit.create"
    audit.record(person=by, action=action, subject=saved, before=before, after=audit.state(saved, FIELDS))
    return saved


def check_unit(by: Person, unit: Unit) -> None:
    """Raises as `save_unit` does where a stored unit could not be saved as it now stands in memory."""
    stored = Unit.objects.get(pk=unit.pk)
    gate.check(by, gate.ADMINISTER, *_places(stored, unit.parent))
    _check_code(stored, unit.code)
    _check_place(stored, unit.parent)
    _check_dates(unit.name, unit.parent, unit.valid_from, unit.valid_to)
    _check_nobody_left_behind(stored, unit.valid_to)


def _places(unit: Unit | None, parent: Unit | None) -> list[Unit | gate.Guarded]:
    """The unit and a new place for it are both needed; a place at the top is the whole municipality's matter."""
    held: list[Unit | gate.Guarded] = [unit] if unit is not None else []
    if unit is None or unit.parent_id != (parent.pk if parent else None):
        held.append(parent or gate.whole_municipality())
    return held


def _check_code(unit: Unit | None, code: str) -> None:
    stored = as_code(code)
    if not _CODE.fullmatch(stored) or len(stored) > LONGEST_CODE:
        raise UnusableCode(
            Message(
                gettext_noop("“%(code)s” cannot be a code; use letters, digits, hyphens and dots, such as KSF-HR."),
                {"code": code},
            )
        )
    taken = Unit.objects.filter(code=stored).first()
    if taken is not None and taken != unit:
        raise UnusableCode(
            Message(gettext_noop("The code %(code)s is already used by another unit; choose another."), {"code": code})
        )


def _hold_all() -> None:
    """Two moves at once could each be right and together make a ring, so one waits for the other."""
    list(Unit.objects.select_for_update().order_by("pk").values_list("pk"))


def _check_place(unit: Unit | None, parent: Unit | None) -> None:
    if unit is not None and parent is not None and unit in unit_tree().path(parent.pk):
        raise UnusablePlace(
            Message(
                gettext_noop("%(unit)s cannot be placed under %(parent)s, which is part of it; choose another place."),
                {"unit": unit.name, "parent": parent.name},
            )
        )


def _check_dates(name: str, parent: Unit | None, valid_from: date, valid_to: date | None) -> None:
    if valid_to is not None and valid_to < valid_from:
        raise UnusableDates(
            Message(
                gettext_noop("The unit would end %(end)s, before it begins %(start)s; correct one of the dates."),
                {"end": valid_to.isoformat(), "start": valid_from.isoformat()},
            )
        )
    if parent is not None and parent.valid_to is not None and (valid_to is None or valid_to > parent.valid_to):
        raise UnusablePlace(
            Message(
                gettext_noop("%(unit)s cannot remain under %(parent)s, which ends %(end)s; choose another place."),
                {"unit": name, "parent": parent.name, "end": parent.valid_to.isoformat()},
            )
        )


def _check_nobody_left_behind(unit: Unit | None, last_day: date | None) -> None:
    if unit is None or last_day is None:
        return
    living = [child.name for child in unit.children.all() if child.valid_to is None or child.valid_to > last_day]
    if living:
        raise UnitNotSaved(
            Message(
                gettext_noop("%(unit)s still has units under it: %(living)s. Move or end them first."),
                {"unit": unit.name, "living": ", ".join(living)},
            )
        )


@transaction.atomic
def archive_unit(*, by: Person, unit: Unit, last_day: date) -> Unit:
    """Ends a unit; its plans, figures and reports stay readable. Raises UnitNotSaved while units live on under it."""
    return _with_last_day(by=by, unit=unit, last_day=last_day)


@transaction.atomic
def reopen_unit(*, by: Person, unit: Unit) -> Unit:
    """Takes back the end of a unit; raises UnitNotSaved while the unit above it has ended."""
    return _with_last_day(by=by, unit=unit, last_day=None)


def _with_last_day(*, by: Person, unit: Unit, last_day: date | None) -> Unit:
    gate.enter(by=by, act=gate.ADMINISTER, things=[unit])
    _hold_all()
    lock(unit)
    return _write_unit(
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
def add_successor(*, by: Person, predecessor: Unit, successor: Unit, on: date) -> Succession:
    """Links a unit to the one that took over; raises SuccessorNotSaved for a chain back to itself."""
    gate.enter(by=by, act=gate.ADMINISTER, things=[predecessor])
    _hold_all()
    if predecessor == successor or _leads_to(successor, predecessor):
        raise SuccessorNotSaved(
            Message(
                gettext_noop(
                    "%(successor)s cannot follow %(predecessor)s: the line of successors would go in a circle."
                ),
                {"successor": successor.name, "predecessor": predecessor.name},
            )
        )
    link, created = Succession.objects.get_or_create(predecessor=predecessor, successor=successor, defaults={"on": on})
    if not created:
        raise SuccessorNotSaved(
            Message(
                gettext_noop("%(successor)s already takes over from %(predecessor)s; choose another unit."),
                {"successor": successor.name, "predecessor": predecessor.name},
            )
        )
    audit.record(person=by, action="unit.successor", subject=predecessor, after=_link_state(link))
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
    gate.enter(by=by, act=gate.ADMINISTER, things=[link.predecessor])
    lock(link)
    audit.record(person=by, action="unit.successor.remove", subject=link.predecessor, before=_link_state(link))
    link.delete()


def _link_state(link: Succession) -> dict[str, str]:
    return {"successor": link.successor.code, "on": link.on.isoformat()}
