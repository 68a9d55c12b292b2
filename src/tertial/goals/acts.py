"""What can be done with plans, goals, indicators, assignments and the steering model."""

from tertial.domain.message import gettext_noop
from tertial.goals.actions import steering_undo, undo
from tertial.things.kinds import Act
from tertial.things.rights import Right

PLAN = {
    "plan.create": Act(Right.PLAN, gettext_noop("Created the plan %(subject)s"), undo.archive_begun),
    "plan.copy": Act(Right.PLAN, gettext_noop("Copied a plan forward to %(subject)s"), undo.archive_begun),
    "plan.archive": Act(Right.PLAN, gettext_noop("Archived the plan %(subject)s"), undo.restore_archived),
    "plan.restore": Act(Right.PLAN, gettext_noop("Brought back the plan %(subject)s"), undo.archive_begun),
}
GOAL = {
    "goal.create": Act(Right.PLAN, gettext_noop("Added the goal %(subject)s")),
    "goal.change": Act(Right.PLAN, gettext_noop("Changed the goal %(subject)s")),
    "goal.move": Act(Right.PLAN, gettext_noop("Moved the goal %(subject)s")),
    "goal.shift": Act(
        Right.PLAN, gettext_noop("Changed the place of the goal %(subject)s in its list"), undo.shift_back
    ),
    "goal.archive": Act(Right.PLAN, gettext_noop("Archived the goal %(subject)s")),
    "goal.restore": Act(Right.PLAN, gettext_noop("Brought back the goal %(subject)s")),
    "goal.indicator.add": Act(
        Right.PLAN, gettext_noop("Let an indicator follow the goal %(subject)s"), undo.stop_following
    ),
    "goal.indicator.remove": Act(
        Right.PLAN, gettext_noop("Took an indicator from the goal %(subject)s"), undo.follow_again
    ),
    "goal.assess": Act(Right.REPORT, gettext_noop("Assessed the goal %(subject)s"), owner=True),
    "goal.assess.withdraw": Act(
        Right.REPORT, gettext_noop("Withdrew the assessment of the goal %(subject)s"), undo.assess_again, owner=True
    ),
    "goal.assess.approve": Act(Right.APPROVE, gettext_noop("Approved the assessment of the goal %(subject)s")),
    "goal.assess.unapprove": Act(Right.APPROVE, gettext_noop("Took back the approval of the goal %(subject)s")),
}
FOLLOWED = {
    "indicator.assess": Act(Right.REPORT, gettext_noop("Judged an indicator otherwise: %(subject)s"), owner=True),
    "indicator.assess.withdraw": Act(
        Right.REPORT, gettext_noop("Withdrew the judgement of an indicator: %(subject)s"), owner=True
    ),
}
INDICATOR = {
    "indicator.create": Act(Right.PLAN, gettext_noop("Added the indicator %(subject)s")),
    "indicator.change": Act(Right.PLAN, gettext_noop("Changed the indicator %(subject)s")),
    "indicator.archive": Act(Right.PLAN, gettext_noop("Archived the indicator %(subject)s")),
    "indicator.restore": Act(Right.PLAN, gettext_noop("Brought back the indicator %(subject)s")),
    "target.set": Act(Right.PLAN, gettext_noop("Set a target for %(subject)s"), undo.put_target_back),
    "target.remove": Act(Right.PLAN, gettext_noop("Removed a target of %(subject)s"), undo.put_target_back),
}
OUTCOME = {
    "outcome.record": Act(Right.REPORT, gettext_noop("Entered the outcome %(subject)s"), owner=True),
    "outcome.change": Act(Right.REPORT, gettext_noop("Changed the outcome %(subject)s"), owner=True),
    "outcome.remove": Act(Right.REPORT, gettext_noop("Removed the outcome %(subject)s"), owner=True),
}
ASSIGNMENT = {
    "assignment.create": Act(Right.PLAN, gettext_noop("Added the assignment %(subject)s")),
    "assignment.change": Act(Right.PLAN, gettext_noop("Changed the assignment %(subject)s")),
    "assignment.follow_up": Act(Right.REPORT, gettext_noop("Followed up the assignment %(subject)s"), owner=True),
    "assignment.steps": Act(Right.PLAN, gettext_noop("Changed the steps of the assignment %(subject)s")),
    "assignment.archive": Act(Right.PLAN, gettext_noop("Archived the assignment %(subject)s")),
    "assignment.restore": Act(Right.PLAN, gettext_noop("Brought back the assignment %(subject)s")),
}
STEERING_MODEL = {
    "steering_model.begin": Act(
        Right.ADMINISTER,
        gettext_noop("Began other words of steering from a year on: %(subject)s"),
        steering_undo.take_back_begun,
    ),
    "steering_model.take_back": Act(
        Right.ADMINISTER,
        gettext_noop("Took back words of steering from a year on: %(subject)s"),
        steering_undo.begin_again,
    ),
    "steering_model.save": Act(Right.ADMINISTER, gettext_noop("Changed the steering model %(subject)s")),
}
LEVEL = {
    "level.save": Act(Right.ADMINISTER, gettext_noop("Changed the level %(subject)s"), steering_undo.save_back),
    "level.move": Act(Right.ADMINISTER, gettext_noop("Moved the level %(subject)s"), steering_undo.move_back),
    "level.remove": Act(Right.ADMINISTER, gettext_noop("Removed the level %(subject)s"), steering_undo.bring_back),
}
SCALE_STEP = {
    "scale_step.save": Act(
        Right.ADMINISTER, gettext_noop("Changed the step %(subject)s of the scale"), steering_undo.save_back
    ),
    "scale_step.remove": Act(
        Right.ADMINISTER, gettext_noop("Removed the step %(subject)s of the scale"), steering_undo.bring_back
    ),
}
ASSIGNMENT_STATUS = {
    "assignment_status.save": Act(
        Right.ADMINISTER, gettext_noop("Changed the status %(subject)s"), steering_undo.save_back
    ),
    "assignment_status.move": Act(
        Right.ADMINISTER, gettext_noop("Moved the status %(subject)s"), steering_undo.move_back
    ),
    "assignment_status.remove": Act(
        Right.ADMINISTER, gettext_noop("Removed the status %(subject)s"), steering_undo.bring_back
    ),
}
ASSIGNMENT_ORIGIN = {
    "assignment_origin.save": Act(
        Right.ADMINISTER, gettext_noop("Changed the origin %(subject)s"), steering_undo.save_back
    ),
    "assignment_origin.move": Act(
        Right.ADMINISTER, gettext_noop("Moved the origin %(subject)s"), steering_undo.move_back
    ),
    "assignment_origin.remove": Act(
        Right.ADMINISTER, gettext_noop("Removed the origin %(subject)s"), steering_undo.bring_back
    ),
}
