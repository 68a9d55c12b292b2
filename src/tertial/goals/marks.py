"""Statuses as word, shape and tone."""

from django.utils.translation import gettext as _

from tertial.domain.assessment import AssignmentState, Cause, IndicatorState
from tertial.domain.document import Shape, StatusMark, Tone
from tertial.domain.ref import NO_REF, Ref
from tertial.goals.models import AssignmentStatus, ScaleStep
from tertial.goals.queries.readings import AssignmentReading, GoalReading, IndicatorReading

_INDICATORS = {
    IndicatorState.MET: (Shape.CHECK, Tone.GOOD),
    IndicatorState.CLOSE: (Shape.NEAR, Tone.FAIR),
    IndicatorState.NOT_MET: (Shape.CROSS, Tone.POOR),
    IndicatorState.CANNOT_JUDGE: (Shape.UNKNOWN, Tone.NEUTRAL),
}
_ASSIGNMENTS = {
    AssignmentState.DONE: (Shape.CHECK, Tone.GOOD),
    AssignmentState.ONGOING: (Shape.ONGOING, Tone.NEUTRAL),
    AssignmentState.NOT_DONE_THIS_YEAR: (Shape.LATE, Tone.FAIR),
    AssignmentState.PAUSED: (Shape.PAUSED, Tone.NEUTRAL),
    AssignmentState.CANCELLED: (Shape.CROSS, Tone.POOR),
}


def indicator_word(state: IndicatorState) -> str:
    """What the state of an indicator is called."""
    return {
        IndicatorState.MET: _("Met"),
        IndicatorState.CLOSE: _("Close"),
        IndicatorState.NOT_MET: _("Not met"),
        IndicatorState.CANNOT_JUDGE: _("Cannot be judged"),
    }[state]


def cause_word(cause: Cause) -> str:
    """Why an indicator cannot be judged."""
    return {
        Cause.NO_OUTCOME: _("no outcome yet"),
        Cause.PUBLISHED_LATER: _("published later"),
        Cause.NO_TARGET: _("no target"),
        Cause.UNREADABLE_TARGET: _("the target cannot be read"),
        Cause.TARGET_OF_WHOLE_YEAR: _("the target is for the whole year"),
    }[cause]


def state_mark(state: IndicatorState, ref: Ref = NO_REF) -> StatusMark:
    """A state of an indicator."""
    shape, tone = _INDICATORS[state]
    return StatusMark(indicator_word(state), shape, tone, ref)


def indicator_mark(reading: IndicatorReading) -> StatusMark:
    """The state that counts for an indicator."""
    ref = reading.human.ref if reading.human else reading.ref
    return state_mark(reading.decided, ref)


def step_mark(step: ScaleStep, ref: Ref = NO_REF) -> StatusMark:
    """A step of the municipality's scale."""
    return StatusMark(step.name, Shape(step.shape), Tone(step.tone), ref)


def goal_mark(reading: GoalReading) -> StatusMark:
    """What people decided of a goal, or that nobody has yet."""
    if reading.human is None:
        return StatusMark(_("Not assessed yet"), Shape.UNKNOWN, Tone.NEUTRAL, reading.ref)
    return step_mark(reading.human.step, reading.human.ref)


def status_mark(status: AssignmentStatus, ref: Ref = NO_REF) -> StatusMark:
    """How far an assignment has come, in the municipality's word."""
    shape, tone = _ASSIGNMENTS[AssignmentState(status.meaning)]
    return StatusMark(status.word, shape, tone, ref)


def assignment_mark(reading: AssignmentReading) -> StatusMark:
    """How far an assignment has come, or that nobody has said yet."""
    if reading.follow_up is None:
        return StatusMark(_("Not followed up yet"), Shape.UNKNOWN, Tone.NEUTRAL, reading.ref)
    return status_mark(reading.follow_up.status, reading.follow_up.ref)
