"""The goal tree of a plan as rows, with the goals of other plans that it stands under or that contribute to it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Q

from tertial.domain.assessment import AssignmentState, IndicatorState
from tertial.domain.document import StatusMark
from tertial.domain.finding import Severity
from tertial.domain.period import Period
from tertial.goals import marks
from tertial.goals.models import Goal, GoalAssessment
from tertial.goals.queries.readings import GoalReading, PlanReading


@dataclass(frozen=True)
class Contribution:
    """A goal of a plan below that contributes to a goal of this plan."""

    goal: Goal
    mark: StatusMark | None


@dataclass(frozen=True)
class TreeRow:
    """One goal of the tree. A goal of another plan has no reading and only heads what stands under it."""

    goal: Goal
    depth: int
    reading: GoalReading | None = None
    mark: StatusMark | None = None
    suggested: StatusMark | None = None
    first: bool = False
    last: bool = False
    contributions: list[Contribution] = field(default_factory=list)

    @property
    def indicators_met(self) -> int:
        """How many of its indicators are met."""
        return sum(item.decided is IndicatorState.MET for item in self.reading.indicators) if self.reading else 0

    @property
    def assignments_done(self) -> int:
        """How many of its assignments are done."""
        return sum(item.state is AssignmentState.DONE for item in self.reading.assignments) if self.reading else 0

    @property
    def missing(self) -> int:
        """How much must be put right before the report is submitted."""
        findings = self.reading.findings if self.reading else ()
        return sum(finding.severity is not Severity.NOTE for finding in findings)


def tree_rows(plan: PlanReading) -> list[TreeRow]:
    """The goals in the order of the tree, each under the goals that it stands under."""
    contributions = _contributions(plan)
    return [_row(plan, goal, depth, reading, contributions) for goal, depth, reading in _walk(plan)]


def _walk(plan: PlanReading) -> Iterator[tuple[Goal, int, GoalReading | None]]:
    shown: set[int] = set()
    for reading in plan.goals:
        way = reading.above[::-1]
        for depth, above in enumerate(way):
            if above.pk not in shown and above.plan_id != plan.plan.pk:
                shown.add(above.pk)
                yield above, depth, None
        yield reading.goal, len(way), reading


def _row(
    plan: PlanReading,
    goal: Goal,
    depth: int,
    reading: GoalReading | None,
    contributions: dict[int, list[Contribution]],
) -> TreeRow:
    if reading is None:
        return TreeRow(goal, depth)
    beside = [
        each.goal.pk
        for each in plan.goals
        if (each.goal.parent_id, each.goal.contributes_to_id) == (goal.parent_id, goal.contributes_to_id)
    ]
    assessed = goal.level.assessed
    tells_more = reading.differs or (reading.human is None and reading.suggestion.score is not None)
    return TreeRow(
        goal=goal,
        depth=depth,
        reading=reading,
        mark=marks.goal_mark(reading) if assessed else None,
        suggested=marks.step_mark(plan.suggested_step(reading)) if assessed and tells_more else None,
        first=beside[0] == goal.pk,
        last=beside[-1] == goal.pk,
        contributions=contributions.get(goal.pk, []),
    )


def goals_under(goal: Goal, period: Period) -> list[Contribution]:
    """The goals that stand under a goal in its plan, or contribute to it from plans below, with their assessments."""
    under = Q(parent=goal) | Q(contributes_to=goal, plan__year=goal.plan.year)
    goals = Goal.objects.filter(under, archived_at=None, plan__archived_at=None).select_related("plan__unit", "level")
    found = list(goals.order_by("level__position", "plan__unit__code", "position"))
    steps = _decided(found, period)
    return [Contribution(each, steps.get(each.pk)) for each in found]


def _contributions(plan: PlanReading) -> dict[int, list[Contribution]]:
    goals = Goal.objects.filter(
        contributes_to__plan=plan.plan, archived_at=None, plan__archived_at=None, plan__year=plan.plan.year
    ).exclude(plan=plan.plan)
    found = list(goals.select_related("plan__unit", "level").order_by("plan__unit__code", "position"))
    if not found:
        return {}
    steps = _decided(found, plan.period)
    below: dict[int, list[Contribution]] = {}
    for goal in found:
        below.setdefault(goal.contributes_to_id or 0, []).append(Contribution(goal, steps.get(goal.pk)))
    return below


def _decided(goals: Sequence[Goal], period: Period) -> dict[int, StatusMark]:
    assessments = GoalAssessment.objects.filter(goal__in=goals, period=period.key).select_related("step")
    return {assessment.goal_id: marks.step_mark(assessment.step) for assessment in assessments}
