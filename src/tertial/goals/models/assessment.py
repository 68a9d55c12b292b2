from collections.abc import Collection, Sequence

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tertial.common import text_fields
from tertial.common.constraints import is_one_of, is_period
from tertial.common.keys import Keyed, has_ref
from tertial.common.period_words import period_key_words
from tertial.domain.assessment import IndicatorState
from tertial.domain.period import KEY_LENGTH
from tertial.goals.models.goal import Goal, GoalIndicator
from tertial.goals.models.steering_model import ScaleStep


class GoalAssessment(Keyed):
    """What people have decided about a goal for a period; `reason` says why it differs from what is suggested."""

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="assessments")
    period = text_fields.CharField(_("period"), max_length=KEY_LENGTH)
    step = models.ForeignKey(ScaleStep, on_delete=models.PROTECT, related_name="+")
    reason = text_fields.TextField(_("reason"), blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(auto_now=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["goal", "period"]
        constraints = [
            *has_ref("goalassessment"),
            models.UniqueConstraint(fields=["goal", "period"], name="one_assessment_a_period"),
            is_period("period", "goal_assessment_period"),
        ]

    def concerned_units(self) -> Collection[int]:
        """The units whose readings a write to it makes stale."""
        return {self.goal.plan.unit_id}

    def __str__(self) -> str:
        return f"{self.goal} {period_key_words(self.period)}: {self.step}"

    def key_parts(self) -> Sequence[object]:
        """Its goal and period."""
        return (self.goal.ref.key, self.period)


class IndicatorAssessment(Keyed):
    """What people have decided about an indicator of a goal where they judge it differently from the rule."""

    goal_indicator = models.ForeignKey(GoalIndicator, on_delete=models.CASCADE, related_name="assessments")
    period = text_fields.CharField(_("period"), max_length=KEY_LENGTH)
    state = text_fields.CharField(
        _("state"), max_length=20, choices=[(state.value, state.value) for state in IndicatorState]
    )
    reason = text_fields.TextField(_("reason"))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["goal_indicator", "period"]
        constraints = [
            *has_ref("indicatorassessment"),
            models.UniqueConstraint(fields=["goal_indicator", "period"], name="one_indicator_assessment_a_period"),
            models.CheckConstraint(condition=~Q(reason=""), name="indicator_assessment_has_a_reason"),
            is_period("period", "indicator_assessment_period"),
            is_one_of("state", IndicatorState, "indicator_assessment_state"),
        ]

    def concerned_units(self) -> Collection[int]:
        """The units whose readings a write to it makes stale."""
        return {self.goal_indicator.goal.plan.unit_id}

    def __str__(self) -> str:
        return f"{self.goal_indicator} {period_key_words(self.period)}: {self.state}"

    def key_parts(self) -> Sequence[object]:
        """Its indicator of a goal, and period."""
        return (self.goal_indicator.ref.key, self.period)
