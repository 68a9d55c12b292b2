"""Judging indicators against targets, and suggesting an assessment of the goal they belong to."""

from tertial.domain.assessment.goal import (
    DEFAULT_INDICATOR_WEIGHT,
    AssignmentState,
    GoalSuggestion,
    Scale,
    Step,
    UnusableScale,
    suggest_goal,
)
from tertial.domain.assessment.indicator import (
    Cause,
    IndicatorResult,
    IndicatorState,
    Outcome,
    judge_indicator,
    judge_printed_target,
)

__all__ = [
    "DEFAULT_INDICATOR_WEIGHT",
    "AssignmentState",
    "Cause",
    "GoalSuggestion",
    "IndicatorResult",
    "IndicatorState",
    "Outcome",
    "Scale",
    "Step",
    "UnusableScale",
    "judge_indicator",
    "judge_printed_target",
    "suggest_goal",
]
