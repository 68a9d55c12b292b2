from collections.abc import Sequence
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tertial.common import text_fields
from tertial.common.keys import Keyed, Named, has_ref
from tertial.domain.keys import key_from
from tertial.goals.models.indicator import Indicator
from tertial.goals.models.plan import Plan
from tertial.goals.models.steering_model import Level


class Goal(Named):
    """A goal of a plan. `parent` is in the same plan; `contributes_to` is a goal of the unit above, in its plan.

    `continues` is the same goal in last year's plan.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="goals")
    level = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="goals")
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    contributes_to = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="contributions"
    )
    continues = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="continuations"
    )
    name = text_fields.CharField(_("name"), max_length=300)
    description = text_fields.TextField(_("description"), blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="goals"
    )
    position = models.PositiveIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)
    indicators: ClassVar["models.ManyToManyField[Indicator, GoalIndicator]"] = models.ManyToManyField(
        Indicator, through="GoalIndicator", related_name="goals"
    )

    class Meta:
        ordering = ["plan", "position", "id"]
        constraints = [
            *has_ref("goal"),
            models.CheckConstraint(condition=~Q(parent=F("id")), name="goal_not_its_own_parent"),
            models.CheckConstraint(condition=~Q(contributes_to=F("id")), name="goal_contributes_to_another"),
        ]

    def __str__(self) -> str:
        return self.name

    def key_place(self) -> Sequence[object]:
        """Unit and year of its plan."""
        return (self.plan.ref.key,)

    def own_key(self) -> str:
        """What it is called, and was in the year before."""
        return self.continues.ref.last if self.continues else key_from(self.name, "goal")


MOST_WEIGHT = 100


class GoalIndicator(Keyed):
    """One goal is followed by one indicator; an indicator may follow several goals.

    `weight` is what it weighs among the indicators of the goal, where the steering model lets them weigh differently.
    """

    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="goal_indicators")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="goal_indicators")
    position = models.PositiveIntegerField(default=0)
    weight = models.PositiveSmallIntegerField(_("weight"), default=1)

    class Meta:
        ordering = ["goal", "position", "id"]
        constraints = [
            *has_ref("goalindicator"),
            models.UniqueConstraint(fields=["goal", "indicator"], name="indicator_once_per_goal"),
            models.CheckConstraint(
                condition=Q(weight__gte=1, weight__lte=MOST_WEIGHT), name="indicator_weighs_one_to_a_hundred"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.goal} · {self.indicator}"
