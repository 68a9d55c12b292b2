"""What can be done in internal control."""

from tertial.control.actions import undo
from tertial.domain.message import gettext_noop
from tertial.things.kinds import Act
from tertial.things.rights import Right

MODEL = {
    "control_model.save": Act(
        Right.ADMINISTER, gettext_noop("Changed the scales and words of internal control for %(subject)s")
    ),
}
PLAN = {
    "control_plan.create": Act(Right.PLAN, gettext_noop("Created the control plan %(subject)s"), undo.archive_begun),
    "control_plan.copy": Act(
        Right.PLAN, gettext_noop("Copied a control plan forward to %(subject)s"), undo.archive_begun
    ),
    "control_plan.archive": Act(
        Right.PLAN, gettext_noop("Archived the control plan %(subject)s"), undo.restore_archived
    ),
    "control_plan.restore": Act(
        Right.PLAN, gettext_noop("Brought back the control plan %(subject)s"), undo.archive_begun
    ),
    "control_plan.import": Act(
        Right.PLAN, gettext_noop("Imported risks into the control plan %(subject)s"), undo.take_back
    ),
    "control_plan.take_back": Act(Right.PLAN, gettext_noop("Took back an import into the control plan %(subject)s")),
    "control_plan.approve": Act(
        Right.APPROVE, gettext_noop("Approved the judgement of internal control %(subject)s"), undo.reopen
    ),
    "control_plan.reopen": Act(
        Right.APPROVE, gettext_noop("Took back the approval of the judgement %(subject)s"), undo.approve_again
    ),
}
RISK = {
    "risk.create": Act(Right.PLAN, gettext_noop("Added the risk %(subject)s")),
    "risk.change": Act(Right.PLAN, gettext_noop("Changed the risk %(subject)s")),
    "risk.archive": Act(Right.PLAN, gettext_noop("Archived the risk %(subject)s")),
    "risk.restore": Act(Right.PLAN, gettext_noop("Brought back the risk %(subject)s")),
}
MEASURE = {
    "measure.create": Act(Right.PLAN, gettext_noop("Added the measure %(subject)s")),
    "measure.change": Act(Right.PLAN, gettext_noop("Changed the measure %(subject)s")),
    "measure.archive": Act(Right.PLAN, gettext_noop("Archived the measure %(subject)s")),
    "measure.restore": Act(Right.PLAN, gettext_noop("Brought back the measure %(subject)s")),
}
CONTROL = {
    "control.create": Act(Right.PLAN, gettext_noop("Added the control %(subject)s")),
    "control.change": Act(Right.PLAN, gettext_noop("Changed the control %(subject)s")),
    "control.archive": Act(Right.PLAN, gettext_noop("Archived the control %(subject)s")),
    "control.restore": Act(Right.PLAN, gettext_noop("Brought back the control %(subject)s")),
}
RESULT = {
    "control.result.record": Act(Right.REPORT, gettext_noop("Entered the result of %(subject)s"), owner=True),
    "control.result.change": Act(Right.REPORT, gettext_noop("Changed the result of %(subject)s"), owner=True),
    "control.result.remove": Act(Right.REPORT, gettext_noop("Took back the result of %(subject)s"), owner=True),
}
RECOMMENDATION = {
    "recommendation.create": Act(Right.PLAN, gettext_noop("Added the recommendation %(subject)s")),
    "recommendation.change": Act(Right.PLAN, gettext_noop("Changed the recommendation %(subject)s")),
    "recommendation.archive": Act(Right.PLAN, gettext_noop("Archived the recommendation %(subject)s")),
    "recommendation.restore": Act(Right.PLAN, gettext_noop("Brought back the recommendation %(subject)s")),
}
FOLLOW_UP = {
    "control_follow_up.record": Act(Right.REPORT, gettext_noop("Followed up %(subject)s"), owner=True),
    "control_follow_up.change": Act(Right.REPORT, gettext_noop("Changed the follow-up of %(subject)s"), owner=True),
    "control_follow_up.remove": Act(Right.REPORT, gettext_noop("Took back the follow-up of %(subject)s"), owner=True),
}
RECHECK = {
    "recheck.record": Act(Right.REPORT, gettext_noop("Re-checked %(subject)s"), owner=True),
    "recheck.remove": Act(Right.REPORT, gettext_noop("Took back the re-check of %(subject)s"), owner=True),
}
COMMON = {
    "common_control.create": Act(Right.PLAN, gettext_noop("Set the common control %(subject)s"), undo.put_away),
    "common_control.change": Act(Right.PLAN, gettext_noop("Changed the common control %(subject)s")),
    "common_control.rows": Act(Right.PLAN, gettext_noop("Changed who answers the common control %(subject)s")),
    "common_control.archive": Act(
        Right.PLAN, gettext_noop("Archived the common control %(subject)s"), undo.brought_back
    ),
    "common_control.restore": Act(
        Right.PLAN, gettext_noop("Brought back the common control %(subject)s"), undo.put_away
    ),
}
QUESTION = {
    "common_question.create": Act(Right.PLAN, gettext_noop("Asked %(subject)s in a common control"), undo.unask),
    "common_question.change": Act(Right.PLAN, gettext_noop("Changed the question %(subject)s of a common control")),
    "common_question.remove": Act(Right.PLAN, gettext_noop("Removed the question %(subject)s of a common control")),
}
ANSWER = {
    "common_answer.record": Act(Right.REPORT, gettext_noop("Answered a common control: %(subject)s")),
    "common_answer.change": Act(Right.REPORT, gettext_noop("Changed an answer to a common control: %(subject)s")),
    "common_answer.remove": Act(Right.REPORT, gettext_noop("Took back an answer to a common control: %(subject)s")),
}
