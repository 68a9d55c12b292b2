"""What the gate needs to know of plans, goals, indicators and assignments.

Whoever is made responsible may report on that one thing. An indicator is shared: whoever reports on a goal that follows
it enters its outcomes, but it is changed in its own unit alone. See docs/rules/roles.md.
"""

from collections.abc import Sequence

from django.db.models import prefetch_related_objects

from tertial.goals.models import Assignment, Goal, GoalIndicator, Indicator, Plan
from tertial.organisation.gate import Gated, Guarded, Reporters


def _plans(rows: Sequence[Plan]) -> list[Guarded]:
    return [Guarded(name="", homes=(plan.unit_id,), archived=_put_away(plan)) for plan in rows]


def _put_away(plan: Plan) -> str:
    return str(plan) if plan.archived_at is not None else ""


def _goals(rows: Sequence[Goal]) -> list[Guarded]:
    prefetch_related_objects(list(rows), "plan")
    return [
        Guarded(
            name=goal.name,
            homes=(goal.plan.unit_id,),
            also=(Reporters(goal.plan.unit_id, goal.responsible_id),),
            archived=goal.name if goal.archived_at is not None else _put_away(goal.plan),
        )
        for goal in rows
    ]


def _indicators(rows: Sequence[Indicator]) -> list[Guarded]:
    following: dict[int, list[Reporters]] = {indicator.pk: [] for indicator in rows}
    links = GoalIndicator.objects.filter(indicator__in=[row.pk for row in rows if row.pk])
    for indicator, unit, responsible in links.values_list(
        "indicator", "goal__plan__unit", "goal__responsible"
    ).distinct():
        following[indicator] += [Reporters(unit), *([Reporters(unit, responsible)] if responsible is not None else [])]
    return [
        Guarded(
            name=indicator.name,
            homes=(indicator.unit_id,),
            also=(Reporters(indicator.unit_id, indicator.owner_id), *following[indicator.pk]),
            archived=indicator.name if indicator.archived_at is not None else "",
        )
        for indicator in rows
    ]


def _assignments(rows: Sequence[Assignment]) -> list[Guarded]:
    prefetch_related_objects(list(rows), "plan")
    return [
        Guarded(
            name=row.title,
            homes=(row.plan.unit_id,),
            also=(
                Reporters(row.plan.unit_id, row.responsible_id),
                *([Reporters(row.responsible_unit_id)] if row.responsible_unit_id is not None else []),
            ),
            archived=row.title if row.archived_at is not None else _put_away(row.plan),
        )
        for row in rows
    ]


PLAN = Gated(Plan, _plans)
GOAL = Gated(Goal, _goals, above=lambda goal: [goal.plan])
INDICATOR = Gated(Indicator, _indicators)
ASSIGNMENT = Gated(Assignment, _assignments, above=lambda assignment: [assignment.plan])
