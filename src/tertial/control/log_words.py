"""What the writes of the room are called in the audit trail."""

from collections.abc import Mapping

from tertial.domain.message import gettext_noop

WORDS: Mapping[str, str] = {
    "control_model.save": gettext_noop("Changed the scales and words of internal control for %(subject)s"),
    "control_plan.create": gettext_noop("Created the control plan %(subject)s"),
    "control_plan.copy": gettext_noop("Copied a control plan forward to %(subject)s"),
    "control_plan.archive": gettext_noop("Archived the control plan %(subject)s"),
    "control_plan.restore": gettext_noop("Brought back the control plan %(subject)s"),
    "risk.create": gettext_noop("Added the risk %(subject)s"),
    "risk.change": gettext_noop("Changed the risk %(subject)s"),
    "risk.archive": gettext_noop("Archived the risk %(subject)s"),
    "risk.restore": gettext_noop("Brought back the risk %(subject)s"),
    "measure.create": gettext_noop("Added the measure %(subject)s"),
    "measure.change": gettext_noop("Changed the measure %(subject)s"),
    "measure.archive": gettext_noop("Archived the measure %(subject)s"),
    "measure.restore": gettext_noop("Brought back the measure %(subject)s"),
    "control.create": gettext_noop("Added the control %(subject)s"),
    "control.change": gettext_noop("Changed the control %(subject)s"),
    "control.archive": gettext_noop("Archived the control %(subject)s"),
    "control.restore": gettext_noop("Brought back the control %(subject)s"),
    "control.result.record": gettext_noop("Entered the result of %(subject)s"),
    "control.result.change": gettext_noop("Changed the result of %(subject)s"),
    "control.result.remove": gettext_noop("Took back the result of %(subject)s"),
    "recommendation.create": gettext_noop("Added the recommendation %(subject)s"),
    "recommendation.change": gettext_noop("Changed the recommendation %(subject)s"),
    "recommendation.archive": gettext_noop("Archived the recommendation %(subject)s"),
    "recommendation.restore": gettext_noop("Brought back the recommendation %(subject)s"),
    "control_follow_up.record": gettext_noop("Followed up %(subject)s"),
    "control_follow_up.change": gettext_noop("Changed the follow-up of %(subject)s"),
    "control_follow_up.remove": gettext_noop("Took back the follow-up of %(subject)s"),
    "recheck.record": gettext_noop("Re-checked %(subject)s"),
    "recheck.remove": gettext_noop("Took back the re-check of %(subject)s"),
    "common_control.create": gettext_noop("Set the common control %(subject)s"),
    "common_control.change": gettext_noop("Changed the common control %(subject)s"),
    "common_control.rows": gettext_noop("Changed who answers the common control %(subject)s"),
    "common_control.archive": gettext_noop("Archived the common control %(subject)s"),
    "common_control.restore": gettext_noop("Brought back the common control %(subject)s"),
    "common_question.create": gettext_noop("Asked %(subject)s in a common control"),
    "common_question.change": gettext_noop("Changed the question %(subject)s of a common control"),
    "common_question.remove": gettext_noop("Removed the question %(subject)s of a common control"),
    "common_answer.record": gettext_noop("Answered a common control: %(subject)s"),
    "common_answer.change": gettext_noop("Changed an answer to a common control: %(subject)s"),
    "common_answer.remove": gettext_noop("Took back an answer to a common control: %(subject)s"),
}
KINDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "risks": (gettext_noop("Risks and measures"), ("risk", "measure", "control_follow_up")),
    "controls": (gettext_noop("Controls and their results"), ("control", "control_plan", "control_model")),
    "recommendations": (gettext_noop("Audit recommendations"), ("recommendation", "recheck")),
    "common_controls": (gettext_noop("Common controls"), ("common_control", "common_question", "common_answer")),
}
FIELD_WORDS: Mapping[str, str] = {
    "rows": gettext_noop("who answers"),
    "risks": gettext_noop("risks"),
    "measures": gettext_noop("measures"),
    "controls": gettext_noop("controls"),
    "recommendations": gettext_noop("recommendations"),
    "common_controls": gettext_noop("common controls"),
}
