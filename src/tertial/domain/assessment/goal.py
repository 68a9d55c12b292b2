"""The assessment that is suggested for a goal (docs/rules/goal-assessment.md)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from tertial.domain.assessment.indicator import IndicatorState
from tertial.domain.finding import Finding, Severity
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.numbers_sv import format_decimal, format_exact

DEFAULT_INDICATOR_WEIGHT = Decimal(75)


class AssignmentState(StrEnum):
    """How far an assignment has come; a municipality has its own words for these."""

    DONE = "done"
    ONGOING = "ongoing"
    NOT_DONE_THIS_YEAR = "not_done_this_year"
    PAUSED = "paused"
    CANCELLED = "cancelled"


class UnusableScale(DomainError):
    """The steps of an assessment scale cannot be told apart or leave a score without a step."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an assessment scale. `at_least` is the lowest score in percent that suggests it.

    The step whose `at_least` is None means that the goal cannot be judged.
    """

    key: str
    name: str
    at_least: Decimal | None


@dataclass(frozen=True, slots=True)
class Scale:
    """A municipality's steps, the best first, ending with the one for goals that cannot be judged.

    Raises UnusableScale unless the keys differ, the limits fall from step to step down to 0, and exactly the last step
    has none.
    """

    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        limits = [step.at_least for step in self.steps if step.at_least is not None]
        if len({step.key for step in self.steps}) < len(self.steps):
            raise UnusableScale(Message(gettext_noop("Two steps of the scale have the same key. Give each its own.")))
        if len(limits) != len(self.steps) - 1 or self.steps[-1].at_least is not None:
            template = gettext_noop("The last step of the scale, and only that, means that a goal cannot be judged.")
            raise UnusableScale(Message(template))
        if not limits or limits[-1] != 0 or sorted(set(limits), reverse=True) != limits:
            template = gettext_noop("The limits of the scale must fall from step to step and end with 0.")
            raise UnusableScale(Message(template))

    @property
    def cannot_be_judged(self) -> Step:
        """The step for a goal with nothing to judge from."""
        return self.steps[-1]

    def step_for(self, score: Decimal | Fraction) -> Step:
        """The highest step whose limit the score, 0 to 100, reaches."""
        return next(step for step in self.steps if step.at_least is not None and step.at_least <= score)


@dataclass(frozen=True, slots=True)
class GoalSuggestion:
    """The suggested step and how it came about; `score` is in percent, None when there is nothing to judge from."""

    step: Step
    score: Decimal | None
    why: Message
    findings: tuple[Finding, ...] = ()


def suggest_goal(
    *,
    indicators: Sequence[IndicatorState],
    assignments: Sequence[AssignmentState],
    scale: Scale,
    indicator_weight_percent: Decimal = DEFAULT_INDICATOR_WEIGHT,
    weights: Sequence[int] | None = None,
) -> GoalSuggestion:
    """Suggests a step from the indicators as decided and the assignments as reported.

    The score weighs the mean of the indicators (met 1, close ½, not met 0) with the share of assignments that are done;
    where one of the two is missing the other counts in full. `weights` are those of the indicators, in their order;
    without any they weigh the same. Raises ValueError for a percentage outside 0 to 100, and for a weight below 1.
    Rule: docs/rules/goal-assessment.md.
    """
    weights = [1] * len(indicators) if weights is None else weights
    if any(weight < 1 for weight in weights):
        raise ValueError("an indicator weighs at least 1")
    if not 0 <= indicator_weight_percent <= 100:
        raise ValueError(f"the weight of the indicators is a percentage, not {indicator_weight_percent}")
    judged = [
        _Judged(state, weight)
        for state, weight in zip(indicators, weights, strict=True)
        if state is not IndicatorState.CANNOT_JUDGE
    ]
    counted = [state for state in assignments if state is not AssignmentState.CANCELLED]
    findings = _left_out(len(indicators) - len(judged), len(indicators))
    if not judged and not counted:
        return GoalSuggestion(scale.cannot_be_judged, None, _why_not(indicators, assignments), findings)
    score = _score(judged, counted, Fraction(indicator_weight_percent))
    # Fractions keep one third of 75 a whole 25, so that a score on a limit reaches its step.
    printable = Decimal(score.numerator) / score.denominator
    return GoalSuggestion(scale.step_for(score), printable, _why(judged, counted, printable), findings)


@dataclass(frozen=True, slots=True)
class _Judged:
    """An indicator that can be judged, and what it weighs."""

    state: IndicatorState
    weight: int

    @property
    def points(self) -> Fraction:
        """What it gives: its whole weight, half of it, or nothing."""
        return Fraction(self.weight) * {IndicatorState.MET: 2, IndicatorState.CLOSE: 1}.get(self.state, 0) / 2


def _score(judged: Sequence[_Judged], counted: Sequence[AssignmentState], weight: Fraction) -> Fraction:
    points, most = sum((each.points for each in judged), Fraction(0)), sum(each.weight for each in judged)
    done = counted.count(AssignmentState.DONE)
    if not counted:
        return 100 * points / most
    if not judged:
        return Fraction(100 * done, len(counted))
    return weight * points / most + (100 - weight) * Fraction(done, len(counted))


def _why(judged: Sequence[_Judged], counted: Sequence[AssignmentState], score: Decimal) -> Message:
    why = _counted(judged, counted, score)
    if len({each.weight for each in judged}) < 2:
        return why
    points = sum((each.points for each in judged), Fraction(0))
    params = {
        "why": why,
        "points": format_exact(Decimal(points.numerator) / points.denominator),
        "most": sum(each.weight for each in judged),
    }
    return Message(gettext_noop("%(why)s By their weights the indicators give %(points)s of %(most)s."), params)


def _counted(judged: Sequence[_Judged], counted: Sequence[AssignmentState], score: Decimal) -> Message:
    states = [each.state for each in judged]
    params = {
        "met": states.count(IndicatorState.MET),
        "close": states.count(IndicatorState.CLOSE),
        "indicators": len(judged),
        "done": counted.count(AssignmentState.DONE),
        "assignments": len(counted),
        "score": format_decimal(score, 1),
    }
    if not counted:
        return Message(
            gettext_noop("Indicators met: %(met)s of %(indicators)s, close: %(close)s. Score %(score)s of 100."), params
        )
    if not judged:
        return Message(gettext_noop("Assignments done: %(done)s of %(assignments)s. Score %(score)s of 100."), params)
    return Message(
        gettext_noop(
            "Indicators met: %(met)s of %(indicators)s, close: %(close)s. Assignments done: %(done)s of"
            " %(assignments)s. Score %(score)s of 100."
        ),
        params,
    )


def _why_not(indicators: Sequence[IndicatorState], assignments: Sequence[AssignmentState]) -> Message:
    if indicators:
        return Message(gettext_noop("No indicator can be judged yet, and no assignment counts."))
    if assignments:
        return Message(gettext_noop("The goal has no indicators, and all its assignments are cancelled."))
    return Message(gettext_noop("The goal has neither indicators nor assignments."))


def _left_out(left_out: int, total: int) -> tuple[Finding, ...]:
    if not left_out:
        return ()
    template = gettext_noop("Indicators left out because they cannot be judged: %(left_out)s of %(total)s.")
    return (Finding("indicators-left-out", Severity.NOTE, Message(template, {"left_out": left_out, "total": total})),)
