"""Asks whether someone may do an act to things, and says why not."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db.models import Model
from django.http import HttpRequest

from tertial.accounts.models import Person
from tertial.accounts.queries import person_of
from tertial.common.locks import Gone, lock
from tertial.common.policies import NotAllowed
from tertial.domain.message import DomainError, Message
from tertial.domain.period import Period
from tertial.organisation.gate import locks, refusals
from tertial.organisation.gate.guarded import Guarded, Reporters, guarded_things, held_rows
from tertial.organisation.gate.people import whole_municipality
from tertial.organisation.policies import Rights, rights
from tertial.things.rights import ADMINISTER, PLAN, Act, Right


@dataclass(frozen=True, slots=True)
class Question:
    """What an action has asked: who does what to which things, and in which period."""

    by: Person
    act: Act
    things: tuple[Model | Guarded, ...]
    period: Period | None


_noted: ContextVar[tuple[list[Question], ...]] = ContextVar("gate_noted", default=())


@contextmanager
def noted() -> Iterator[list[Question]]:
    """What actions ask within it, in their order."""
    found: list[Question] = []
    token = _noted.set((*_noted.get(), found))
    try:
        yield found
    finally:
        _noted.reset(token)


def enter(*, by: Person, act: Act, things: Sequence[Model | Guarded], period: Period | None = None) -> None:
    """Locks the things and judges them; asked once by every action, in its transaction, before it judges more.

    Of things in a list all must be open to the person. Raises NotAllowed or Hidden, Archived, Closed or Locked, and
    Gone for what has been removed meanwhile.
    """
    for found in _noted.get():
        found.append(Question(by, act, tuple(things), period))
    try:
        lock(*held_rows(things))
    except Gone:
        _raise_first(error for error in _refused(by, act, things, period) if isinstance(error, NotAllowed))
        raise
    _raise_first(_refused(by, act, things, period))


def check(person: Person, act: Act, *things: Model | Guarded) -> None:
    """Raises NotAllowed or Hidden where a page for the act is not the person's to open.

    What is archived or locked is refused by the action, so that a form shows again what was typed.
    """
    held = rights(person)
    for asked in guarded_things(things):
        if not _has_right(person, held, act, asked):
            raise _not_allowed(held, act, asked)


def permits(person: Person, act: Act, thing: Model | Guarded) -> bool:
    """Whether the person may do the act to the thing, be it open or not."""
    return _has_right(person, rights(person), act, guarded_things([thing])[0])


def may(person: Person, act: Act, thing: Model | Guarded, period: Period | None = None) -> bool:
    """Whether a page offers the act: the person may do it, and the thing is open."""
    return may_each(person, act, [thing], period)[0]


def may_each(person: Person, act: Act, things: Sequence[Model | Guarded], period: Period | None = None) -> list[bool]:
    """For many things at once, in as many queries as for one."""
    return [error is None for error in _refused(person, act, things, period)]


def asked_by_administrator(request: HttpRequest) -> bool:
    """Whether the person of a request administers a whole municipality, for entries of menus."""
    return may(person_of(request), ADMINISTER, whole_municipality())


def asked_by_coordinator(request: HttpRequest) -> bool:
    """Whether the person of a request plans for a whole municipality, for entries of menus."""
    return permits(person_of(request), PLAN, whole_municipality())


def _raise_first(errors: "Iterator[DomainError | None] | Sequence[DomainError | None]") -> None:
    for error in errors:
        if error is not None:
            raise error


def _refused(
    by: Person, act: Act, things: Sequence[Model | Guarded], period: Period | None
) -> list[DomainError | None]:
    """Why each of the things is refused; None for what is open to the person."""
    held, asked = rights(by), guarded_things(things)
    locked = [None] * len(asked) if act.even_locked else locks.why_locked(asked, period)
    return [_why(by, held, act, each, locked[place]) for place, each in enumerate(asked)]


def _why(by: Person, held: Rights, act: Act, asked: Guarded, locked: Message | None) -> DomainError | None:
    if not _has_right(by, held, act, asked):
        return _not_allowed(held, act, asked)
    shut = refusals.shut(act, asked)
    if shut is None and locked is not None:
        return refusals.Locked(locked)
    return shut


def _not_allowed(held: Rights, act: Act, asked: Guarded) -> NotAllowed:
    """The refusal; to whoever may not read the thing nothing is told."""
    unit = held.tree.units.get(asked.homes[0]) if asked.homes else None
    is_read = unit is not None and Right.READ in held.in_unit(unit.pk)
    return refusals.not_allowed(unit if is_read else None, act, asked)


def _has_right(by: Person, held: Rights, act: Act, asked: Guarded) -> bool:
    if by.is_system:
        return True
    everywhere = all(act.right in held.in_unit(unit) for unit in asked.every)
    if everywhere and any(act.right in held.in_unit(unit) for unit in asked.homes):
        return True
    return act.owner and any(_answers(by, held, reporters) for reporters in asked.also)


def _answers(by: Person, held: Rights, reporters: Reporters) -> bool:
    """Whether someone is among them, or is responsible and reports for some unit below."""
    if reporters.owner is None:
        return Right.REPORT in held.in_unit(reporters.unit)
    return reporters.owner == by.pk and any(
        Right.REPORT in held.in_unit(below.pk) for below in held.tree.descendants(reporters.unit)
    )
