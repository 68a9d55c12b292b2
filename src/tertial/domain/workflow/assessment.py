"""What people decide of a goal and of an indicator in a period."""

from enum import StrEnum

from tertial.domain.message import gettext_noop
from tertial.domain.workflow.table import Transition, Workflow


class Assessed(StrEnum):
    """Where the assessment of a goal stands."""

    NONE = "none"
    DECIDED = "decided"
    APPROVED = "approved"


class AssessmentAct(StrEnum):
    """What can be done with the assessment of a goal."""

    DECIDE = "decide"
    WITHDRAW = "withdraw"
    APPROVE = "approve"
    UNAPPROVE = "unapprove"


_REPORTS, _APPROVES = "may report the goal", "may approve for the unit"
_DECIDES = f"{_REPORTS}; another step than the suggested one needs a reason"

ASSESSMENT = Workflow(
    name="assessment",
    title="Assessment of a goal in a period",
    start=Assessed.NONE,
    states={
        Assessed.NONE: gettext_noop("Not assessed"),
        Assessed.DECIDED: gettext_noop("Assessed"),
        Assessed.APPROVED: gettext_noop("Approved"),
    },
    acts={
        AssessmentAct.DECIDE: gettext_noop("decide the assessment"),
        AssessmentAct.WITHDRAW: gettext_noop("withdraw the assessment"),
        AssessmentAct.APPROVE: gettext_noop("approve the assessment"),
        AssessmentAct.UNAPPROVE: gettext_noop("take the approval back"),
    },
    transitions=(
        Transition(Assessed.NONE, AssessmentAct.DECIDE, Assessed.DECIDED, _DECIDES),
        Transition(Assessed.DECIDED, AssessmentAct.DECIDE, Assessed.DECIDED, _DECIDES),
        Transition(
            Assessed.APPROVED, AssessmentAct.DECIDE, Assessed.DECIDED, f"{_DECIDES}; what is changed is approved again"
        ),
        Transition(Assessed.DECIDED, AssessmentAct.WITHDRAW, Assessed.NONE, _REPORTS),
        Transition(Assessed.APPROVED, AssessmentAct.WITHDRAW, Assessed.NONE, _REPORTS),
        Transition(
            Assessed.DECIDED, AssessmentAct.APPROVE, Assessed.APPROVED, f"{_APPROVES}, and has seen what is decided"
        ),
        Transition(Assessed.APPROVED, AssessmentAct.APPROVE, Assessed.APPROVED, _APPROVES, already=True),
        Transition(Assessed.APPROVED, AssessmentAct.UNAPPROVE, Assessed.DECIDED, _APPROVES),
        Transition(Assessed.DECIDED, AssessmentAct.UNAPPROVE, Assessed.DECIDED, _APPROVES, already=True),
    ),
)


class IndicatorJudged(StrEnum):
    """Who says how an indicator of a goal stands."""

    FIGURES = "figures"
    PEOPLE = "people"


class IndicatorAct(StrEnum):
    """What can be said about the state of an indicator."""

    JUDGE = "judge"
    FOLLOW = "follow"


INDICATOR = Workflow(
    name="indicator",
    title="Assessment of an indicator in a period",
    start=IndicatorJudged.FIGURES,
    states={
        IndicatorJudged.FIGURES: gettext_noop("As the figures say"),
        IndicatorJudged.PEOPLE: gettext_noop("Judged by people"),
    },
    acts={
        IndicatorAct.JUDGE: gettext_noop("judge the indicator differently from the figures"),
        IndicatorAct.FOLLOW: gettext_noop("follow what the figures say"),
    },
    transitions=(
        Transition(IndicatorJudged.FIGURES, IndicatorAct.JUDGE, IndicatorJudged.PEOPLE, f"{_REPORTS}, with a reason"),
        Transition(IndicatorJudged.PEOPLE, IndicatorAct.JUDGE, IndicatorJudged.PEOPLE, f"{_REPORTS}, with a reason"),
        Transition(IndicatorJudged.PEOPLE, IndicatorAct.FOLLOW, IndicatorJudged.FIGURES, _REPORTS),
        Transition(IndicatorJudged.FIGURES, IndicatorAct.FOLLOW, IndicatorJudged.FIGURES, _REPORTS, already=True),
    ),
)
