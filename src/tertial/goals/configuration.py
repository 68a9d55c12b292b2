"""The steering model as structure: levels, scale, statuses and origins, from each year on."""

from collections.abc import Mapping, Sequence
from typing import Any

from tertial.accounts.models import Person
from tertial.domain.message import gettext_noop
from tertial.domain.validity import ALWAYS
from tertial.goals.actions.steering_configuration import set_parts
from tertial.goals.actions.steering_model import FIELDS, PART_FIELDS, save_steering_model
from tertial.goals.actions.steering_years import begin_steering_model
from tertial.goals.models import AssignmentOrigin, AssignmentStatus, Level, ScaleStep, SteeringModel
from tertial.goals.queries.steering import Part, steering_models_of
from tertial.organisation.models import Unit
from tertial.things.configuration import Configured, Item, Rows
from tertial.things.configuration.rows import told, values

_PARTS: Mapping[str, type[Part]] = {
    "levels": Level,
    "scale": ScaleStep,
    "statuses": AssignmentStatus,
    "origins": AssignmentOrigin,
}
_LISTS = {
    name: Rows(
        model=kind,
        fields=[each for each in PART_FIELDS[kind] if each != "position"],
        key=("word",) if kind is AssignmentStatus else ("key",),
    )
    for name, kind in _PARTS.items()
}
_ROWS = Rows(
    model=SteeringModel,
    fields=("valid_from", *FIELDS),
    key=("valid_from",),
    lists=_LISTS,
    labels={
        "levels": gettext_noop("Levels"),
        "scale": gettext_noop("Scale"),
        "statuses": gettext_noop("Statuses of assignments"),
        "origins": gettext_noop("Origins of assignments"),
    },
)


def _read(municipality: Unit) -> Sequence[Item]:
    return [
        told(_ROWS, model, **{name: _parts(model, name) for name in _PARTS})
        for model in sorted(steering_models_of(municipality), key=lambda each: each.valid_from)
    ]


def _parts(model: SteeringModel, name: str) -> list[Item]:
    return [told(_LISTS[name], part) for part in _PARTS[name]._default_manager.filter(steering_model=model)]


def _write(by: Person, municipality: Unit, item: Item) -> None:
    given = values(_ROWS, item)
    year: int = given["valid_from"]
    known: Any = steering_models_of(municipality)
    if year != ALWAYS and known and all(each.valid_from != year for each in known):
        begin_steering_model(by=by, municipality=municipality, year=year)
    model = save_steering_model(by=by, municipality=municipality, **given)
    for name, kind in _PARTS.items():
        set_parts(by=by, steering_model=model, kind=kind, parts=[values(_LISTS[name], part) for part in item[name]])


STEERING_MODELS = Configured(
    place=20, name="steering_model", rows=_ROWS, read=_read, write=_write, called=lambda item: str(item["name"])
)
