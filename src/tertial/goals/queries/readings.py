"""What a plan holds in a period: the stored things, what is computed of them, and what people decided."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from tertial.domain.assessment import AssignmentState, GoalSuggestion, IndicatorResult, IndicatorState
from tertial.domain.finding import Finding
from tertial.domain.message import Message
from tertial.domain.period import Period
from tertial.domain.quantity import Quantity, Unit
from tertial.domain.ref import Ref
from tertial.domain.target import Target
from tertial.goals import models
from tertial.texts.models import TextSection


@dataclass(frozen=True)
class OutcomeReading:
    """An outcome as it is printed, and the stored row it came from."""

    ref: Ref
    period: Period
    quantity: Quantity
    stored: models.Outcome


@dataclass(frozen=True)
class TargetReading:
    """A target as written, as read, or the sentence that says why it cannot be read."""

    ref: Ref
    year: int
    expression: str
    target: Target | None
    error: Message | None

    @property
    def number(self) -> str:
        """The number of the stored target."""
        return self.ref.key


@dataclass(frozen=True)
class IndicatorReading:
    """An indicator where it follows a goal, in a period. `decided` is what people say, or else what the rule says."""

    indicator: models.Indicator
    goal_indicator_id: int
    link: Ref
    weight: int
    period: Period
    outcomes: Mapping[str, OutcomeReading]
    by_sex: Mapping[tuple[str, str], OutcomeReading]
    interim: TargetReading | None
    long_term: TargetReading | None
    computed: IndicatorResult
    human: models.IndicatorAssessment | None

    @property
    def ref(self) -> Ref:
        """`indicator:KS:pupils`"""
        return self.indicator.ref

    @property
    def decided(self) -> IndicatorState:
        """The state that counts."""
        return IndicatorState(self.human.state) if self.human else self.computed.state

    @property
    def differs(self) -> bool:
        """Whether people have judged differently from the rule."""
        return self.human is not None and self.human.state != self.computed.state

    @property
    def unit(self) -> Unit:
        """The unit of its outcomes."""
        return Unit(self.indicator.unit_of_measure)

    @property
    def asked(self) -> Period:
        """The period whose outcome a report is waiting for: its own, or the year that is published by then."""
        lag = self.indicator.lag_years
        return Period.of_year(self.period.year - lag) if lag else self.period

    def of_year(self, year: int) -> OutcomeReading | None:
        """The year's outcome as the report of the period knows it: the latest that is over when the period is."""
        known = [
            outcome
            for outcome in self.outcomes.values()
            if outcome.period.year == year and outcome.period.ends_by(self.period)
        ]
        return max(known, key=lambda outcome: outcome.period, default=None)


@dataclass(frozen=True)
class AssignmentReading:
    """An assignment and how far it had come: the newest follow-up that is not later than the period."""

    assignment: models.Assignment
    follow_up: models.AssignmentFollowUp | None
    steps: tuple[models.AssignmentStep, ...]

    @property
    def ref(self) -> Ref:
        """`assignment:4`"""
        return self.assignment.ref

    @property
    def state(self) -> AssignmentState | None:
        """What the municipality's status word means; None before the first follow-up."""
        return AssignmentState(self.follow_up.status.meaning) if self.follow_up else None

    @property
    def steps_done(self) -> int:
        """How many of the steps are done."""
        return sum(step.done for step in self.steps)


@dataclass(frozen=True)
class GoalReading:
    """A goal with everything that its assessment rests on. `above` is the way up: nearest first, across plans."""

    goal: models.Goal
    above: tuple[models.Goal, ...]
    indicators: tuple[IndicatorReading, ...]
    assignments: tuple[AssignmentReading, ...]
    suggestion: GoalSuggestion
    human: models.GoalAssessment | None
    texts: Mapping[str, TextSection]
    findings: tuple[Finding, ...]

    @property
    def ref(self) -> Ref:
        """`goal:KS:2024:safe`"""
        return self.goal.ref

    @property
    def differs(self) -> bool:
        """Whether people have decided differently from what the figures suggest."""
        return self.human is not None and self.human.step.key != self.suggestion.step.key


@dataclass(frozen=True)
class PlanReading:
    """A plan in a period: its goals in the order of the tree."""

    plan: models.Plan
    period: Period
    steering_model: models.SteeringModel
    scale: tuple[models.ScaleStep, ...]
    goals: tuple[GoalReading, ...]
    loose_assignments: tuple[AssignmentReading, ...]

    @property
    def years(self) -> tuple[int, int, int]:
        """The three years whose outcomes are shown side by side."""
        return (self.period.year - 2, self.period.year - 1, self.period.year)

    @cached_property
    def assessed_goals(self) -> tuple[GoalReading, ...]:
        """The goals on a level that is assessed."""
        return tuple(reading for reading in self.goals if reading.goal.level.assessed)

    @cached_property
    def indicators(self) -> tuple[IndicatorReading, ...]:
        """Every indicator of every goal, once for each goal it follows."""
        return tuple(indicator for reading in self.goals for indicator in reading.indicators)

    @cached_property
    def assignments(self) -> tuple[AssignmentReading, ...]:
        """Every assignment, those without a goal last."""
        with_goal = tuple(assignment for reading in self.goals for assignment in reading.assignments)
        return with_goal + self.loose_assignments

    def step(self, key: str) -> models.ScaleStep:
        """The step of the municipality's scale with the key."""
        return next(step for step in self.scale if step.key == key)

    def suggested_step(self, reading: GoalReading) -> models.ScaleStep:
        """What the figures suggest for a goal."""
        return self.step(reading.suggestion.step.key)

    def findings(self) -> Iterator[tuple[GoalReading, Finding]]:
        """Every finding with the goal it is about."""
        for reading in self.goals:
            for finding in reading.findings:
                yield reading, finding
