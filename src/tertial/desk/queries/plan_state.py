"""The state of a unit's plan: how far the reporting has come, and how it goes."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Q

from tertial.common.swedish_order import InSwedishOrder
from tertial.domain.assessment import IndicatorState
from tertial.domain.document import StatusMark
from tertial.goals import marks
from tertial.goals.models import Plan
from tertial.goals.queries.readings import PlanReading
from tertial.organisation.policies import Rights
from tertial.organisation.workplace import Workplace
from tertial.things.rights import Right


@dataclass(frozen=True, slots=True)
class Share:
    """How many of a kind have a status, and the name of the count that lists them."""

    mark: StatusMark
    number: int
    count: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of what is to be reported is."""

    key: str
    done: int
    total: int


def goals_by_step(plan: PlanReading) -> list[Share]:
    """The assessed goals on each step of the scale that has any, and those nobody has assessed."""
    found = Counter(reading.human.step_id if reading.human else None for reading in plan.assessed_goals)
    shares = [
        Share(marks.step_mark(step), found[step.pk], f"goals_at_{step.key}") for step in plan.scale if found[step.pk]
    ]
    waiting = next((reading for reading in plan.assessed_goals if reading.human is None), None)
    return [*shares, Share(marks.goal_mark(waiting), found[None], "goals_total")] if waiting else shares


def indicators_by_state(plan: PlanReading) -> list[Share]:
    """The indicators in each state that has any."""
    found = Counter(indicator.decided for indicator in plan.indicators)
    return [
        Share(marks.state_mark(state), found[state], f"indicators_{state.value}")
        for state in IndicatorState
        if found[state]
    ]


def assignments_by_status(plan: PlanReading) -> list[Share]:
    """The assignments with each status that has any, in the municipality's order, those without one last."""
    found = Counter(reading.follow_up.status_id if reading.follow_up else None for reading in plan.assignments)
    statuses = {
        reading.follow_up.status_id: reading.follow_up.status for reading in plan.assignments if reading.follow_up
    }
    ordered = sorted(statuses.values(), key=lambda status: status.position)
    names = {"not_done_this_year": "not_done"}
    shares = [
        Share(
            marks.status_mark(status),
            found[status.pk],
            f"assignments_{names.get(status.meaning, status.meaning)}",
        )
        for status in ordered
    ]
    waiting = next((reading for reading in plan.assignments if reading.follow_up is None), None)
    return [*shares, Share(marks.assignment_mark(waiting), found[None], "assignments_total")] if waiting else shares


def progress(plan: PlanReading) -> Iterator[Progress]:
    """Outcomes, texts, statuses and assessments that are in, of those that are asked for, and approvals."""
    goals = plan.assessed_goals
    indicators = [indicator for goal in goals for indicator in goal.indicators]
    assessed = [goal for goal in goals if goal.human]
    missing_texts = sum(finding.code == "text-missing" for goal in goals for finding in goal.findings)
    texts = sum(2 + len(goal.indicators) for goal in goals)
    yield Progress("outcomes", sum(item.computed.outcome is not None for item in indicators), len(indicators))
    yield Progress("texts", texts - missing_texts, texts)
    yield Progress("assignments", sum(item.follow_up is not None for item in plan.assignments), len(plan.assignments))
    yield Progress("assessments", len(assessed), len(goals))
    yield Progress("approvals", sum(goal.human.approved_at is not None for goal in goals if goal.human), len(goals))


def plans_below(rights: Rights, workplace: Workplace) -> list[Plan]:
    """The year's plans of the units below that the person may read, with how many goals are assessed of how many."""
    units = [unit.pk for unit in rights.tree.descendants(workplace.unit.pk) if Right.READ in rights.in_unit(unit.pk)]
    of_all = Q(goals__archived_at=None, goals__level__assessed=True)
    decided = of_all & Q(goals__assessments__period=workplace.period.key)
    plans = Plan.objects.filter(unit__in=units, year=workplace.period.year, archived_at=None).select_related("unit")
    return list(
        plans.annotate(
            to_assess=Count("goals", filter=of_all, distinct=True),
            decided=Count("goals", filter=decided, distinct=True),
        )
        .filter(to_assess__gt=0)
        .order_by(InSwedishOrder("unit__name"))
    )
