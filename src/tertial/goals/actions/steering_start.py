"""A steering model to begin with, in the language of whoever begins."""

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from tertial.accounts.models import Person
from tertial.domain.assessment import AssignmentState
from tertial.domain.document import Shape, Tone
from tertial.goals.actions.steering_model import write_part, write_steering_model
from tertial.goals.models import AssignmentOrigin, AssignmentStatus, Level, ScaleStep, SteeringModel
from tertial.goals.queries.steering import Part
from tertial.organisation import gate
from tertial.organisation.models import Unit, UnitKind


@transaction.atomic
def start_steering_model(*, by: Person, municipality: Unit) -> SteeringModel:
    """Stores a plain steering model that can be used as it is and changed word by word."""
    gate.enter(by=by, act=gate.ADMINISTER, things=[municipality])
    model = write_steering_model(
        by=by,
        municipality=municipality,
        name=_("Steering model of %(municipality)s") % {"municipality": municipality.name},
        tolerance_percent=Decimal(5),
        indicator_weight_percent=Decimal(75),
        words={},
    )
    for part in [*_levels(model), *_scale(model), *_statuses(model), *_origins(model)]:
        write_part(by=by, part=part, values={})
    return model


def _levels(model: SteeringModel) -> list[Part]:
    levels = [
        (_("Goal area"), _("Goal areas"), UnitKind.MUNICIPALITY, False),
        (_("Council goal"), _("Council goals"), UnitKind.MUNICIPALITY, False),
        (_("Committee goal"), _("Committee goals"), UnitKind.COMMITTEE, True),
    ]
    return [
        Level(steering_model=model, name=name, name_plural=plural, unit_kind=kind, assessed=assessed)
        for name, plural, kind, assessed in levels
    ]


def _scale(model: SteeringModel) -> list[Part]:
    steps = [
        (_("Reached"), Decimal(75), Shape.FULL, Tone.GOOD),
        (_("Partly reached"), Decimal(25), Shape.HALF, Tone.FAIR),
        (_("Not reached"), Decimal(0), Shape.NONE, Tone.POOR),
        (_("Cannot be judged"), None, Shape.UNKNOWN, Tone.NEUTRAL),
    ]
    return [
        ScaleStep(steering_model=model, name=name, at_least=at_least, shape=shape, tone=tone)
        for name, at_least, shape, tone in steps
    ]


def _statuses(model: SteeringModel) -> list[Part]:
    words = {
        AssignmentState.DONE: _("Done"),
        AssignmentState.ONGOING: _("Ongoing"),
        AssignmentState.NOT_DONE_THIS_YEAR: _("Not done this year"),
        AssignmentState.PAUSED: _("Paused"),
        AssignmentState.CANCELLED: _("Cancelled"),
    }
    return [AssignmentStatus(steering_model=model, word=word, meaning=state) for state, word in words.items()]


def _origins(model: SteeringModel) -> list[Part]:
    origins = [(_("The council"), _("From the council")), (_("The committee"), "")]
    return [AssignmentOrigin(steering_model=model, name=name, prefix=prefix) for name, prefix in origins]
