"""What can be done in internal control."""

from tertial.control.actions import undo
from tertial.domain.message import gettext_noop
from tertial.things import rights
from tertial.things.kinds import Write

MODEL = {
    "control_model.save": Write(
        rights.ADMINISTER, gettext_noop("Changed the scales and words of internal control for %(subject)s")
    ),
}
PLAN = {
    "control_plan.create": Write(rights.PLAN, gettext_noop("Created the control plan %(subject)s"), undo.archive_begun),
    "control_plan.copy": Write(
        rights.PLAN, gettext_noop("Copied a control plan forward to %(subject)s"), undo.archive_begun
    ),
    "control_plan.archive": Write(
        rights.PUT_AWAY, gettext_noop("Archived the control plan %(subject)s"), undo.restore_archived
    ),
    "control_plan.restore": Write(
        rights.PUT_AWAY, gettext_noop("Brought back the control plan %(subject)s"), undo.archive_begun
    ),
    "control_plan.import": Write(
        rights.PLAN, gettext_noop("Imported risks into the control plan %(subject)s"), undo.take_back
    ),
    "control_plan.take_back": Write(
        rights.PUT_AWAY, gettext_noop("Took back an import into the control plan %(subject)s")
    ),
    "control_plan.approve": Write(
        rights.APPROVE, gettext_noop("Approved the judgement of internal control %(subject)s"), undo.reopen
    ),
    "control_plan.reopen": Write(
        rights.APPROVE, gettext_noop("Took back the approval of the judgement %(subject)s"), undo.approve_again
    ),
}
RISK = {
    "risk.create": Write(rights.PLAN, gettext_noop("Added the risk %(subject)s")),
    "risk.change": Write(rights.PLAN, gettext_noop("Changed the risk %(subject)s")),
    "risk.archive": Write(rights.PUT_AWAY, gettext_noop("Archived the risk %(subject)s")),
    "risk.restore": Write(rights.PUT_AWAY, gettext_noop("Brought back the risk %(subject)s")),
}
MEASURE = {
    "measure.create": Write(rights.PLAN, gettext_noop("Added the measure %(subject)s")),
    "measure.change": Write(rights.PLAN, gettext_noop("Changed the measure %(subject)s")),
    "measure.archive": Write(rights.PUT_AWAY, gettext_noop("Archived the measure %(subject)s")),
    "measure.restore": Write(rights.PUT_AWAY, gettext_noop("Brought back the measure %(subject)s")),
}
CONTROL = {
    "control.create": Write(rights.PLAN, gettext_noop("Added the control %(subject)s")),
    "control.change": Write(rights.PLAN, gettext_noop("Changed the control %(subject)s")),
    "control.archive": Write(rights.PUT_AWAY, gettext_noop("Archived the control %(subject)s")),
    "control.restore": Write(rights.PUT_AWAY, gettext_noop("Brought back the control %(subject)s")),
}
RESULT = {
    "control.result.record": Write(rights.REPORT, gettext_noop("Entered the result of %(subject)s")),
    "control.result.change": Write(rights.REPORT, gettext_noop("Changed the result of %(subject)s")),
    "control.result.remove": Write(rights.REPORT, gettext_noop("Took back the result of %(subject)s")),
}
RECOMMENDATION = {
    "recommendation.create": Write(rights.PLAN, gettext_noop("Added the recommendation %(subject)s")),
    "recommendation.change": Write(rights.PLAN, gettext_noop("Changed the recommendation %(subject)s")),
    "recommendation.archive": Write(rights.PUT_AWAY, gettext_noop("Archived the recommendation %(subject)s")),
    "recommendation.restore": Write(rights.PUT_AWAY, gettext_noop("Brought back the recommendation %(subject)s")),
}
FOLLOW_UP = {
    "control_follow_up.record": Write(rights.REPORT, gettext_noop("Followed up %(subject)s")),
    "control_follow_up.change": Write(rights.REPORT, gettext_noop("Changed the follow-up of %(subject)s")),
    "control_follow_up.remove": Write(rights.REPORT, gettext_noop("Took back the follow-up of %(subject)s")),
}
RECHECK = {
    "recheck.record": Write(rights.REPORT, gettext_noop("Re-checked %(subject)s")),
    "recheck.remove": Write(rights.REPORT, gettext_noop("Took back the re-check of %(subject)s")),
}
COMMON = {
    "common_control.create": Write(rights.PLAN, gettext_noop("Set the common control %(subject)s"), undo.put_away),
    "common_control.change": Write(rights.PLAN, gettext_noop("Changed the common control %(subject)s")),
    "common_control.rows": Write(rights.PLAN, gettext_noop("Changed who answers the common control %(subject)s")),
    "common_control.archive": Write(
        rights.PUT_AWAY, gettext_noop("Archived the common control %(subject)s"), undo.brought_back
    ),
    "common_control.restore": Write(
        rights.PUT_AWAY, gettext_noop("Brought back the common control %(subject)s"), undo.put_away
    ),
}
QUESTION = {
    "common_question.create": Write(rights.PLAN, gettext_noop("Asked %(subject)s in a common control"), undo.unask),
    "common_question.change": Write(rights.PLAN, gettext_noop("Changed the question %(subject)s of a common control")),
    "common_question.remove": Write(rights.PLAN, gettext_noop("Removed the question %(subject)s of a common control")),
}
ANSWER = {
    "common_answer.record": Write(rights.REPORT, gettext_noop("Answered a common control: %(subject)s")),
    "common_answer.change": Write(rights.REPORT, gettext_noop("Changed an answer to a common control: %(subject)s")),
    "common_answer.remove": Write(rights.REPORT, gettext_noop("Took back an answer to a common control: %(subject)s")),
}
