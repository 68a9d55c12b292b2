"""The texts that goals have, and the figures that can stand in texts about goals and plans."""

from django.urls import reverse

from tertial.domain.period import Period
from tertial.domain.ref import NO_REF, Ref
from tertial.goals.models import Goal
from tertial.goals.queries.live_figures import LiveFigures
from tertial.goals.queries.plan_reading import read_plan
from tertial.goals.text_slots import ANALYSIS, MOTIVATION, WORK, analysis_slot
from tertial.goals.words import words_of
from tertial.organisation import gate
from tertial.texts.subjects import SubjectPlace


def goal_subject(ref: Ref, period: Period) -> SubjectPlace | None:
    """A goal of the period's year: its motivation, the work carried out, and an analysis of each indicator."""
    goal = Goal.objects.select_related("plan__unit", "plan__steering_model", "continues").filter(ref=ref).first()
    if goal is None or goal.plan.year != period.year:
        return None
    words = words_of(goal.plan.steering_model)
    slots = {MOTIVATION: words[MOTIVATION], WORK: words[WORK]}
    for link in goal.goal_indicators.select_related("indicator"):
        slots[analysis_slot(link.indicator.ref)] = f"{words[ANALYSIS]}: {link.indicator.name}"
    return SubjectPlace(
        unit=goal.plan.unit,
        label=goal.name,
        url=f"{reverse('goals:goal', args=[goal.ref])}?period={period.key}",
        slots=slots,
        earlier=goal.continues.ref if goal.continues is not None else NO_REF,
        about=gate.guarded(goal),
    )


def goal_figures(ref: Ref, period: Period) -> LiveFigures | None:
    """The figures of the plan that a goal belongs to."""
    goal = Goal.objects.select_related("plan__unit", "plan__steering_model").filter(ref=ref).first()
    return LiveFigures(read_plan(goal.plan, period)) if goal else None
