from collections.abc import Collection, Sequence

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tertial.common import text_fields
from tertial.common.constraints import is_one_of
from tertial.common.keys import Named, has_ref
from tertial.common.ref_field import RefField
from tertial.control.models.plan import ControlPlan
from tertial.domain.keys import key_from
from tertial.domain.risk import Decision

LONGEST_REF = 120
DECISIONS = {
    Decision.ACCEPT: _("Accept"),
    Decision.CONTROL: _("Keep watch"),
    Decision.MEASURE: _("Take measures"),
}


class Risk(Named):
    """Something that may go wrong in a process or for a goal, valued from 1 on both axes of the plan's scale.

    `about` is the ref of what it threatens (`goal:KS:2024:safe`). `continues` is the same risk in last year's plan.
    """

    plan = models.ForeignKey(ControlPlan, on_delete=models.CASCADE, related_name="risks")
    process = text_fields.CharField(_("process or goal"), max_length=200)
    description = text_fields.TextField(_("risk"))
    likelihood = models.PositiveSmallIntegerField(_("likelihood"))
    consequence = models.PositiveSmallIntegerField(_("consequence"))
    decision = text_fields.CharField(
        _("decision"), max_length=10, choices=[(key.value, word) for key, word in DECISIONS.items()]
    )
    reason = text_fields.TextField(_("reason"), blank=True)
    about = RefField(_("concerns"), blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="risks"
    )
    continues = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="continuations"
    )
    position = models.PositiveIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["plan", "position", "id"]
        constraints = [
            *has_ref("risk"),
            models.CheckConstraint(condition=Q(likelihood__gte=1, consequence__gte=1), name="risk_is_valued_from_one"),
            models.CheckConstraint(condition=~Q(description=""), name="risk_has_a_description"),
            is_one_of("decision", Decision, "risk_decision"),
        ]
        indexes = [models.Index(fields=["about"], name="risk_about")]

    def concerned_units(self) -> Collection[int]:
        """The units whose readings a write to it makes stale."""
        return {self.plan.unit_id}

    def __str__(self) -> str:
        return self.description

    def key_place(self) -> Sequence[object]:
        """Unit and year of its plan."""
        return (self.plan.ref.key,)

    def own_key(self) -> str:
        """What it is called, and was in the year before."""
        return self.continues.ref.last if self.continues else key_from(self.description, "risk")


class Measure(Named):
    """What is to be done about a risk. `continues` is the same measure in last year's plan."""

    risk = models.ForeignKey(Risk, on_delete=models.CASCADE, related_name="measures")
    title = text_fields.TextField(_("measure"))
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="risk_measures"
    )
    due = models.DateField(_("due"), null=True, blank=True)
    continues = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="continuations"
    )
    position = models.PositiveIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["risk__position", "risk", "position", "id"]
        constraints = [*has_ref("measure"), models.CheckConstraint(condition=~Q(title=""), name="measure_has_a_title")]

    def concerned_units(self) -> Collection[int]:
        """The units whose readings a write to it makes stale."""
        return {self.risk.plan.unit_id}

    def __str__(self) -> str:
        return self.title

    def key_place(self) -> Sequence[object]:
        """Unit and year of its plan."""
        return (self.risk.plan.ref.key,)

    def own_key(self) -> str:
        """What it is called, and was in the year before."""
        return self.continues.ref.last if self.continues else key_from(self.title, "measure")
