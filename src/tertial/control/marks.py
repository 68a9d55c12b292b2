"""How risks, measures, controls and recommendations stand, as marks with a word and a shape."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from tertial.control.models import ControlModel
from tertial.control.queries.readings import (
    ControlPlanReading,
    ControlReading,
    FollowedUp,
    RecommendationReading,
    RiskReading,
)
from tertial.control.scales import result_mark, result_scale, state_mark, zone_mark
from tertial.domain.document import Shape, StatusMark, Tone


def risk_mark(reading: ControlPlanReading, risk: RiskReading) -> StatusMark:
    """The zone a risk falls in; outside a shortened scale it must be valued again."""
    if risk.zone is None:
        return StatusMark(_("Value it again"), Shape.UNKNOWN, Tone.NEUTRAL, risk.ref)
    return zone_mark(reading.scale, risk.zone, risk.ref)


def followed_mark(model: ControlModel, item: FollowedUp) -> StatusMark:
    """How far something has come, or that nobody has said yet."""
    if item.follow_up is None:
        return StatusMark(_("Not followed up yet"), Shape.UNKNOWN)
    return state_mark(model, item.state)


def recommendation_mark(model: ControlModel, item: RecommendationReading) -> StatusMark:
    """Closed by a re-check, waiting for one, or how far it has come."""
    if item.closed:
        return StatusMark(pgettext("a recommendation", "Closed"), Shape.CHECK, Tone.GOOD)
    if item.awaits_recheck:
        return StatusMark(_("Awaits a re-check"), Shape.NEAR, Tone.FAIR)
    return followed_mark(model, item)


def conclusion_mark(item: ControlReading) -> StatusMark | None:
    """What a control came to, by people or by the limits; None where nothing says."""
    if not item.conclusion:
        return None
    return result_mark(result_scale(item.control.plan.control_model), item.conclusion)


def result_state_mark(item: ControlReading) -> StatusMark:
    """Whether a control has been carried out."""
    if item.result is None:
        return StatusMark(_("No result yet"), Shape.UNKNOWN)
    return state_mark(item.control.plan.control_model, item.result.status)
