"""The parts of a steering model written at once, as a file tells them."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.locks import lock
from tertial.domain.message import Message, gettext_noop
from tertial.goals.actions.steering_model import ACTION_OF, PART_FIELDS, check_scale
from tertial.goals.errors import SteeringModelNotSaved
from tertial.goals.models import AssignmentStatus, Goal, Level, ScaleStep, SteeringModel
from tertial.goals.queries.steering import Part
from tertial.organisation import gate

_OUT_OF_THE_WAY = 10_000
"""No two levels may stand on one place, not even while they change places."""


@transaction.atomic
def set_parts(
    *, by: Person, steering_model: SteeringModel, kind: type[Part], parts: Sequence[Mapping[str, Any]]
) -> None:
    """Lets a steering model have these levels, steps, statuses or origins in their order, and no others.

    Raises SteeringModelNotSaved for one that is in use and would go, for levels with goals that would change places,
    and for a scale with gaps.
    """
    gate.enter(by=by, act=gate.ADMINISTER, things=[steering_model.municipality])
    lock(steering_model)
    word = "word" if kind is AssignmentStatus else "key"
    there = {getattr(part, word): part for part in kind._default_manager.filter(steering_model=steering_model)}
    wanted = [values[word] for values in parts]
    if kind is Level:
        _check_order(list(Level.objects.filter(steering_model=steering_model)), wanted)
    for key in there.keys() - set(wanted):
        _remove(by, there.pop(key))
    before = {key: audit.state(part, PART_FIELDS[kind]) for key, part in there.items()}
    for part in there.values():
        part.position += _OUT_OF_THE_WAY
        part.save(update_fields=["position"])
    for position, (key, values) in enumerate(zip(wanted, parts, strict=True)):
        part = there.get(key) or kind(steering_model=steering_model)
        for name, value in {**values, "position": position}.items():
            setattr(part, name, value)
        part.save()
        after = audit.state(part, PART_FIELDS[kind])
        if after != before.get(key):
            audit.record(
                person=by, action=f"{ACTION_OF[kind]}.save", subject=part, before=before.get(key, {}), after=after
            )
    if kind is ScaleStep:
        check_scale(list(ScaleStep.objects.filter(steering_model=steering_model)))


def _check_order(there: Sequence[Level], wanted: Sequence[str]) -> None:
    kept = [part for part in there if part.key in wanted]
    stays = [part.key for part in kept] == [key for key in wanted if key in {part.key for part in kept}]
    if not stays and Goal.objects.filter(level__in=[part.pk for part in kept]).exists():
        raise SteeringModelNotSaved(
            Message(gettext_noop("There are goals on these levels, so they cannot change places."))
        )


def _remove(by: Person, part: Part) -> None:
    before = audit.state(part, ["steering_model", *PART_FIELDS[type(part)]])
    removed, name = type(part)._default_manager.get(pk=part.pk), str(part)
    try:
        with transaction.atomic():
            part.delete()
    except ProtectedError as error:
        raise SteeringModelNotSaved(
            Message(gettext_noop("“%(name)s” is in use; change what uses it first."), {"name": name})
        ) from error
    audit.record(person=by, action=f"{ACTION_OF[type(removed)]}.remove", subject=removed, before=before)
