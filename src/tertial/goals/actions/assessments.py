"""Writes about what people decide of goals and indicators."""

from django.db import transaction
from django.utils import timezone

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.editing import revision
from tertial.common.locks import lock
from tertial.domain.assessment import IndicatorState
from tertial.domain.message import Message, gettext_noop
from tertial.domain.period import Period
from tertial.domain.workflow.assessment import (
    ASSESSMENT,
    INDICATOR,
    Assessed,
    AssessmentAct,
    IndicatorAct,
    IndicatorJudged,
)
from tertial.goals.errors import AssessmentNotSaved
from tertial.goals.models import Goal, GoalAssessment, GoalIndicator, IndicatorAssessment, ScaleStep
from tertial.goals.queries.plan_reading import read_goal
from tertial.goals.queries.steering import check_word
from tertial.organisation import gate

_FIELDS = ("period", "step", "reason")
_DECIDED = ("step", "reason", "decided_by")
_INDICATOR_FIELDS = ("period", "state", "reason")


@transaction.atomic
def assess_goal(*, by: Person, goal: Goal, period: Period, step: ScaleStep, reason: str = "") -> GoalAssessment:
    """Stores what people have decided of a goal; a changed decision needs a new approval.

    Raises AssessmentNotSaved when the decision differs from the suggestion and no reason is given.
    """
    gate.enter(by=by, act=gate.REPORT, things=[goal], period=period)
    check_word(goal.plan, step)
    suggestion = read_goal(goal, period).suggestion
    if suggestion.step.key != step.key and not reason.strip():
        raise AssessmentNotSaved(
            Message(
                gettext_noop("The figures suggest “%(suggested)s” and you chose “%(chosen)s”; write the reason."),
                {"suggested": suggestion.step.name, "chosen": step.name},
            )
        )
    assessment = GoalAssessment.objects.filter(goal=goal, period=period.key).first()
    ASSESSMENT.after(state_of(assessment), AssessmentAct.DECIDE, thing=goal.name)
    before = audit.state(assessment, _FIELDS) if assessment else {}
    assessment = assessment or GoalAssessment(goal=goal, period=period.key)
    assessment.step, assessment.reason, assessment.decided_by = step, reason.strip(), by
    assessment.approved_by = assessment.approved_at = None
    assessment.save()
    audit.record(person=by, action="goal.assess", subject=goal, before=before, after=audit.state(assessment, _FIELDS))
    return assessment


@transaction.atomic
def withdraw_assessment(*, by: Person, assessment: GoalAssessment) -> None:
    """Takes a decision back, so that the goal stands unassessed.

    Raises Gone where it has been taken back already.
    """
    gate.enter(by=by, act=gate.REPORT, things=[assessment.goal], period=Period.parse(assessment.period))
    lock(assessment)
    ASSESSMENT.after(state_of(assessment), AssessmentAct.WITHDRAW, thing=assessment.goal.name)
    audit.record(
        person=by, action="goal.assess.withdraw", subject=assessment.goal, before=audit.state(assessment, _FIELDS)
    )
    assessment.delete()


@transaction.atomic
def approve_assessment(*, by: Person, assessment: GoalAssessment, seen: str) -> GoalAssessment:
    """Marks a decision as approved by name and time; what is approved already stays as it is.

    `seen` is the `decision_seen` that stood on the page; raises AssessmentNotSaved when another has been decided since.
    """
    gate.enter(by=by, act=gate.APPROVE, things=[assessment.goal], period=Period.parse(assessment.period))
    lock(assessment)
    if seen != decision_seen(assessment):
        raise AssessmentNotSaved(
            Message(
                gettext_noop("“%(goal)s” has since been assessed as “%(step)s”; look again before you approve."),
                {"goal": assessment.goal.name, "step": assessment.step.name},
            )
        )
    if ASSESSMENT.is_done(state_of(assessment), AssessmentAct.APPROVE, thing=assessment.goal.name):
        return assessment
    assessment.approved_by, assessment.approved_at = by, timezone.now()
    GoalAssessment.objects.filter(pk=assessment.pk).update(approved_by=by, approved_at=assessment.approved_at)
    audit.record(person=by, action="goal.assess.approve", subject=assessment.goal, after={"period": assessment.period})
    return assessment


@transaction.atomic
def withdraw_approval(*, by: Person, assessment: GoalAssessment) -> GoalAssessment:
    """Takes an approval back, once; the decision itself stays."""
    gate.enter(by=by, act=gate.APPROVE, things=[assessment.goal], period=Period.parse(assessment.period))
    lock(assessment)
    if ASSESSMENT.is_done(state_of(assessment), AssessmentAct.UNAPPROVE, thing=assessment.goal.name):
        return assessment
    assessment.approved_by = assessment.approved_at = None
    GoalAssessment.objects.filter(pk=assessment.pk).update(approved_by=None, approved_at=None)
    audit.record(
        person=by, action="goal.assess.unapprove", subject=assessment.goal, before={"period": assessment.period}
    )
    return assessment


@transaction.atomic
def assess_indicator(
    *, by: Person, link: GoalIndicator, period: Period, state: IndicatorState, reason: str
) -> IndicatorAssessment | None:
    """Stores that people judge an indicator differently from the rule; choosing what the rule says takes it back.

    Raises AssessmentNotSaved without a reason.
    """
    gate.enter(by=by, act=gate.REPORT, things=[link.goal], period=period)
    existing = IndicatorAssessment.objects.filter(goal_indicator=link, period=period.key).first()
    before = audit.state(existing, _INDICATOR_FIELDS) if existing else {}
    reading = next(item for item in read_goal(link.goal, period).indicators if item.goal_indicator_id == link.pk)
    act = IndicatorAct.FOLLOW if reading.computed.state == state else IndicatorAct.JUDGE
    judged = IndicatorJudged.FIGURES if existing is None else IndicatorJudged.PEOPLE
    if INDICATOR.after(judged, act, thing=link.indicator.name) == IndicatorJudged.FIGURES:
        if existing is not None:
            audit.record(person=by, action="indicator.assess.withdraw", subject=link, before=before)
            existing.delete()
        return None
    if not reason.strip():
        raise AssessmentNotSaved(
            Message(
                gettext_noop("Your judgement of “%(indicator)s” differs from the figures; write the reason."),
                {"indicator": link.indicator.name},
            )
        )
    assessment = existing or IndicatorAssessment(goal_indicator=link, period=period.key)
    assessment.state, assessment.reason, assessment.decided_by = state, reason.strip(), by
    assessment.save()
    audit.record(
        person=by,
        action="indicator.assess",
        subject=link,
        before=before,
        after=audit.state(assessment, _INDICATOR_FIELDS),
    )
    return assessment


def state_of(assessment: GoalAssessment | None) -> Assessed:
    """Where the assessment of a goal stands (docs/workflows.md)."""
    if assessment is None:
        return Assessed.NONE
    return Assessed.DECIDED if assessment.approved_at is None else Assessed.APPROVED


def decision_seen(assessment: GoalAssessment) -> str:
    """What names a decision as it stands on a page: another step, reason or person gives another name."""
    return revision(assessment, _DECIDED)
