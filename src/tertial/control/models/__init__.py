"""The stored risks, measures, controls and audit recommendations of the municipality's units."""

from tertial.control.models.common_controls import CommonAnswer, CommonControl, CommonQuestion, CommonRow, QuestionKind
from tertial.control.models.control import ControlResult, SystematicControl
from tertial.control.models.control_model import ControlModel
from tertial.control.models.judgement import JudgementApproval
from tertial.control.models.plan import ControlPlan
from tertial.control.models.recommendation import ControlFollowUp, Recheck, Recommendation
from tertial.control.models.risk import Measure, Risk

__all__ = [
    "CommonAnswer",
    "CommonControl",
    "CommonQuestion",
    "CommonRow",
    "ControlFollowUp",
    "ControlModel",
    "ControlPlan",
    "ControlResult",
    "JudgementApproval",
    "Measure",
    "QuestionKind",
    "Recheck",
    "Recommendation",
    "Risk",
    "SystematicControl",
]
