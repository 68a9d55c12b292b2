from collections.abc import Collection, Sequence

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from tertial.common import text_fields
from tertial.common.constraints import is_period
from tertial.common.keys import Keyed, Named, has_ref
from tertial.common.period_words import period_key_words
from tertial.domain.keys import key_from
from tertial.domain.period import KEY_LENGTH
from tertial.goals.models.goal import Goal
from tertial.goals.models.plan import Plan
from tertial.goals.models.steering_model import AssignmentOrigin, AssignmentStatus
from tertial.organisation.models import Unit


class Assignment(Named):
    """Something a unit has been told to do. `continues` is the same assignment in last year's plan."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="assignments")
    goal = models.ForeignKey(Goal, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments")
    origin = models.ForeignKey(AssignmentOrigin, on_delete=models.PROTECT, related_name="+")
    title = text_fields.TextField(_("title"))
    responsible_unit = models.ForeignKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments"
    )
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="assignments"
    )
    due = models.DateField(_("due"), null=True, blank=True)
    continues = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="continuations"
    )
    position = models.PositiveIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["plan", "position", "id"]
        constraints = [*has_ref("assignment")]

    def __str__(self) -> str:
        return self.title

    def key_place(self) -> Sequence[object]:
        """Unit and year of its plan."""
        return (self.plan.ref.key,)

    def own_key(self) -> str:
        """What it is called, and was in the year before."""
        return self.continues.ref.last if self.continues else key_from(self.title, "assignment")


class AssignmentStep(models.Model):
    """One step on the way to an assignment done."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="steps")
    title = text_fields.CharField(_("step"), max_length=300)
    due = models.DateField(_("due"), null=True, blank=True)
    done = models.BooleanField(_("done"), default=False)
    position = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["assignment", "position", "id"]

    def __str__(self) -> str:
        return self.title


class AssignmentFollowUp(Keyed):
    """How far an assignment had come in a period, and what is said of it."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="follow_ups")
    period = text_fields.CharField(_("period"), max_length=KEY_LENGTH)
    status = models.ForeignKey(AssignmentStatus, on_delete=models.PROTECT, related_name="+")
    comment = text_fields.TextField(_("comment"), blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["assignment", "period"]
        constraints = [
            *has_ref("assignmentfollowup"),
            models.UniqueConstraint(fields=["assignment", "period"], name="one_follow_up_a_period"),
            is_period("period", "follow_up_period"),
        ]

    def concerned_units(self) -> Collection[int]:
        """The units whose readings a write to it makes stale."""
        return {self.assignment.plan.unit_id}

    def __str__(self) -> str:
        return f"{self.assignment} {period_key_words(self.period)}: {self.status}"

    def key_parts(self) -> Sequence[object]:
        """Its assignment and period."""
        return (self.assignment.ref.key, self.period)
