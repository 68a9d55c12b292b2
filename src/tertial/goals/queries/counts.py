"""The figures that sentences about a plan count with: `12 av 18 indikatorer`."""

from collections.abc import Callable, Mapping

from tertial.domain.assessment import AssignmentState, IndicatorState
from tertial.goals.queries.readings import PlanReading

Count = Callable[[PlanReading], int]


def _indicators(state: IndicatorState) -> Count:
    return lambda plan: sum(indicator.decided is state for indicator in plan.indicators)


def _assignments(state: AssignmentState) -> Count:
    return lambda plan: sum(assignment.state is state for assignment in plan.assignments)


COUNTS: Mapping[str, Count] = {
    "goals_total": lambda plan: len(plan.assessed_goals),
    "goals_assessed": lambda plan: sum(reading.human is not None for reading in plan.assessed_goals),
    "indicators_total": lambda plan: len(plan.indicators),
    "indicators_met": _indicators(IndicatorState.MET),
    "indicators_close": _indicators(IndicatorState.CLOSE),
    "indicators_not_met": _indicators(IndicatorState.NOT_MET),
    "indicators_cannot_judge": _indicators(IndicatorState.CANNOT_JUDGE),
    "assignments_total": lambda plan: len(plan.assignments),
    "assignments_done": _assignments(AssignmentState.DONE),
    "assignments_ongoing": _assignments(AssignmentState.ONGOING),
    "assignments_not_done": _assignments(AssignmentState.NOT_DONE_THIS_YEAR),
    "assignments_paused": _assignments(AssignmentState.PAUSED),
    "assignments_cancelled": _assignments(AssignmentState.CANCELLED),
}
"""Every count by its name. Indicators count as people have decided them."""


def goals_at(plan: PlanReading, step_key: str) -> int:
    """How many goals people have put on a step of the scale."""
    return sum(reading.human is not None and reading.human.step.key == step_key for reading in plan.assessed_goals)


def counts(plan: PlanReading) -> dict[str, int]:
    """Every count of a plan in its period, and `goals_at_<step>` for each step of the scale."""
    counted = {name: count(plan) for name, count in COUNTS.items()}
    return counted | {f"goals_at_{step.key}": goals_at(plan, step.key) for step in plan.scale}
