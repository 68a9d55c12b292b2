"""Reads a whole plan, or one goal of it, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from django.utils.translation import get_language

from tertial.common.kept import Kept
from tertial.common.stamps import written
from tertial.domain.assessment import (
    IndicatorResult,
    Outcome,
    Scale,
    Step,
    judge_printed_target,
    suggest_goal,
)
from tertial.domain.message import DomainError
from tertial.domain.period import Period
from tertial.domain.quantity import Unit
from tertial.domain.ref import Ref
from tertial.domain.target import Direction
from tertial.goals import models
from tertial.goals.measures import grades_of, quantity_of, read_target
from tertial.goals.models import Sex, TargetKind
from tertial.goals.queries.findings import findings_of
from tertial.goals.queries.readings import (
    AssignmentReading,
    GoalReading,
    IndicatorReading,
    OutcomeReading,
    PlanReading,
    TargetReading,
)
from tertial.organisation.tree import unit_tree
from tertial.texts.models import TextSection
from tertial.texts.queries import texts_of

_kept: Kept[PlanReading] = Kept(most=64)


def read_plan(plan: models.Plan, period: Period) -> PlanReading:
    """A plan with all its goals, as things stood in the period; read again only when something has been written."""

    def read() -> PlanReading:
        return _Reader(plan, period).plan_reading(list(plan.goals.filter(archived_at=None).select_related(*_OF_A_GOAL)))

    # Findings name texts by headings, which are in the reader's language where the municipality has none of its own.
    family = unit_tree().family(plan.unit_id)
    stamp = written("goals", "texts", units=family, shared=("organisation", "accounts"))
    return _kept.get((plan.pk, period, get_language()), stamp, read)


def read_goal(goal: models.Goal, period: Period) -> GoalReading:
    """One goal as things stood in the period."""
    return _Reader(goal.plan, period).plan_reading([goal]).goals[0]


def read_indicator(indicator: models.Indicator, plan: models.Plan | None, period: Period) -> IndicatorReading:
    """An indicator on its own, or as it follows the first goal of a plan that it follows."""
    link = models.GoalIndicator.objects.filter(indicator=indicator, goal__plan=plan).first() if plan else None
    tolerance = plan.steering_model.tolerance_percent if plan else models.SteeringModel().tolerance_percent
    facts = _IndicatorFacts.load([indicator.pk], period)
    return facts.reading(link or models.GoalIndicator(indicator=indicator), indicator, period, tolerance)


def read_indicators(
    indicators: Sequence[models.Indicator], plan: models.Plan, period: Period
) -> list[IndicatorReading]:
    """Indicators that follow no goal of a plan, in the period."""
    facts = _IndicatorFacts.load([each.pk for each in indicators], period)
    tolerance = plan.steering_model.tolerance_percent
    return [facts.reading(models.GoalIndicator(indicator=each), each, period, tolerance) for each in indicators]


def scale_of(steering_model: models.SteeringModel) -> tuple[tuple[models.ScaleStep, ...], Scale]:
    """The steps of a municipality's scale as stored, and as the rule takes them."""
    steps = tuple(steering_model.scale_steps.all())
    return steps, Scale(tuple(Step(step.key, step.name, step.at_least) for step in steps))


_OF_A_GOAL = ("level", "responsible", "plan__unit", "plan__steering_model")


class _Reader:
    def __init__(self, plan: models.Plan, period: Period) -> None:
        self.plan, self.period = plan, period
        self.steering_model = plan.steering_model
        self.steps, self.scale = scale_of(self.steering_model)

    def plan_reading(self, goals: list[models.Goal]) -> PlanReading:
        by_id = _with_goals_above(goals)
        goals = sorted(goals, key=lambda goal: _place(goal, by_id))
        indicators = self._indicators(goals)
        assignments = self._assignments(goals)
        human = {
            assessment.goal_id: assessment
            for assessment in models.GoalAssessment.objects.filter(
                goal__in=goals, period=self.period.key
            ).select_related("step", "decided_by", "approved_by")
        }
        texts = texts_of([goal.ref for goal in goals], self.period.key)
        return PlanReading(
            plan=self.plan,
            period=self.period,
            steering_model=self.steering_model,
            scale=self.steps,
            goals=tuple(
                self._goal(
                    goal,
                    by_id,
                    indicators=indicators[goal.pk],
                    assignments=assignments[goal.pk],
                    human=human.get(goal.pk),
                    texts=texts,
                )
                for goal in goals
            ),
            loose_assignments=tuple(assignments[None]),
        )

    def _goal(
        self,
        goal: models.Goal,
        by_id: Mapping[int, models.Goal],
        *,
        indicators: list[IndicatorReading],
        assignments: list[AssignmentReading],
        human: models.GoalAssessment | None,
        texts: Mapping[tuple[Ref, str], TextSection],
    ) -> GoalReading:
        suggestion = suggest_goal(
            indicators=[indicator.decided for indicator in indicators],
            assignments=[assignment.state for assignment in assignments if assignment.state is not None],
            scale=self.scale,
            indicator_weight_percent=self.steering_model.indicator_weight_percent,
            weights=[item.weight for item in indicators] if self.steering_model.weighs_indicators else None,
        )
        reading = GoalReading(
            goal=goal,
            above=_above(goal, by_id),
            indicators=tuple(indicators),
            assignments=tuple(assignments),
            suggestion=suggestion,
            human=human,
            texts={slot: text for (subject, slot), text in texts.items() if subject == goal.ref},
            findings=(),
        )
        return replace(reading, findings=findings_of(reading)) if goal.level.assessed else reading

    def _indicators(self, goals: Iterable[models.Goal]) -> dict[int, list[IndicatorReading]]:
        links = list(
            models.GoalIndicator.objects.filter(goal__in=list(goals))
            .select_related("indicator__owner", "indicator__unit")
            .order_by("position", "id")
        )
        facts = _IndicatorFacts.load([link.indicator_id for link in links], self.period)
        found: dict[int, list[IndicatorReading]] = defaultdict(list)
        for link in links:
            reading = facts.reading(link, link.indicator, self.period, self.steering_model.tolerance_percent)
            found[link.goal_id].append(reading)
        return found

    def _assignments(self, goals: Iterable[models.Goal]) -> dict[int | None, list[AssignmentReading]]:
        ids = {goal.pk for goal in goals}
        chosen = [
            assignment
            for assignment in self.plan.assignments.filter(archived_at=None)
            .select_related("origin", "responsible", "responsible_unit")
            .prefetch_related("steps")
            if assignment.goal_id is None or assignment.goal_id in ids
        ]
        newest = newest_follow_ups([assignment.pk for assignment in chosen], self.period)
        found: dict[int | None, list[AssignmentReading]] = defaultdict(list)
        for assignment in chosen:
            reading = AssignmentReading(assignment, newest.get(assignment.pk), tuple(assignment.steps.all()))
            found[assignment.goal_id].append(reading)
        return found


def newest_follow_ups(assignment_ids: Iterable[int], period: Period) -> dict[int, models.AssignmentFollowUp]:
    """Each assignment's newest follow-up that is not later than the period."""
    newest: dict[int, models.AssignmentFollowUp] = {}
    for follow_up in models.AssignmentFollowUp.objects.filter(assignment__in=list(assignment_ids)).select_related(
        "status", "person"
    ):
        when = Period.parse(follow_up.period)
        held = newest.get(follow_up.assignment_id)
        if when <= period and (held is None or Period.parse(held.period) <= when):
            newest[follow_up.assignment_id] = follow_up
    return newest


@dataclass(frozen=True)
class _IndicatorFacts:
    outcomes: Mapping[int, list[models.Outcome]]
    targets: Mapping[int, list[models.Target]]
    human: Mapping[int, models.IndicatorAssessment]

    @classmethod
    def load(cls, indicator_ids: list[int], period: Period) -> "_IndicatorFacts":
        outcomes: dict[int, list[models.Outcome]] = defaultdict(list)
        for outcome in models.Outcome.objects.filter(indicator__in=indicator_ids).select_related("recorded_by"):
            outcomes[outcome.indicator_id].append(outcome)
        targets: dict[int, list[models.Target]] = defaultdict(list)
        for target in models.Target.objects.filter(indicator__in=indicator_ids):
            targets[target.indicator_id].append(target)
        human = {
            assessment.goal_indicator_id: assessment
            for assessment in models.IndicatorAssessment.objects.filter(
                goal_indicator__indicator__in=indicator_ids, period=period.key
            ).select_related("decided_by")
        }
        return cls(outcomes, targets, human)

    def reading(
        self, link: models.GoalIndicator, indicator: models.Indicator, period: Period, tolerance_percent: Decimal
    ) -> IndicatorReading:
        targets = self.targets.get(indicator.pk, [])
        interim = next((t for t in targets if t.kind == TargetKind.INTERIM and t.year == period.year), None)
        long_term = next((t for t in targets if t.kind == TargetKind.LONG_TERM and t.year >= period.year), None)
        read_interim = target_reading(interim, indicator) if interim else None
        outcomes, by_sex = _outcomes(self.outcomes.get(indicator.pk, []), indicator)
        return IndicatorReading(
            indicator=indicator,
            goal_indicator_id=link.pk,
            link=link.ref,
            weight=link.weight,
            period=period,
            outcomes=outcomes,
            by_sex=by_sex,
            interim=read_interim,
            long_term=target_reading(long_term, indicator) if long_term else None,
            computed=_judge(outcomes, read_interim, indicator, period, tolerance_percent),
            human=self.human.get(link.pk),
        )


def _outcomes(
    stored: Iterable[models.Outcome], indicator: models.Indicator
) -> tuple[dict[str, OutcomeReading], dict[tuple[str, str], OutcomeReading]]:
    total: dict[str, OutcomeReading] = {}
    by_sex: dict[tuple[str, str], OutcomeReading] = {}
    for outcome in stored:
        reading = OutcomeReading(
            ref=outcome.ref,
            period=Period.parse(outcome.period),
            quantity=quantity_of(indicator, outcome.value, outcome.decimals),
            stored=outcome,
        )
        if outcome.sex == Sex.TOTAL:
            total[outcome.period] = reading
        else:
            by_sex[outcome.period, outcome.sex] = reading
    return total, by_sex


def target_reading(stored: models.Target, indicator: models.Indicator) -> TargetReading:
    """A stored target of an indicator, as it is printed and as it is read."""
    try:
        target = read_target(indicator, stored.expression)
    except DomainError as error:
        return TargetReading(stored.ref, stored.year, stored.expression, None, error.message)
    return TargetReading(stored.ref, stored.year, target.expression, target, None)


def _judge(
    outcomes: Mapping[str, OutcomeReading],
    interim: TargetReading | None,
    indicator: models.Indicator,
    period: Period,
    tolerance_percent: Decimal,
) -> IndicatorResult:
    return judge_printed_target(
        outcomes=[
            Outcome(
                period=outcome.period,
                value=outcome.quantity.value,
                decimals=outcome.quantity.decimals,
                preliminary=outcome.stored.preliminary,
                ref=outcome.ref,
                exact=outcome.quantity.unit in {Unit.COUNT, Unit.YES_NO},
            )
            for outcome in outcomes.values()
        ],
        expression=interim.expression if interim else "",
        direction=Direction(indicator.direction),
        period=period,
        lag_years=indicator.lag_years,
        tolerance_percent=tolerance_percent,
        grades=grades_of(indicator),
    )


def _with_goals_above(goals: list[models.Goal]) -> dict[int, models.Goal]:
    """The goals and every goal above them, in their own plans and in the plans they contribute to."""
    by_id = {goal.pk: goal for goal in goals}
    missing = _links(goals) - by_id.keys()
    while missing:
        plans = models.Plan.objects.filter(goals__in=missing)
        found = list(models.Goal.objects.filter(plan__in=plans).select_related(*_OF_A_GOAL))
        by_id.update({goal.pk: goal for goal in found if goal.pk not in by_id})
        missing = _links(found) - by_id.keys()
    return by_id


def _links(goals: Iterable[models.Goal]) -> set[int]:
    links = {link for goal in goals for link in (goal.parent_id, goal.contributes_to_id)}
    return {link for link in links if link is not None}


def _above(goal: models.Goal, by_id: Mapping[int, models.Goal]) -> tuple[models.Goal, ...]:
    """The way up from a goal, nearest first. A way that comes back to itself ends there."""
    way: list[models.Goal] = []
    step = goal
    while (above := step.parent_id or step.contributes_to_id) is not None and above in by_id:
        step = by_id[above]
        if step in way:
            break
        way.append(step)
    return tuple(way)


def _place(goal: models.Goal, by_id: Mapping[int, models.Goal]) -> tuple[tuple[int, int], ...]:
    return tuple((step.position, step.pk) for step in (*reversed(_above(goal, by_id)), goal))
