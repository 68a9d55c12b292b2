"""The part of a preset that is about goals: levels, scale, statuses and origins of assignments."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any, cast

from django.utils.translation import gettext as _

from tertial.accounts.models import Person
from tertial.desk.presets.files import Tree
from tertial.desk.presets.items import Item, Stands
from tertial.goals.actions.steering_model import remove_part, save_part, save_steering_model
from tertial.goals.models import AssignmentOrigin, AssignmentStatus, Level, ScaleStep, SteeringModel
from tertial.goals.queries.steering import Part, steering_models_of
from tertial.organisation.models import Unit

_KINDS: Mapping[str, type[Part]] = {
    "levels": Level,
    "scale": ScaleStep,
    "statuses": AssignmentStatus,
    "origins": AssignmentOrigin,
}
_COMPARED = ("name", "word", "at_least", "meaning", "prefix", "unit_kind", "assessed")
Values = Mapping[str, Any]


def steering_items(tree: Tree, municipality: Unit) -> Iterator[Item]:
    """A list of the steering model for each that the preset has; of the words that count in the newest years."""
    model = next(reversed(steering_models_of(municipality)), None)
    titles = {
        "levels": _("Levels of goals"),
        "scale": _("Scale of assessments"),
        "statuses": _("Statuses of assignments"),
        "origins": _("Who gave an assignment"),
    }
    for name, kind in _KINDS.items():
        if name not in tree:
            continue
        wanted = [_values(each) for each in tree[name]]
        stored = _stored(kind, model) if model is not None else []
        yield Item(
            key=name,
            name=titles[name],
            stands=_stands(wanted, stored),
            write=partial(_write, municipality=municipality, tree=tree, kind=kind, wanted=wanted),
            holds=[_said(each) for each in wanted],
            there=", ".join(map(str, stored)),
        )


def _values(declared: Tree) -> Values:
    values = dict(declared)
    if "at_least" in values:
        values["at_least"] = Decimal(str(values["at_least"]))
    return values


def _said(values: Values) -> str:
    word = str(values.get("name") or values.get("word"))
    if "at_least" in values:
        return _("%(word)s, from %(limit)s percent") % {"word": word, "limit": values["at_least"]}
    return word


def _stands(wanted: Sequence[Values], stored: Sequence[Part]) -> Stands:
    if not stored:
        return Stands.NEW
    alike = len(wanted) == len(stored) and all(
        getattr(part, name) == value
        for part, values in zip(stored, wanted, strict=True)
        for name, value in values.items()
        if name in _COMPARED
    )
    return Stands.SAME if alike else Stands.OTHER


def _write(by: Person, *, municipality: Unit, tree: Tree, kind: type[Part], wanted: Sequence[Values]) -> None:
    """Lets the list hold what the preset holds; raises SteeringModelNotSaved for what is in use."""
    model = next(reversed(steering_models_of(municipality)), None) or _begun(by, municipality, tree)
    stored = _stored(kind, model)
    for part in stored:
        if not any(_is_same(part, values) for values in wanted):
            remove_part(by=by, part=part)
    for values in wanted:
        kept = next((part for part in stored if _is_same(part, values)), None)
        save_part(by=by, part=kept or kind(steering_model=model), values=_without_key(values) if kept else values)


def _stored(kind: type[Part], model: SteeringModel) -> list[Part]:
    rows = kind._default_manager.filter(steering_model=model).select_related("steering_model__municipality")
    return cast("list[Part]", list(rows))


def _begun(by: Person, municipality: Unit, tree: Tree) -> SteeringModel:
    return save_steering_model(
        by=by,
        municipality=municipality,
        name=str(tree.get("name") or _("Steering model")),
        tolerance_percent=Decimal(tree.get("tolerance_percent", 5)),
        indicator_weight_percent=Decimal(tree.get("indicator_weight_percent", 75)),
        words=tree.get("words", {}),
    )


def _is_same(part: Part, values: Values) -> bool:
    """Whether a stored part becomes the one of the preset: the same key or meaning, or the step no scale is without."""
    if isinstance(part, AssignmentStatus):
        return bool(part.meaning == values["meaning"])
    if isinstance(part, ScaleStep) and not part.at_least:
        limit = values.get("at_least")
        return part.at_least == limit if limit is None or part.at_least is None else not limit
    if isinstance(part, ScaleStep) and not values.get("at_least"):
        return False
    return bool(part.key == values["key"])


def _without_key(values: Values) -> Values:
    return {name: value for name, value in values.items() if name != "key"}
