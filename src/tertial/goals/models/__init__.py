"""The stored goals, indicators and assignments of the municipality's units."""

from tertial.goals.models.assessment import GoalAssessment, IndicatorAssessment
from tertial.goals.models.assignment import Assignment, AssignmentFollowUp, AssignmentStep
from tertial.goals.models.goal import Goal, GoalIndicator
from tertial.goals.models.indicator import Indicator, Outcome, Sex, Target, TargetKind
from tertial.goals.models.plan import Plan
from tertial.goals.models.steering_model import AssignmentOrigin, AssignmentStatus, Level, ScaleStep, SteeringModel

__all__ = [
    "Assignment",
    "AssignmentFollowUp",
    "AssignmentOrigin",
    "AssignmentStatus",
    "AssignmentStep",
    "Goal",
    "GoalAssessment",
    "GoalIndicator",
    "Indicator",
    "IndicatorAssessment",
    "Level",
    "Outcome",
    "Plan",
    "ScaleStep",
    "Sex",
    "SteeringModel",
    "Target",
    "TargetKind",
]
