"""What entries about internal control hold, in words."""

from tertial.domain.message import gettext_noop
from tertial.things.log_words import STATUSES, Logged, LogGroup

_FIELDS = {
    "files": gettext_noop("files"),
    "begins_plan": gettext_noop("begins the plan"),
    "entry": gettext_noop("import"),
    "revision": gettext_noop("version of the text"),
    "approved_by": gettext_noop("approved by"),
    "approved_at": gettext_noop("approved"),
    "row": gettext_noop("who answers"),
    "question": gettext_noop("question"),
    "measure": gettext_noop("measure"),
    "control": gettext_noop("control"),
    "common": gettext_noop("common control"),
    "recommendation": gettext_noop("recommendation"),
    "risk": gettext_noop("risk"),
    "control_model": gettext_noop("scales and words"),
    "set_by": gettext_noop("set by"),
    "continues": gettext_noop("continues from"),
    "risks": gettext_noop("risks"),
    "measures": gettext_noop("measures"),
    "controls": gettext_noop("controls"),
    "recommendations": gettext_noop("recommendations"),
    "common_controls": gettext_noop("common controls"),
}
_RISKS = LogGroup(150, "risks", gettext_noop("Risks and measures"))
_CONTROLS = LogGroup(160, "controls", gettext_noop("Controls and their results"))
_RECOMMENDATIONS = LogGroup(170, "recommendations", gettext_noop("Audit recommendations"))
_COMMON = LogGroup(180, "common_controls", gettext_noop("Common controls"))

RISK = Logged(group=_RISKS, fields=_FIELDS, keys=STATUSES)
CONTROL = Logged(group=_CONTROLS, fields=_FIELDS)
PLAN = Logged(group=_CONTROLS, fields=_FIELDS, points={"risks": "risk", "common_controls": "commoncontrol"})
RECOMMENDATION = Logged(group=_RECOMMENDATIONS, fields=_FIELDS, keys=STATUSES)
COMMON = Logged(group=_COMMON, fields={**_FIELDS, "rows": gettext_noop("who answers")})
ASKED = Logged(group=_COMMON, fields=_FIELDS)
