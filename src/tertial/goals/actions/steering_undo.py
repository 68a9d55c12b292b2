"""What an undo asks of the steering model, and of its parts, whose places depend on each other."""

from django.urls import reverse

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.models import AuditEntry
from tertial.domain.message import Message, gettext_noop
from tertial.goals.actions.steering_model import (
    PART_FIELDS,
    check_percentages,
    move_part,
    remove_part,
    save_part,
)
from tertial.goals.actions.steering_years import begin_steering_model, take_back_steering_model
from tertial.goals.addresses import model_url
from tertial.goals.models import SteeringModel
from tertial.goals.queries.steering import Part
from tertial.organisation import gate
from tertial.things.undo import CannotBeUndone, Undone


def move_back(by: Person, entry: AuditEntry, part: Part) -> None:
    """Puts a part back to its place."""
    before = audit.values_before(entry, part)
    move_part(by=by, part=part, down=before["position"] > part.position)
    if part.position != before["position"]:
        raise audit.changed_since(part)  # what it had passed is gone, and it has passed another; nothing is kept


def save_back(by: Person, entry: AuditEntry, part: Part) -> None:
    """Lets a part be as it was before it was saved."""
    before = audit.values_before(entry, part)
    if entry.before:
        before.pop("position", None)  # a step stands where its limit puts it
        save_part(by=by, part=part, values=before)
    else:
        remove_part(by=by, part=part)


def bring_back(by: Person, entry: AuditEntry, part: Part) -> None:
    """Brings back a part that was removed."""
    kind = type(part)
    if not part._state.adding:
        raise audit.changed_since(part)
    values = audit.as_held(kind, {field: entry.before[field] for field in PART_FIELDS[kind]})
    model = SteeringModel.objects.select_related("municipality").get(pk=entry.before["steering_model"])
    if kind._default_manager.filter(steering_model=model, position=values["position"]).exists():
        values.pop("position")
    save_part(by=by, part=kind(steering_model=model), values=values)


def take_back_begun(by: Person, _entry: AuditEntry, model: SteeringModel) -> None:
    """Takes back words that were begun from a year on."""
    take_back_steering_model(by=by, model=model)


def begin_again(by: Person, entry: AuditEntry, model: SteeringModel) -> None:
    """Begins words again that were taken back."""
    begin_steering_model(by=by, municipality=model.municipality, year=entry.before["valid_from"])


def not_brought_back(_by: Person, _entry: AuditEntry, _model: SteeringModel) -> None:
    """A model that is removed is gone with its levels and its scale."""
    raise CannotBeUndone(Message(gettext_noop("This cannot be undone; begin a steering model again.")))


def _page_at(number: int | None) -> str:
    """The page of the model with the number; of one that is taken away, the room's."""
    model = SteeringModel.objects.filter(pk=number).first() if number is not None else None
    return model_url(model) if model is not None else reverse("steering_model:page")


def _may(by: Person, part: Part) -> None:
    gate.enter(by=by, act=gate.ADMINISTER, things=[part.steering_model.municipality])


MODEL = Undone(
    model=SteeringModel,
    may=lambda by, model, _entry: gate.enter(by=by, act=gate.ADMINISTER, things=[model.municipality]),
    rules=lambda _by, model: check_percentages(model),
    page=lambda model: _page_at(model.pk),
    related=("municipality",),
)


def part(model: type[Part]) -> Undone:
    """How writes about one kind of part are taken back."""
    return Undone(
        model=model,
        may=lambda by, part, _entry: _may(by, part),
        page=lambda part: _page_at(part.steering_model_id),
        related=("steering_model__municipality",),
    )
