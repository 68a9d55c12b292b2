"""Statuses as word, shape and tone."""

from django.utils.translation import gettext as _

from tertial.domain.assessment import AssignmentState, IndicatorState
from tertial.domain.document import Shape, StatusMark, Tone
from tertial.goals.models import ScaleStep
from tertial.goals.queries.readings import AssignmentReading, GoalReading, IndicatorReading, PlanReading

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
    """What the report calls the state of an indicator."""
    return {
        IndicatorState.MET: _("Met"),
        IndicatorState.CLOSE: _("Close"),
        IndicatorState.NOT_MET: _("Not met"),
        IndicatorState.CANNOT_JUDGE: _("Cannot be judged"),
    }[state]


def indicator_mark(reading: IndicatorReading) -> StatusMark:
    """The state that counts for an indicator."""
    shape, tone = _INDICATORS[reading.decided]
    ref = f"indicatorassessment:{reading.human.pk}" if reading.human else reading.ref
    return StatusMark(indicator_word(reading.decided), shape, tone, ref)


def step_mark(step: ScaleStep, ref: str = "") -> StatusMark:
    """A step of the municipality's scale."""
    return StatusMark(step.name, Shape(step.shape), Tone(step.tone), ref)


def goal_mark(plan: PlanReading, reading: GoalReading) -> StatusMark:
    """What people decided of a goal, or that nobody has yet."""
    step = plan.decided_step(reading)
    if step is None or reading.human is None:
        return StatusMark(_("Not assessed yet"), Shape.UNKNOWN, Tone.NEUTRAL, reading.ref)
    return step_mark(step, f"goalassessment:{reading.human.pk}")


def assignment_mark(reading: AssignmentReading) -> StatusMark:
    """How far an assignment has come, in the municipality's word."""
    if reading.follow_up is None or reading.state is None:
        return StatusMark(_("Not followed up yet"), Shape.UNKNOWN, Tone.NEUTRAL, reading.ref)
    shape, tone = _ASSIGNMENTS[reading.state]
    return StatusMark(reading.follow_up.status.word, shape, tone, f"assignmentfollowup:{reading.follow_up.pk}")
