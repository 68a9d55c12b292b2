"""Takes back one write about the steering model, from what its audit entry holds."""

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.models import AuditEntry
from tertial.common.undo import number_of
from tertial.domain.message import Message, gettext_noop
from tertial.goals.actions.steering_model import (
    ACTION_OF,
    FIELDS,
    PART_FIELDS,
    Part,
    move_part,
    remove_part,
    save_part,
    save_steering_model,
)
from tertial.goals.errors import SteeringModelNotSaved
from tertial.goals.models import SteeringModel


@transaction.atomic
def undo_steering_change(*, by: Person, entry: AuditEntry) -> None:
    """Writes back what stood before the entry, as a new entry.

    Raises SteeringModelNotSaved for what cannot be undone, and ChangedSince when something has been written over it.
    """
    try:
        if entry.action == "steering_model.save":
            _undo_model(by, entry)
        else:
            _undo_part(by, entry)
    except (ObjectDoesNotExist, StopIteration) as error:
        raise SteeringModelNotSaved(
            Message(gettext_noop("What was written is gone, so it cannot be undone; change it by hand."))
        ) from error


def _undo_model(by: Person, entry: AuditEntry) -> None:
    model = SteeringModel.objects.select_related("municipality").get(pk=number_of(entry))
    before = audit.values_before(entry, model)
    values = {field: before.get(field, getattr(model, field)) for field in FIELDS}
    save_steering_model(by=by, municipality=model.municipality, **values)


def _undo_part(by: Person, entry: AuditEntry) -> None:
    name, _dot, verb = entry.action.partition(".")
    kind = next(kind for kind, action in ACTION_OF.items() if action == name)
    if verb == "remove":
        _bring_back(by, kind, entry)
        return
    part = kind._default_manager.select_related("steering_model__municipality").get(pk=number_of(entry))
    before = audit.values_before(entry, part)
    if verb == "move":
        move_part(by=by, part=part, down=before["position"] > part.position)
    elif before or not entry.after:
        before.pop("position", None)  # a step stands where its limit puts it
        save_part(by=by, part=part, values=before)
    else:
        remove_part(by=by, part=part)


def _bring_back(by: Person, kind: type[Part], entry: AuditEntry) -> None:
    model = SteeringModel.objects.select_related("municipality").get(pk=entry.before["steering_model"])
    values = audit.as_held(kind, {field: entry.before[field] for field in PART_FIELDS[kind]})
    taken = kind._default_manager.filter(steering_model=model, position=values["position"]).exists()
    if taken:
        values.pop("position")
    save_part(by=by, part=kind(steering_model=model), values=values)
