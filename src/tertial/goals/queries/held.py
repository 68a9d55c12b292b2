"""Plans, goals, indicators, assignments and their parts, found by their keys; and which entries tell of them."""

from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from typing import Any, TypeVar

from django.db.models import Q
from django.urls import reverse

from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.goals import models
from tertial.goals.addresses import assignment_url, goal_url, indicator_url, model_url
from tertial.goals.text_slots import divided_text_ref
from tertial.texts.queries import with_texts
from tertial.things.finding import Find, stored_in_lines
from tertial.things.histories import meant, refs_of
from tertial.things.kinds import Held

Part = TypeVar("Part", models.Outcome, models.Target)


def held_model(model: models.SteeringModel, _rest: str = "") -> Held:
    """How a municipality steers from a year on."""
    return Held(
        called=model.name,
        way=partial(model_url, model),
        units=(model.municipality_id,),
        year=model.valid_from,
    )


def held_part(
    part: models.Level | models.ScaleStep | models.AssignmentStatus | models.AssignmentOrigin, _rest: str
) -> Held:
    """A part of the steering model, on its page."""
    model = part.steering_model
    return Held(called=str(part), way=partial(model_url, model), units=(model.municipality_id,), year=model.valid_from)


def held_plan(plan: models.Plan, _rest: str = "") -> Held:
    """A plan, by its unit and its year."""
    return Held(
        called=f"{plan.unit.name} {plan.year}",
        way=partial(reverse, "goals:goals", args=[plan.unit.code, plan.year]),
        units=(plan.unit_id,),
        year=plan.year,
        archived=plan.archived_at is not None,
    )


def held_goal(goal: models.Goal, _rest: str = "", *, anchor: str = "", period: str = "") -> Held:
    """A goal, or a place on its page in a period."""
    return Held(
        called=goal.name,
        way=lambda: goal_url(goal.ref, Period.parse(period or str(goal.plan.year)), anchor),
        units=(goal.plan.unit_id,),
        owner=goal.responsible_id,
        year=goal.plan.year,
        archived=(goal.archived_at or goal.plan.archived_at) is not None,
    )


def held_assessment(assessment: models.GoalAssessment, _rest: str) -> Held:
    """The assessment of a goal, on its page."""
    return held_goal(assessment.goal, anchor="assessment", period=assessment.period)


def held_link(link: models.GoalIndicator, _rest: str = "", *, period: str = "") -> Held:
    """That a goal is followed by an indicator, on the page of the goal."""
    return held_goal(link.goal, anchor=link.indicator.ref.anchor, period=period)


def held_judgement(judgement: models.IndicatorAssessment, _rest: str) -> Held:
    """What people say of an indicator of a goal, on the page of the goal."""
    return held_link(judgement.goal_indicator, period=judgement.period)


def held_assignment(assignment: models.Assignment, _rest: str = "", *, anchor: str = "", period: str = "") -> Held:
    """An assignment, or a place on its page in a period."""
    return Held(
        called=assignment.title,
        way=lambda: assignment_url(assignment.ref, Period.parse(period or str(assignment.plan.year)), anchor),
        units=(assignment.plan.unit_id,),
        owner=assignment.responsible_id,
        year=assignment.plan.year,
        archived=(assignment.archived_at or assignment.plan.archived_at) is not None,
    )


def held_follow_up(follow_up: models.AssignmentFollowUp, _rest: str) -> Held:
    """How far an assignment has come, on its page."""
    return held_assignment(follow_up.assignment, anchor=follow_up.ref.anchor, period=follow_up.period)


def find_texts_of_goals(keys: Collection[str]) -> Mapping[str, Held]:
    """The places of texts about goals, written or not: `goal:KS:2024:work:motivation`."""
    about = {key: divided_text_ref(Ref("text", key)) for key in keys}
    found = models.Goal.objects.select_related("plan").filter(ref__in={subject for subject, _slot in about.values()})
    goals = {goal.ref: goal for goal in found}
    return {
        key: held_goal(goals[subject], anchor=Ref("text", subject, slot).anchor)
        for key, (subject, slot) in about.items()
        if subject in goals
    }


_FOLLOWED = {
    "follower": "goals__plan__unit",
    "followed_in": "goals__plan__year",
    "follower_gone": "goals__plan__archived_at",
}
"""What finds the units that follow a goal by an indicator."""


def find_indicators() -> Find:
    """Indicators, or a period of one: `KS:pupils:2024-T1`."""
    return stored_in_lines(models.Indicator, lambda lines, rest: _followed(lines[0], lines, period=rest), **_FOLLOWED)


def find_outcomes() -> Find:
    """Outcomes, on the page of their indicator."""
    return _find_parts(models.Outcome, lambda outcome: Period.parse(outcome.period).year)


def find_targets() -> Find:
    """Targets, on the page of their indicator."""
    return _find_parts(models.Target, lambda target: target.year)


def _find_parts(model: type[Part], year_of: Callable[[Part], int]) -> Find:
    def as_held(lines: Sequence[Part], _rest: str) -> Held:
        part = lines[0]
        return _followed(part.indicator, lines, anchor=part.ref.anchor, year=year_of(part))

    beside = {name: f"indicator__{path}" for name, path in _FOLLOWED.items()}
    return stored_in_lines(model, as_held, "indicator", **beside)


def _followed(
    indicator: models.Indicator, lines: Sequence[Any], *, anchor: str = "", period: str = "", year: int | None = None
) -> Held:
    followers = [line.follower for line in lines if line.follower is not None]
    years = [line.followed_in for line in lines if line.followed_in is not None and line.follower_gone is None]
    newest = max(years, default=None)
    return Held(
        called=indicator.name,
        way=lambda: _indicator_page(indicator.ref, newest, anchor, period),
        units=tuple(dict.fromkeys([indicator.unit_id, *followers])),
        owner=indicator.owner_id,
        year=year,
        archived=indicator.archived_at is not None,
    )


def _indicator_page(indicator: Ref, year: int | None, anchor: str, period: str) -> str:
    if period:
        at = models.Outcome.objects.filter(indicator__ref=indicator, period=period, sex=models.Sex.TOTAL)
        anchor = next((ref.anchor for ref in at.values_list("ref", flat=True)), "")
    if year is None:
        return reverse("goals:indicator", args=[indicator])
    return indicator_url(indicator, Period.parse(str(year)), anchor)


def history_of_goal(key: str) -> Q:
    """The entries about a goal, about what follows it and about its texts."""
    goal = meant(models.Goal, key).get()
    return Q(ref__in=[*with_texts(goal.ref), *refs_of(models.GoalIndicator, goal=goal)])


def history_of_indicator(key: str) -> Q:
    """The entries about an indicator and its outcomes, also those that were removed."""
    indicator = meant(models.Indicator, key).get()
    removed = Q(action="outcome.remove", before__indicator=indicator.pk)
    return Q(ref__in=[indicator.ref, *refs_of(models.Outcome, indicator=indicator)]) | removed


def history_of_text(key: str) -> Q:
    """The entries about the goal that a text is about."""
    return history_of_goal(divided_text_ref(Ref("text", key))[0].key)
