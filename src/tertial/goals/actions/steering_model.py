"""Writes about a municipality's own words and rules for steering."""

from collections.abc import Mapping
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.domain.message import Message, gettext_noop
from tertial.goals.errors import SteeringModelNotSaved
from tertial.goals.models import AssignmentOrigin, AssignmentStatus, Level, ScaleStep, SteeringModel
from tertial.organisation import policies
from tertial.organisation.models import Unit
from tertial.organisation.roles import Right

Part = Level | ScaleStep | AssignmentStatus | AssignmentOrigin


@transaction.atomic
def save_steering_model(
    *,
    by: Person | None,
    municipality: Unit,
    name: str,
    tolerance_percent: Decimal,
    indicator_weight_percent: Decimal,
    words: Mapping[str, str],
) -> SteeringModel:
    """Creates or changes how a municipality steers; raises SteeringModelNotSaved for a percentage outside 0-100."""
    if by is not None:
        policies.check(by, Right.ADMINISTER, municipality)
    for percent in (tolerance_percent, indicator_weight_percent):
        if not 0 <= percent <= 100:
            raise SteeringModelNotSaved(
                Message(gettext_noop("%(percent)s is not between 0 and 100 percent; correct it."), {"percent": percent})
            )
    fields = ("name", "tolerance_percent", "indicator_weight_percent", "words")
    model = SteeringModel.objects.filter(municipality=municipality).first()
    before = audit.state(model, fields) if model else {}
    model = model or SteeringModel(municipality=municipality)
    model.name, model.words = name.strip(), dict(words)
    model.tolerance_percent, model.indicator_weight_percent = tolerance_percent, indicator_weight_percent
    model.save()
    audit.record(
        person=by, action="steering_model.save", subject=model, before=before, after=audit.state(model, fields)
    )
    return model


@transaction.atomic
def save_part(*, by: Person | None, part: Part, values: Mapping[str, object]) -> Part:
    """Creates or changes one level, step, status or origin; raises SteeringModelNotSaved when it collides with another."""
    if by is not None:
        policies.check(by, Right.ADMINISTER, part.steering_model.municipality)
    fields = list(values)
    before = audit.state(part, fields) if part.pk else {}
    for field, value in values.items():
        setattr(part, field, value)
    try:
        with transaction.atomic():
            part.save()
    except IntegrityError as error:
        raise SteeringModelNotSaved(
            Message(
                gettext_noop("“%(name)s” collides with another of the same kind; give it another name or place."),
                {"name": str(part)},
            )
        ) from error
    action = f"{part._meta.model_name}.save"
    audit.record(person=by, action=action, subject=part, before=before, after=audit.state(part, fields))
    return part


@transaction.atomic
def remove_part(*, by: Person, part: Part) -> None:
    """Takes away a level, step, status or origin; raises SteeringModelNotSaved while something uses it."""
    policies.check(by, Right.ADMINISTER, part.steering_model.municipality)
    name, stored = str(part), _stored_copy(part)
    try:
        with transaction.atomic():
            part.delete()
    except ProtectedError as error:
        raise SteeringModelNotSaved(
            Message(gettext_noop("“%(name)s” is in use; change what uses it first."), {"name": name})
        ) from error
    audit.record(person=by, action=f"{stored._meta.model_name}.remove", subject=stored, before={"name": name})


def _stored_copy(part: Part) -> Model:
    """The row as it was, since deleting takes the key from the object."""
    return type(part).objects.get(pk=part.pk)
