"""Writes about a municipality's words and limits for internal control."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction

from tertial.accounts.models import Person
from tertial.control.actions.writing import write
from tertial.control.errors import ControlNotSaved
from tertial.control.models import ControlModel, Risk
from tertial.control.scales import result_scale, risk_scale
from tertial.domain.message import Message, gettext_noop
from tertial.domain.numbers_sv import decimals_of, format_exact
from tertial.organisation import gate
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_of

Limits = Sequence[tuple[str, Decimal]]
"""Words with the lowest value that earns each, the gravest zone or the best result first."""


@dataclass(frozen=True, slots=True)
class ControlWords:
    """Everything a municipality chooses itself about internal control."""

    likelihoods: Sequence[str]
    consequences: Sequence[str]
    zones: Limits
    results: Limits
    confidence_percent: Decimal = Decimal(95)
    statuses: Mapping[str, str] = field(default_factory=dict)
    decisions: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)


@transaction.atomic
def save_control_model(*, by: Person, municipality: Unit, given: ControlWords) -> ControlModel:
    """Sets up or changes a municipality's words and limits.

    Raises UnusableRisk and UnusableThresholds for scales with gaps, and ControlNotSaved where a scale would become too
    short for risks that are valued on it.
    """
    gate.enter(by=by, act=gate.ADMINISTER, things=[municipality])
    found = ControlModel.objects.select_for_update().filter(municipality=municipality).first()
    saved = found or ControlModel(municipality=municipality)
    values = {
        "likelihoods": [word.strip() for word in given.likelihoods if word.strip()],
        "consequences": [word.strip() for word in given.consequences if word.strip()],
        "zones": [{"word": word.strip(), "at_least": int(limit)} for word, limit in given.zones],
        "results": stored_limits(given.results),
        "confidence_percent": given.confidence_percent,
        "statuses": dict(given.statuses),
        "decisions": dict(given.decisions),
        "words": dict(given.words),
    }
    tried = ControlModel(municipality=municipality, **values)
    risk_scale(tried)
    result_scale(tried)
    if not 50 <= given.confidence_percent < 100:
        template = gettext_noop("A confidence is at least 50 and below 100 percent; 95 is usual.")
        raise ControlNotSaved(Message(template), "confidence_percent")
    if decimals_of(given.confidence_percent) > 1:
        template = gettext_noop("%(confidence)s has more than one decimal; write a confidence like 97,5.")
        values_said = {"confidence": format_exact(given.confidence_percent)}
        raise ControlNotSaved(Message(template, values_said), "confidence_percent")
    if found is not None:
        _check_room(found, tried)
    write(saved, values, by=by, action="control_model.save")
    return saved


def stored_limits(limits: Limits) -> list[dict[str, str]]:
    """Words with the lowest percentage that earns each, as they are kept."""
    return [{"word": word.strip(), "at_least": format(limit.normalize(), "f")} for word, limit in limits]


def _check_room(found: ControlModel, tried: ControlModel) -> None:
    for axis, field_name, words in (
        ("likelihood", "likelihoods", tried.likelihoods),
        ("consequence", "consequences", tried.consequences),
    ):
        above = Risk.objects.filter(plan__control_model=found, **{f"{axis}__gt": len(words)})
        if above.exists():
            template = gettext_noop(
                "%(number)s risks are valued higher than a scale of %(words)s goes; value them again first."
            )
            raise ControlNotSaved(Message(template, {"number": above.count(), "words": len(words)}), field_name)


def control_model_for(unit: Unit) -> ControlModel:
    """The words of the unit's municipality; raises ControlNotSaved where they are not set up."""
    municipality = municipality_of(unit)
    model = ControlModel.objects.filter(municipality=municipality).first()
    if model is None:
        template = gettext_noop(
            "%(unit)s has no scales for internal control yet; an administrator sets them up under Structure and "
            "settings."
        )
        raise ControlNotSaved(Message(template, {"unit": municipality.name}))
    return model
