"""Which words of steering count in a year, and what continues a word of earlier years."""

from tertial.domain.message import Message, gettext_noop
from tertial.domain.validity import valid_in
from tertial.goals.errors import WordOfAnotherYear
from tertial.goals.models import AssignmentOrigin, AssignmentStatus, Level, Plan, ScaleStep, SteeringModel
from tertial.organisation.models import Unit

Part = Level | ScaleStep | AssignmentStatus | AssignmentOrigin
PARTS: tuple[type[Part], ...] = (Level, ScaleStep, AssignmentStatus, AssignmentOrigin)


def steering_models_of(municipality: Unit) -> list[SteeringModel]:
    """Every steering model of the municipality, the oldest first."""
    return list(SteeringModel.objects.filter(municipality=municipality).select_related("municipality"))


def steering_model_of(municipality: Unit, year: int) -> SteeringModel | None:
    """The steering model that counts in the year; None where the municipality has none."""
    return valid_in(steering_models_of(municipality), year)


def carried(earlier: SteeringModel, later: SteeringModel) -> dict[type[Part], dict[int, Part]]:
    """By kind and number of each part of the earlier model the part of the later one that continues it.

    A part of a model that is the same continues itself; one that nothing is said to continue, what has its name.
    """
    if earlier.pk == later.pk:
        return {kind: {part.pk: part for part in _parts(kind, earlier)} for kind in PARTS}
    found: dict[type[Part], dict[int, Part]] = {}
    for kind in PARTS:
        of_later = {part.pk: part for part in _parts(kind, later)}
        every = kind._default_manager.filter(steering_model__municipality=earlier.municipality_id)
        before = dict(every.values_list("pk", "continues"))
        found[kind] = {}
        for number, part in of_later.items():
            at: int | None = number
            while at is not None:
                found[kind][at], at = part, before.get(at)
        named = {str(part): part for part in of_later.values()}
        for part in _parts(kind, earlier):
            if part.pk not in found[kind] and str(part) in named:
                found[kind][part.pk] = named[str(part)]
    return found


def check_word(plan: Plan, part: Part) -> None:
    """Raises WordOfAnotherYear for a part that the words of the plan do not have."""
    if part.steering_model_id != plan.steering_model_id:
        template = gettext_noop("“%(word)s” is not among the words of %(year)s; choose another.")
        raise WordOfAnotherYear(Message(template, {"word": str(part), "year": str(plan.year)}))


def _parts(kind: type[Part], model: SteeringModel) -> list[Part]:
    return list(kind._default_manager.filter(steering_model=model))
