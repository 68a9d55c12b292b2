"""What entries about plans, goals, indicators, assignments and the steering model hold, in words."""

from tertial.domain.assessment import IndicatorState
from tertial.domain.document import Shape, Tone
from tertial.domain.message import gettext_noop
from tertial.goals.marks import indicator_word
from tertial.goals.models import TargetKind
from tertial.goals.settings.mark_words import SHAPE_WORDS, TONE_WORDS
from tertial.things.log_words import STATUSES, Logged, LogGroup

_FIELDS = {
    "assignments": gettext_noop("assignments"),
    "continues": gettext_noop("continues from"),
    "contributes_to": gettext_noop("contributes to"),
    "expression": gettext_noop("target"),
    "goal": gettext_noop("goal"),
    "goals": gettext_noop("goals"),
    "indicator": gettext_noop("indicator"),
    "level": gettext_noop("level"),
    "origin": gettext_noop("origin"),
    "responsible_unit": gettext_noop("responsible unit"),
    "split": gettext_noop("for women and men apart"),
    "step": gettext_noop("assessment"),
    "steps": gettext_noop("steps"),
    "weighs_indicators": gettext_noop("indicators weigh differently"),
    "weight": gettext_noop("weight"),
    "words": gettext_noop("words"),
}
_INDICATORS = LogGroup(50, "indicators", gettext_noop("Indicators and targets"))
_STEERING = LogGroup(90, "steering", gettext_noop("The steering model"))
_MARK = {
    "shape": lambda shape: str(SHAPE_WORDS[Shape(shape)]),
    "tone": lambda tone: str(TONE_WORDS[Tone(tone)]),
}

PLAN = Logged(group=LogGroup(30, "plans", gettext_noop("Plans")), fields=_FIELDS)
GOAL = Logged(
    group=LogGroup(40, "goals", gettext_noop("Goals and assessments")),
    fields=_FIELDS,
    points={"step": "scalestep", "indicator": "indicator"},
)
FOLLOWED = Logged(
    group=_INDICATORS, fields=_FIELDS, shaped={"state": lambda state: indicator_word(IndicatorState(state))}
)
INDICATOR = Logged(group=_INDICATORS, fields=_FIELDS, shaped={"kind": lambda kind: str(TargetKind(kind).label)})
OUTCOME = Logged(group=LogGroup(60, "outcomes", gettext_noop("Outcomes")), fields=_FIELDS)
ASSIGNMENT = Logged(
    group=LogGroup(70, "assignments", gettext_noop("Assignments")),
    fields=_FIELDS,
    keys=STATUSES,
    points={"status": "assignmentstatus"},
)
STEERING = Logged(group=_STEERING, fields=_FIELDS, keys=STATUSES)
MARKED = Logged(group=_STEERING, fields=_FIELDS, keys=STATUSES, shaped=_MARK)
