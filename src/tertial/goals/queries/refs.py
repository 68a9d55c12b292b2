"""What refs to goals, indicators, outcomes, assignments, units and texts stand for."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from django.db.models import Q
from django.urls import reverse

from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.goals import models
from tertial.goals.addresses import assignment_url, goal_url, indicator_url
from tertial.goals.policies import units_of_indicator
from tertial.goals.text_slots import divided_text_ref
from tertial.organisation.models import Unit
from tertial.organisation.tracing import Traced, register, unknown
from tertial.texts.models import TextSection
from tertial.texts.subjects import subject_place


def _goal(number: int, _period: str, anchor: str = "", period: str = "") -> Traced:
    goal = models.Goal.objects.select_related("plan__unit").get(pk=number)
    links = [Ref("goalindicator", pk) for pk in goal.goal_indicators.values_list("pk", flat=True)]
    texts = TextSection.objects.filter(subject=Ref("goal", number)).values_list("pk", flat=True)
    refs = [Ref("goal", number), *links, *(Ref("textsection", pk) for pk in texts)]
    url = goal_url(goal.pk, Period.parse(period or str(goal.plan.year)), anchor)
    return Traced(goal.name, [goal.plan.unit], url, Q(ref__in=refs))


def _goal_assessment(number: int, _period: str) -> Traced:
    assessment = models.GoalAssessment.objects.get(pk=number)
    return _goal(assessment.goal_id, "", "assessment", assessment.period)


def _indicator_assessment(number: int, _period: str) -> Traced:
    found = models.IndicatorAssessment.objects.select_related("goal_indicator").get(pk=number)
    return _goal(found.goal_indicator.goal_id, "", f"indicator-{found.goal_indicator.indicator_id}", found.period)


def _link(number: int, _period: str) -> Traced:
    link = models.GoalIndicator.objects.get(pk=number)
    return _goal(link.goal_id, "", f"indicator-{link.indicator_id}")


def _indicator(number: int, period: str, anchor: str = "") -> Traced:
    indicator = models.Indicator.objects.select_related("unit").get(pk=number)
    outcomes = list(indicator.outcomes.values_list("pk", "period", "sex"))
    refs = [Ref("indicator", number), *(Ref("outcome", pk) for pk, _when, _sex in outcomes)]
    removed = Q(action="outcome.remove", before__indicator=number)
    if period:
        anchor = next((f"outcome-{pk}" for pk, when, sex in outcomes if (when, sex) == (period, models.Sex.TOTAL)), "")
    plans = models.Plan.objects.filter(goals__goal_indicators__indicator=number, archived_at=None).order_by("-year")
    year = str(plans.values_list("year", flat=True).first() or "")
    url = indicator_url(number, Period.parse(year), anchor) if year else reverse("goals:indicator", args=[number])
    return Traced(indicator.name, units_of_indicator(indicator), url, Q(ref__in=refs) | removed)


def _outcome(number: int, _period: str) -> Traced:
    outcome = models.Outcome.objects.get(pk=number)
    return _indicator(outcome.indicator_id, "", f"outcome-{number}")


def _target(number: int, _period: str) -> Traced:
    return _indicator(models.Target.objects.get(pk=number).indicator_id, "", f"target-{number}")


def _assignment(number: int, _period: str, anchor: str = "", period: str = "") -> Traced:
    assignment = models.Assignment.objects.select_related("plan__unit", "responsible_unit").get(pk=number)
    url = assignment_url(number, Period.parse(period or str(assignment.plan.year)), anchor)
    return Traced(assignment.title, [assignment.plan.unit], url, Q(ref=Ref("assignment", number)))


def _follow_up(number: int, _period: str) -> Traced:
    follow_up = models.AssignmentFollowUp.objects.get(pk=number)
    return _assignment(follow_up.assignment_id, "", f"follow-up-{number}", follow_up.period)


def _plan(number: int, _period: str) -> Traced:
    plan = models.Plan.objects.select_related("unit").get(pk=number)
    url = reverse("goals:goals", args=[plan.unit.code, plan.year])
    return Traced(f"{plan.unit.name} {plan.year}", [plan.unit], url, Q(ref=Ref("plan", number)))


def _unit(number: int, _period: str) -> Traced:
    unit = Unit.objects.get(pk=number)
    return Traced(unit.name, [unit], reverse("organisation:unit", args=[unit.code]), Q(ref=Ref("unit", number)))


def _text_section(number: int, _period: str) -> Traced:
    text = TextSection.objects.select_related("unit").get(pk=number)
    url = reverse("texts:section", args=[text.subject, text.slot, text.period])
    about = subject_place(text.subject, Period.parse(text.period))
    name = f"{about.label}: {about.slots.get(text.slot, text.slot)}" if about else f"{text.subject} {text.slot}"
    return Traced(name, [text.unit], url, Q(ref=Ref("textsection", number)))


def _text(ref: Ref) -> Traced:
    """`text:goal:12:motivation` is the place of a text, written or not."""
    about, slot = divided_text_ref(ref)
    if about.kind == "goal" and about.number is not None and models.Goal.objects.filter(pk=about.number).exists():
        return _goal(about.number, "", f"text-{about.anchor}-{slot}")
    raise unknown(ref)


_KINDS: Mapping[str, Callable[[int, str], Traced]] = {
    "goal": _goal,
    "goalassessment": _goal_assessment,
    "assessment": _goal_assessment,
    "indicatorassessment": _indicator_assessment,
    "goalindicator": _link,
    "indicator": _indicator,
    "outcome": _outcome,
    "target": _target,
    "assignment": _assignment,
    "assignmentfollowup": _follow_up,
    "plan": _plan,
    "unit": _unit,
    "textsection": _text_section,
}


_NAMED: Mapping[str, tuple[type[models.Goal | models.Indicator | models.Assignment], str]] = {
    "goal": (models.Goal, "name"),
    "indicator": (models.Indicator, "name"),
    "assignment": (models.Assignment, "title"),
}
"""What others point at in numbers, with the field that names it."""


def register_kinds() -> None:
    """Lets everything that is stored about goals, and texts and units, be traced."""
    for kind, resolve in _KINDS.items():
        named = _NAMED.get(kind)
        register(kind, partial(_numbered, resolve), partial(_names, *named) if named else None)
    register("text", _text)


def _numbered(resolve: Callable[[int, str], Traced], ref: Ref) -> Traced:
    thing, period = ref.divided()
    if thing.number is None:
        raise unknown(ref)
    return resolve(thing.number, period)


def _names(
    model: type[models.Goal | models.Indicator | models.Assignment], field: str, refs: Iterable[Ref]
) -> dict[Ref, str]:
    numbers = {ref: number for ref in refs if (number := ref.divided()[0].number) is not None}
    found = dict(model._default_manager.filter(pk__in=numbers.values()).values_list("pk", field))
    return {ref: found[number] for ref, number in numbers.items() if number in found}
