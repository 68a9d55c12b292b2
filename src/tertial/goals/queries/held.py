"""Plans, goals, indicators, assignments and their parts, found by their keys; and which entries tell of them."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import NamedTuple

from django.db.models import Model, Q
from django.urls import reverse

from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.goals import models
from tertial.goals.addresses import assignment_url, goal_url, indicator_url
from tertial.goals.text_slots import divided_text_ref
from tertial.texts.models import TextSection
from tertial.things.finding import numbers_in
from tertial.things.kinds import Held


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
        way=lambda: goal_url(goal.pk, Period.parse(period or str(goal.plan.year)), anchor),
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
    return held_goal(link.goal, anchor=f"indicator-{link.indicator_id}", period=period)


def held_judgement(judgement: models.IndicatorAssessment, _rest: str) -> Held:
    """What people say of an indicator of a goal, on the page of the goal."""
    return held_link(judgement.goal_indicator, period=judgement.period)


def held_assignment(assignment: models.Assignment, _rest: str = "", *, anchor: str = "", period: str = "") -> Held:
    """An assignment, or a place on its page in a period."""
    return Held(
        called=assignment.title,
        way=lambda: assignment_url(assignment.pk, Period.parse(period or str(assignment.plan.year)), anchor),
        units=(assignment.plan.unit_id,),
        owner=assignment.responsible_id,
        year=assignment.plan.year,
        archived=(assignment.archived_at or assignment.plan.archived_at) is not None,
    )


def held_follow_up(follow_up: models.AssignmentFollowUp, _rest: str) -> Held:
    """How far an assignment has come, on its page."""
    return held_assignment(follow_up.assignment, anchor=f"follow-up-{follow_up.pk}", period=follow_up.period)


def find_texts_of_goals(keys: Collection[str]) -> Mapping[str, Held]:
    """The places of texts about goals, written or not: `goal:12:motivation`."""
    about = {key: divided_text_ref(Ref("text", key)) for key in keys}
    numbers = {key: subject.number for key, (subject, _slot) in about.items() if subject.kind == "goal"}
    goals = models.Goal.objects.select_related("plan").in_bulk([each for each in numbers.values() if each is not None])
    return {
        key: held_goal(goals[number], anchor=f"text-{about[key][0].anchor}-{about[key][1]}")
        for key, number in numbers.items()
        if number in goals
    }


@dataclass(frozen=True, slots=True)
class _Followed:
    """An indicator with the units that follow it, and the newest year in which one does."""

    pk: int
    name: str
    owner: int | None
    archived: bool
    units: tuple[int, ...]
    newest: int | None

    def held(self, *, anchor: str = "", period: str = "", year: int | None = None) -> Held:
        return Held(
            called=self.name,
            way=lambda: _indicator_page(self.pk, self.newest, anchor, period),
            units=self.units,
            owner=self.owner,
            year=year,
            archived=self.archived,
        )


def find_indicators(keys: Collection[str]) -> Mapping[str, Held]:
    """Indicators, or a period of one: `12:2024-T1`."""
    asked = numbers_in(keys)
    found = _followed(models.Indicator, "", asked.values())
    return {key: found[pk][0].held(period=rest) for key, (pk, rest) in asked.items() if pk in found}


def find_parts(
    model: type[models.Outcome | models.Target], anchor: str, told: str
) -> Callable[[Collection[str]], Mapping[str, Held]]:
    """Outcomes and targets, on the page of their indicator; `told` is the field that their year is read from."""

    def find(keys: Collection[str]) -> dict[str, Held]:
        asked = numbers_in(keys)
        found = _followed(model, "indicator__", asked.values(), told)
        return {
            key: found[pk][0].held(anchor=f"{anchor}-{pk}", year=int(str(found[pk][1])[:4]))
            for key, (pk, _rest) in asked.items()
            if pk in found
        }

    return find


class _Line(NamedTuple):
    """An indicator beside one of the plans that follow it."""

    row: int
    own: object
    pk: int
    name: str
    owner: int | None
    archived_at: datetime | None
    unit: int
    follower: int | None
    year: int | None
    plan_archived_at: datetime | None


_OF_INDICATOR = ("pk", "name", "owner", "archived_at", "unit")
_OF_PLAN = ("goals__plan__unit", "goals__plan__year", "goals__plan__archived_at")


def _followed(
    model: type[Model], path: str, asked: Iterable[tuple[int, str]], own: str = "pk"
) -> dict[int, tuple[_Followed, object]]:
    """The indicator of each row, with a field of the row itself, in one query."""
    rows = model._default_manager.filter(pk__in={number for number, _rest in asked}).order_by("pk").distinct()
    lines: dict[int, list[_Line]] = {}
    for values in rows.values_list("pk", own, *(f"{path}{field}" for field in (*_OF_INDICATOR, *_OF_PLAN))):
        line = _Line(*values)
        lines.setdefault(line.row, []).append(line)
    return {row: (_of_lines(found), found[0].own) for row, found in lines.items()}


def _of_lines(lines: Sequence[_Line]) -> _Followed:
    first = lines[0]
    units = dict.fromkeys([first.unit, *(line.follower for line in lines if line.follower is not None)])
    years = [line.year for line in lines if line.year is not None and line.plan_archived_at is None]
    return _Followed(
        first.pk, first.name, first.owner, first.archived_at is not None, tuple(units), max(years, default=None)
    )


def _indicator_page(number: int, year: int | None, anchor: str, period: str) -> str:
    if period:
        at = models.Outcome.objects.filter(indicator=number, period=period, sex=models.Sex.TOTAL)
        anchor = next((f"outcome-{pk}" for pk in at.values_list("pk", flat=True)), "")
    if year is None:
        return reverse("goals:indicator", args=[number])
    return indicator_url(number, Period.parse(str(year)), anchor)


def history_of_goal(key: str) -> Q:
    """The entries about a goal, about what follows it and about its texts."""
    number = _number(key)
    links = models.GoalIndicator.objects.filter(goal=number).values_list("pk", flat=True)
    texts = TextSection.objects.filter(subject=Ref("goal", number)).values_list("pk", flat=True)
    refs = [Ref("goal", number), *_refs("goalindicator", links), *_refs("textsection", texts)]
    return Q(ref__in=refs)


def history_of_indicator(key: str) -> Q:
    """The entries about an indicator and its outcomes, also those that were removed."""
    number = _number(key)
    outcomes = models.Outcome.objects.filter(indicator=number).values_list("pk", flat=True)
    removed = Q(action="outcome.remove", before__indicator=number)
    return Q(ref__in=[Ref("indicator", number), *_refs("outcome", outcomes)]) | removed


def history_of_text(key: str) -> Q:
    """The entries about the goal that a text is about."""
    return history_of_goal(divided_text_ref(Ref("text", key))[0].key)


def as_of(
    model: type[Model], field: str, history: Callable[[str], Q] | None = None, kind: str = ""
) -> Callable[[str], Q]:
    """The history of a part, which is that of the thing that its field points at."""

    def history_of_whole(key: str) -> Q:
        whole = model._default_manager.values_list(field, flat=True).get(pk=_number(key))
        return history(str(whole)) if history is not None else Q(ref=Ref(kind, whole))

    return history_of_whole


def _refs(kind: str, numbers: Iterable[int]) -> list[Ref]:
    return [Ref(kind, number) for number in numbers]


def _number(key: str) -> int:
    return Ref("thing", key).divided()[0].row
