"""Writes about a municipality's own words and rules for steering."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils.text import slugify

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.locks import lock
from tertial.domain.assessment import Scale, Step, UnusableScale
from tertial.domain.message import Message, gettext_noop
from tertial.domain.validity import ALWAYS
from tertial.goals.errors import SteeringModelNotSaved
from tertial.goals.models import AssignmentOrigin, AssignmentStatus, Goal, Level, Plan, ScaleStep, SteeringModel
from tertial.goals.queries.steering import Part
from tertial.organisation import gate
from tertial.organisation.models import Unit

FIELDS = ("name", "tolerance_percent", "indicator_weight_percent", "weighs_indicators", "words")
PART_FIELDS: Mapping[type[Part], tuple[str, ...]] = {
    Level: ("key", "name", "name_plural", "unit_kind", "assessed", "position"),
    ScaleStep: ("key", "name", "at_least", "shape", "tone", "position"),
    AssignmentStatus: ("word", "meaning", "position"),
    AssignmentOrigin: ("key", "name", "prefix", "position"),
}
ACTION_OF: Mapping[type[Part], str] = {
    Level: "level",
    ScaleStep: "scale_step",
    AssignmentStatus: "assignment_status",
    AssignmentOrigin: "assignment_origin",
}


@transaction.atomic
def save_steering_model(
    *,
    by: Person,
    municipality: Unit,
    name: str,
    tolerance_percent: Decimal,
    indicator_weight_percent: Decimal,
    words: Mapping[str, str],
    weighs_indicators: bool = False,
    valid_from: int = ALWAYS,
) -> SteeringModel:
    """Creates or changes how a municipality steers from a year on.

    Raises SteeringModelNotSaved for a percentage outside 0-100.
    """
    gate.enter(by=by, act=gate.ADMINISTER, things=[municipality])
    return write_steering_model(
        by=by,
        municipality=municipality,
        name=name,
        tolerance_percent=tolerance_percent,
        indicator_weight_percent=indicator_weight_percent,
        words=words,
        weighs_indicators=weighs_indicators,
        valid_from=valid_from,
    )


def write_steering_model(
    *,
    by: Person,
    municipality: Unit,
    name: str,
    tolerance_percent: Decimal,
    indicator_weight_percent: Decimal,
    words: Mapping[str, str],
    weighs_indicators: bool = False,
    valid_from: int = ALWAYS,
) -> SteeringModel:
    """What `save_steering_model` does behind the gate."""
    _check_percent("tolerance_percent", tolerance_percent)
    _check_percent("indicator_weight_percent", indicator_weight_percent)
    lock(municipality)  # of two who begin at once the second changes what the first began
    model = SteeringModel.objects.select_for_update().filter(municipality=municipality, valid_from=valid_from).first()
    before = audit.state(model, FIELDS) if model else {}
    model = model or SteeringModel(municipality=municipality, valid_from=valid_from)
    model.name, model.words = name.strip(), dict(words)
    model.tolerance_percent, model.indicator_weight_percent = tolerance_percent, indicator_weight_percent
    model.weighs_indicators = weighs_indicators
    model.save()
    audit.record(
        person=by, action="steering_model.save", subject=model, before=before, after=audit.state(model, FIELDS)
    )
    return model


def check_percentages(model: SteeringModel) -> None:
    """Raises SteeringModelNotSaved for percentages outside 0–100."""
    for name in ("tolerance_percent", "indicator_weight_percent"):
        _check_percent(name, getattr(model, name))


def _check_percent(field: str, percent: Decimal) -> None:
    if not 0 <= percent <= 100:
        raise SteeringModelNotSaved(
            Message(gettext_noop("%(percent)s is not between 0 and 100 percent; correct it."), {"percent": percent}),
            field,
        )
    if percent != round(percent, 2):
        raise SteeringModelNotSaved(
            Message(gettext_noop("%(percent)s has more than two decimals; round it."), {"percent": percent}), field
        )


@transaction.atomic
def remove_steering_model(*, by: Person, model: SteeringModel) -> None:
    """Takes a steering model away with its parts. Raises NotAllowed, and SteeringModelNotSaved where a plan has it."""
    gate.enter(by=by, act=gate.ADMINISTER, things=[model.municipality])
    lock(model.municipality, model)
    if Plan.objects.filter(steering_model=model).exists():
        template = gettext_noop("“%(name)s” is in use; change what uses it first.")
        raise SteeringModelNotSaved(Message(template, {"name": model.name}))
    before = audit.state(model, ("municipality", "valid_from", *FIELDS))
    audit.record(person=by, action="steering_model.remove", subject=model, before=before)
    model.delete()


@transaction.atomic
def save_part(*, by: Person, part: Part, values: Mapping[str, Any]) -> Part:
    """Creates or changes one level, step, status or origin; a new one stands last, a step where its limit puts it.

    Raises SteeringModelNotSaved when it collides with another, or the scale no longer gives every score one step.
    """
    gate.enter(by=by, act=gate.ADMINISTER, things=[part.steering_model.municipality])
    return write_part(by=by, part=part, values=values)


def write_part(*, by: Person, part: Part, values: Mapping[str, Any]) -> Part:
    """What `save_part` does behind the gate."""
    lock(part.steering_model, part)
    before = audit.state(part, PART_FIELDS[type(part)]) if part.pk else {}
    for field, value in values.items():
        setattr(part, field, value)
    if isinstance(part, ScaleStep) and part.at_least is not None:
        _check_percent("at_least", Decimal(part.at_least))
    if part.pk is None:
        _give_key_and_place(part, values)
    try:
        with transaction.atomic():
            part.save()
    except IntegrityError as error:
        raise SteeringModelNotSaved(
            Message(
                gettext_noop("“%(name)s” collides with another of the same kind; give it another name or place."),
                {"name": str(part)},
            ),
            "word" if isinstance(part, AssignmentStatus) else "name",
        ) from error
    if isinstance(part, ScaleStep):
        _arrange_scale(part.steering_model)
        part.refresh_from_db()
    after = audit.state(part, PART_FIELDS[type(part)])
    audit.record(person=by, action=f"{ACTION_OF[type(part)]}.save", subject=part, before=before, after=after)
    return part


def _give_key_and_place(part: Part, values: Mapping[str, Any]) -> None:
    siblings = _siblings(part)
    if not isinstance(part, AssignmentStatus) and "key" not in values:
        start = slugify(part.name)[:30] or "part"
        taken = {sibling.key for sibling in siblings}
        part.key = next(key for key in (start, *(f"{start}-{n}" for n in range(2, 1000))) if key not in taken)
    if "position" not in values:
        part.position = siblings[-1].position + 1 if siblings else 0


def _siblings(part: Part) -> list[Any]:
    """The parts of the same kind that are stored, in their order."""
    return list(type(part)._default_manager.filter(steering_model=part.steering_model).order_by("position"))


def _arrange_scale(model: SteeringModel) -> None:
    """Puts the steps in the order of their limits; a scale that has its last step must be whole."""
    stored = model.scale_steps.all()
    steps = sorted(stored, key=lambda step: -1 if step.at_least is None else step.at_least, reverse=True)
    for position, step in enumerate(steps):
        if step.position != position:
            step.position = position
            step.save(update_fields=["position"])
    if not steps or steps[-1].at_least is not None:
        return  # still being laid out, the step that ends it comes last
    check_scale(steps)


def check_scale(steps: list[ScaleStep]) -> None:
    """Raises SteeringModelNotSaved for a scale that does not give every score one step."""
    try:
        Scale(tuple(Step(step.key, step.name, step.at_least) for step in steps))
    except UnusableScale as error:
        raise SteeringModelNotSaved(error.message, "at_least") from error


@transaction.atomic
def move_part(*, by: Person, part: Part, down: bool) -> bool:
    """Changes places with the neighbour, and says whether there was one.

    Raises SteeringModelNotSaved for a step of the scale, which stands where its limit puts it, and for levels in use.
    """
    gate.enter(by=by, act=gate.ADMINISTER, things=[part.steering_model.municipality])
    lock(part.steering_model, part)
    if isinstance(part, ScaleStep):
        raise SteeringModelNotSaved(
            Message(gettext_noop("“%(name)s” stands where its limit puts it; change the limit."), {"name": part.name})
        )
    siblings = _siblings(part)
    here = siblings.index(part)
    there = here + (1 if down else -1)
    if not 0 <= there < len(siblings):
        return False
    neighbour = siblings[there]
    if isinstance(part, Level) and Goal.objects.filter(level__in=[part, neighbour]).exists():
        raise SteeringModelNotSaved(
            Message(
                gettext_noop("There are goals on “%(name)s” or “%(other)s”, so they cannot change places."),
                {"name": str(part), "other": str(neighbour)},
            )
        )
    before = audit.state(part, ["position"])
    _change_places(part, neighbour, free=siblings[-1].position + 1)
    after = audit.state(part, ["position"])
    audit.record(person=by, action=f"{ACTION_OF[type(part)]}.move", subject=part, before=before, after=after)
    return True


def _change_places(part: Part, neighbour: Part, *, free: int) -> None:
    """By way of a free position, since two levels may never stand on the same."""
    mine, theirs = part.position, neighbour.position
    for row, position in ((part, free), (neighbour, mine), (part, theirs)):
        row.position = position
        row.save(update_fields=["position"])


@transaction.atomic
def remove_part(*, by: Person, part: Part) -> None:
    """Takes away a level, step, status or origin.

    Raises SteeringModelNotSaved while something uses it, and for the steps that every scale must have.
    """
    gate.enter(by=by, act=gate.ADMINISTER, things=[part.steering_model.municipality])
    lock(part.steering_model, part)
    if isinstance(part, ScaleStep) and not part.at_least:
        raise SteeringModelNotSaved(
            Message(
                gettext_noop(
                    "Every scale needs a step from 0 and one for what cannot be judged; rename “%(name)s” instead."
                ),
                {"name": part.name},
            )
        )
    removed = type(part)._default_manager.get(pk=part.pk)  # deleting takes the key from the object
    try:
        with transaction.atomic():
            part.delete()
    except ProtectedError as error:
        raise SteeringModelNotSaved(
            Message(gettext_noop("“%(name)s” is in use; change what uses it first."), {"name": str(removed)})
        ) from error
    before = audit.state(removed, ["steering_model", *PART_FIELDS[type(removed)]])
    audit.record(person=by, action=f"{ACTION_OF[type(removed)]}.remove", subject=removed, before=before)
