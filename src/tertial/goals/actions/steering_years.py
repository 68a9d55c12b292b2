"""From a year on a municipality steers with other words; earlier years keep theirs (docs/rules/words-of-a-year.md)."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Model

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.locks import lock
from tertial.common.models import AuditEntry
from tertial.domain.message import Message, gettext_noop
from tertial.domain.validity import EARLIEST, LATEST, last_year, valid_in
from tertial.goals.actions.steering_model import FIELDS, PART_FIELDS
from tertial.goals.errors import SteeringModelNotSaved
from tertial.goals.models import (
    Assignment,
    AssignmentFollowUp,
    AssignmentOrigin,
    AssignmentStatus,
    Goal,
    GoalAssessment,
    Level,
    Plan,
    ScaleStep,
    SteeringModel,
)
from tertial.goals.queries.steering import PARTS, Part, carried, steering_models_of
from tertial.organisation import gate
from tertial.organisation.models import Unit

_POINTING: Mapping[type[Part], tuple[type[Model], str, str]] = {
    Level: (Goal, "plan", "level"),
    ScaleStep: (GoalAssessment, "goal__plan", "step"),
    AssignmentStatus: (AssignmentFollowUp, "assignment__plan", "status"),
    AssignmentOrigin: (Assignment, "plan", "origin"),
}
"""What holds a part of each kind, how its plan is reached from it, and in which field it stands."""


@transaction.atomic
def begin_steering_model(*, by: Person, municipality: Unit, year: int) -> SteeringModel:
    """Words of their own from the year on, which begin as a copy of those before; plans from the year on have them.

    Raises NotAllowed, or SteeringModelNotSaved for a year that cannot be, that has words of its own already, and where
    there is nothing to copy.
    """
    gate.enter(by=by, act=gate.ADMINISTER, things=[municipality])
    lock(municipality)
    known = steering_models_of(municipality)
    earlier = _checked(year, valid_in(known, year))
    values = {name: getattr(earlier, name) for name in FIELDS}
    model = SteeringModel.objects.create(municipality=municipality, valid_from=year, **values)
    for kind in PARTS:
        for part in kind._default_manager.filter(steering_model=earlier):
            same = {name: getattr(part, name) for name in PART_FIELDS[kind]}
            kind._default_manager.create(steering_model=model, continues_id=part.pk, **same)
    moved = _move_plans(earlier, model, _plans_of(earlier, year, last_year(model, [*known, model])))
    after = {"valid_from": year, "from": earlier.ref, "plans": moved}
    audit.record(person=by, action="steering_model.begin", subject=model, after=after)
    return model


@transaction.atomic
def take_back_steering_model(*, by: Person, model: SteeringModel) -> None:
    """Takes words away that began from a year and have not been changed since; its plans have those before again.

    Raises NotAllowed, and ChangedSince where something of them has been written.
    """
    gate.enter(by=by, act=gate.ADMINISTER, things=[model.municipality])
    lock(model.municipality, model)
    earlier = valid_in(steering_models_of(model.municipality), model.valid_from - 1)
    parts = [part for kind in PARTS for part in kind._default_manager.filter(steering_model=model)]
    begun = AuditEntry.objects.filter(ref=model.ref).exclude(action="steering_model.begin")
    refs = [part.ref for part in parts]
    whole = all(part.continues_id is not None for part in parts)
    if earlier is None or not whole or begun.exists() or AuditEntry.objects.filter(ref__in=refs).exists():
        raise audit.changed_since(model)
    _move_plans(model, earlier, Plan.objects.filter(steering_model=model))
    before = {"municipality": model.municipality_id, "valid_from": model.valid_from}
    audit.record(person=by, action="steering_model.take_back", subject=model, before=before)
    model.delete()


def _checked(year: int, earlier: SteeringModel | None) -> SteeringModel:
    """The words that count before the year, where others can begin then. Raises SteeringModelNotSaved."""
    if not EARLIEST <= year <= LATEST:
        template = gettext_noop("%(year)s is not a year that words can begin in; write a year such as 2025.")
        raise SteeringModelNotSaved(Message(template, {"year": str(year)}), "year")
    if earlier is None:
        template = gettext_noop("There is no steering model before %(year)s to begin from; begin one first.")
        raise SteeringModelNotSaved(Message(template, {"year": str(year)}), "year")
    if earlier.valid_from == year:
        template = gettext_noop("There are words from %(year)s already; change those.")
        raise SteeringModelNotSaved(Message(template, {"year": str(year)}), "year")
    return earlier


def _plans_of(earlier: SteeringModel, year: int, until: int | None) -> Iterable[Plan]:
    plans = Plan.objects.filter(steering_model=earlier, year__gte=year)
    return plans if until is None else plans.filter(year__lte=until)


def _move_plans(before: SteeringModel, after: SteeringModel, plans: Iterable[Plan]) -> list[int]:
    """Lets plans, and what in them holds a word, have the words of another model; gives the numbers of the plans."""
    held = list(plans)
    lock(*held)
    numbers = [plan.pk for plan in held]
    for kind, words in _pairs(before, after).items():
        holder, plan, field = _POINTING[kind]
        for old, new in words.items():
            holder._default_manager.filter(**{f"{plan}__in": numbers, field: old}).update(**{field: new})
    Plan.objects.filter(pk__in=numbers).update(steering_model=after)
    return numbers


def _pairs(before: SteeringModel, after: SteeringModel) -> dict[type[Part], dict[int, int]]:
    """By kind the number of each part and of the same part in the other model, whichever of them is the later."""
    if after.valid_from > before.valid_from:
        return {kind: {old: new.pk for old, new in words.items()} for kind, words in carried(before, after).items()}
    back: dict[type[Part], dict[int, int]] = {}
    for kind in PARTS:
        rows: Any = kind._default_manager.filter(steering_model=before, continues__isnull=False)
        back[kind] = dict(rows.values_list("pk", "continues"))
    return back
