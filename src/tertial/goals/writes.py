"""What can be done with plans, goals, indicators, assignments and the steering model."""

from tertial.domain.message import gettext_noop
from tertial.goals.actions import steering_undo, undo
from tertial.things import rights
from tertial.things.kinds import Write

PLAN = {
    "plan.create": Write(rights.PLAN, gettext_noop("Created the plan %(subject)s"), undo.archive_begun),
    "plan.copy": Write(rights.PLAN, gettext_noop("Copied a plan forward to %(subject)s"), undo.archive_begun),
    "plan.archive": Write(rights.PUT_AWAY, gettext_noop("Archived the plan %(subject)s"), undo.restore_archived),
    "plan.restore": Write(rights.PUT_AWAY, gettext_noop("Brought back the plan %(subject)s"), undo.archive_begun),
}
GOAL = {
    "goal.create": Write(rights.PLAN, gettext_noop("Added the goal %(subject)s")),
    "goal.change": Write(rights.PLAN, gettext_noop("Changed the goal %(subject)s")),
    "goal.move": Write(rights.PLAN, gettext_noop("Moved the goal %(subject)s")),
    "goal.shift": Write(
        rights.PLAN, gettext_noop("Changed the place of the goal %(subject)s in its list"), undo.shift_back
    ),
    "goal.archive": Write(rights.PUT_AWAY, gettext_noop("Archived the goal %(subject)s")),
    "goal.restore": Write(rights.PUT_AWAY, gettext_noop("Brought back the goal %(subject)s")),
    "goal.indicator.add": Write(
        rights.PLAN, gettext_noop("Let an indicator follow the goal %(subject)s"), undo.stop_following
    ),
    "goal.indicator.remove": Write(
        rights.PLAN, gettext_noop("Took an indicator from the goal %(subject)s"), undo.follow_again
    ),
    "goal.indicator.weigh": Write(
        rights.PLAN, gettext_noop("Changed what an indicator weighs for the goal %(subject)s"), undo.weigh_back
    ),
    "goal.assess": Write(rights.REPORT, gettext_noop("Assessed the goal %(subject)s")),
    "goal.assess.withdraw": Write(
        rights.REPORT, gettext_noop("Withdrew the assessment of the goal %(subject)s"), undo.assess_again
    ),
    "goal.assess.approve": Write(rights.APPROVE, gettext_noop("Approved the assessment of the goal %(subject)s")),
    "goal.assess.unapprove": Write(rights.APPROVE, gettext_noop("Took back the approval of the goal %(subject)s")),
}
FOLLOWED = {
    "indicator.assess": Write(rights.REPORT, gettext_noop("Judged an indicator differently: %(subject)s")),
    "indicator.assess.withdraw": Write(
        rights.REPORT, gettext_noop("Withdrew the judgement of an indicator: %(subject)s")
    ),
}
INDICATOR = {
    "indicator.create": Write(rights.PLAN, gettext_noop("Added the indicator %(subject)s")),
    "indicator.change": Write(rights.PLAN, gettext_noop("Changed the indicator %(subject)s")),
    "indicator.archive": Write(rights.PUT_AWAY, gettext_noop("Archived the indicator %(subject)s")),
    "indicator.restore": Write(rights.PUT_AWAY, gettext_noop("Brought back the indicator %(subject)s")),
    "target.set": Write(rights.PLAN, gettext_noop("Set a target for %(subject)s"), undo.put_target_back),
    "target.remove": Write(rights.PLAN, gettext_noop("Removed a target of %(subject)s"), undo.put_target_back),
}
OUTCOME = {
    "outcome.record": Write(rights.REPORT, gettext_noop("Entered the outcome %(subject)s")),
    "outcome.change": Write(rights.REPORT, gettext_noop("Changed the outcome %(subject)s")),
    "outcome.remove": Write(rights.REPORT, gettext_noop("Removed the outcome %(subject)s")),
}
ASSIGNMENT = {
    "assignment.create": Write(rights.PLAN, gettext_noop("Added the assignment %(subject)s")),
    "assignment.change": Write(rights.PLAN, gettext_noop("Changed the assignment %(subject)s")),
    "assignment.follow_up": Write(rights.REPORT, gettext_noop("Followed up the assignment %(subject)s")),
    "assignment.steps": Write(rights.REPORT, gettext_noop("Changed the steps of the assignment %(subject)s")),
    "assignment.archive": Write(rights.PUT_AWAY, gettext_noop("Archived the assignment %(subject)s")),
    "assignment.restore": Write(rights.PUT_AWAY, gettext_noop("Brought back the assignment %(subject)s")),
}
STEERING_MODEL = {
    "steering_model.begin": Write(
        rights.ADMINISTER,
        gettext_noop("Began other words of steering from a year on: %(subject)s"),
        steering_undo.take_back_begun,
    ),
    "steering_model.take_back": Write(
        rights.ADMINISTER,
        gettext_noop("Took back words of steering from a year on: %(subject)s"),
        steering_undo.begin_again,
    ),
    "steering_model.remove": Write(
        rights.ADMINISTER, gettext_noop("Removed the steering model %(subject)s"), steering_undo.not_brought_back
    ),
    "steering_model.save": Write(rights.ADMINISTER, gettext_noop("Changed the steering model %(subject)s")),
}
LEVEL = {
    "level.save": Write(rights.ADMINISTER, gettext_noop("Changed the level %(subject)s"), steering_undo.save_back),
    "level.move": Write(rights.ADMINISTER, gettext_noop("Moved the level %(subject)s"), steering_undo.move_back),
    "level.remove": Write(rights.ADMINISTER, gettext_noop("Removed the level %(subject)s"), steering_undo.bring_back),
}
SCALE_STEP = {
    "scale_step.save": Write(
        rights.ADMINISTER, gettext_noop("Changed the step %(subject)s of the scale"), steering_undo.save_back
    ),
    "scale_step.remove": Write(
        rights.ADMINISTER, gettext_noop("Removed the step %(subject)s of the scale"), steering_undo.bring_back
    ),
}
ASSIGNMENT_STATUS = {
    "assignment_status.save": Write(
        rights.ADMINISTER, gettext_noop("Changed the status %(subject)s"), steering_undo.save_back
    ),
    "assignment_status.move": Write(
        rights.ADMINISTER, gettext_noop("Moved the status %(subject)s"), steering_undo.move_back
    ),
    "assignment_status.remove": Write(
        rights.ADMINISTER, gettext_noop("Removed the status %(subject)s"), steering_undo.bring_back
    ),
}
ASSIGNMENT_ORIGIN = {
    "assignment_origin.save": Write(
        rights.ADMINISTER, gettext_noop("Changed the origin %(subject)s"), steering_undo.save_back
    ),
    "assignment_origin.move": Write(
        rights.ADMINISTER, gettext_noop("Moved the origin %(subject)s"), steering_undo.move_back
    ),
    "assignment_origin.remove": Write(
        rights.ADMINISTER, gettext_noop("Removed the origin %(subject)s"), steering_undo.bring_back
    ),
}
