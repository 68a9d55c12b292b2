"""The figures that sentences about a plan count with: `12 av 18 indikatorer`, and exactly what each of them counts."""

from collections.abc import Callable, Mapping, Sequence

from django.utils.translation import gettext as _

from tertial.domain.assessment import AssignmentState, IndicatorState
from tertial.goals.queries.readings import AssignmentReading, GoalReading, IndicatorReading, PlanReading

Counted = GoalReading | IndicatorReading | AssignmentReading
Count = Callable[[PlanReading], Sequence[Counted]]

_AT = "goals_at_"


def _indicators(state: IndicatorState) -> Count:
    return lambda plan: [indicator for indicator in plan.indicators if indicator.decided is state]


def _assignments(state: AssignmentState) -> Count:
    return lambda plan: [assignment for assignment in plan.assignments if assignment.state is state]


def _goals_at(step_key: str) -> Count:
    return lambda plan: [goal for goal in plan.assessed_goals if goal.human and goal.human.step.key == step_key]


COUNTS: Mapping[str, Count] = {
    "goals_total": lambda plan: plan.assessed_goals,
    "goals_assessed": lambda plan: [reading for reading in plan.assessed_goals if reading.human is not None],
    "indicators_total": lambda plan: plan.indicators,
    "indicators_met": _indicators(IndicatorState.MET),
    "indicators_close": _indicators(IndicatorState.CLOSE),
    "indicators_not_met": _indicators(IndicatorState.NOT_MET),
    "indicators_cannot_judge": _indicators(IndicatorState.CANNOT_JUDGE),
    "assignments_total": lambda plan: plan.assignments,
    "assignments_done": _assignments(AssignmentState.DONE),
    "assignments_ongoing": _assignments(AssignmentState.ONGOING),
    "assignments_not_done": _assignments(AssignmentState.NOT_DONE_THIS_YEAR),
    "assignments_paused": _assignments(AssignmentState.PAUSED),
    "assignments_cancelled": _assignments(AssignmentState.CANCELLED),
}
"""What every count counts, by its name. Indicators count as people have decided them."""


def _selectors(plan: PlanReading) -> Mapping[str, Count]:
    return {**COUNTS, **{f"{_AT}{step.key}": _goals_at(step.key) for step in plan.scale}}


def counts(plan: PlanReading) -> dict[str, int]:
    """Every count of a plan in its period, and `goals_at_<step>` for each step of the scale."""
    return {name: len(select(plan)) for name, select in _selectors(plan).items()}


def counted(plan: PlanReading, name: str) -> Sequence[Counted] | None:
    """Exactly what a count counts, in the order of the plan; None for a name that counts nothing here."""
    select = _selectors(plan).get(name)
    return select(plan) if select is not None else None


def count_labels() -> dict[str, str]:
    """What each of COUNTS is called."""
    return {
        "goals_total": _("Number of goals"),
        "goals_assessed": _("Goals that are assessed"),
        "indicators_total": _("Number of indicators"),
        "indicators_met": _("Indicators that met their target"),
        "indicators_close": _("Indicators close to their target"),
        "indicators_not_met": _("Indicators that did not meet their target"),
        "indicators_cannot_judge": _("Indicators that cannot be judged"),
        "assignments_total": _("Number of assignments"),
        "assignments_done": _("Assignments done"),
        "assignments_ongoing": _("Assignments ongoing"),
        "assignments_not_done": _("Assignments not done this year"),
        "assignments_paused": _("Assignments paused"),
        "assignments_cancelled": _("Assignments cancelled"),
    }


def count_label(plan: PlanReading, name: str) -> str:
    """What a count is called, those for the steps of the scale by the names of the steps."""
    steps = {f"{_AT}{step.key}": step.name for step in plan.scale}
    return count_labels().get(name) or steps.get(name, name)
