from collections.abc import Collection, Sequence

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tertial.common import text_fields
from tertial.common.constraints import is_one_of, is_period
from tertial.common.keys import Keyed, Named, has_ref
from tertial.common.period_words import period_key_words
from tertial.common.ref_field import RefField
from tertial.control.models.plan import ControlPlan
from tertial.control.models.risk import Measure
from tertial.domain.assessment import AssignmentState
from tertial.domain.keys import key_from
from tertial.domain.period import KEY_LENGTH
from tertial.domain.ref import NO_REF


class Recommendation(Named):
    """What an audit has recommended, why, and what is done about it. It is open until a re-check has closed it."""

    plan = models.ForeignKey(ControlPlan, on_delete=models.CASCADE, related_name="recommendations")
    audit = text_fields.CharField(_("audit"), max_length=200)
    record_number = text_fields.CharField(_("record number"), max_length=60, blank=True)
    background = text_fields.TextField(_("background"))
    measure = text_fields.TextField(_("measure"))
    about = RefField(_("concerns"), blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="recommendations"
    )
    due = models.DateField(_("due"), null=True, blank=True)
    continues = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="continuations"
    )
    position = models.PositiveIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["plan", "position", "id"]
        constraints = [
            *has_ref("recommendation"),
            models.CheckConstraint(condition=~Q(audit="") & ~Q(measure=""), name="recommendation_says_what_to_do"),
        ]

    def __str__(self) -> str:
        return self.measure

    def key_place(self) -> Sequence[object]:
        """Unit and year of its plan."""
        return (self.plan.ref.key,)

    def own_key(self) -> str:
        """What it is called, and was in the year before."""
        return self.continues.ref.last if self.continues else key_from(self.measure, "recommendation")


class Recheck(Keyed):
    """Someone has looked whether a recommendation is met: who, when, what was seen, and whether it closes."""

    recommendation = models.ForeignKey(Recommendation, on_delete=models.CASCADE, related_name="rechecks")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    on = models.DateField(_("day"))
    seen = text_fields.TextField(_("what was seen"))
    closes = models.BooleanField(_("closes the recommendation"), default=False)

    class Meta:
        ordering = ["recommendation", "on", "id"]
        constraints = [
            *has_ref("recheck"),
            models.CheckConstraint(condition=~Q(seen=""), name="recheck_says_what_was_seen"),
        ]

    def concerned_units(self) -> Collection[int]:
        """The units whose readings a write to it makes stale."""
        return {self.recommendation.plan.unit_id}

    def __str__(self) -> str:
        return f"{self.recommendation} {self.on.isoformat()}"


class ControlFollowUp(Keyed):
    """How far a measure or a recommendation had come in a period, and what is said of it."""

    measure = models.ForeignKey(Measure, null=True, blank=True, on_delete=models.CASCADE, related_name="follow_ups")
    recommendation = models.ForeignKey(
        Recommendation, null=True, blank=True, on_delete=models.CASCADE, related_name="follow_ups"
    )
    period = text_fields.CharField(_("period"), max_length=KEY_LENGTH)
    status = text_fields.CharField(
        _("status"), max_length=20, choices=[(state.value, state.value) for state in AssignmentState]
    )
    comment = text_fields.TextField(_("comment"), blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["measure", "recommendation", "period"]
        constraints = [
            *has_ref("controlfollowup"),
            models.CheckConstraint(
                condition=Q(measure__isnull=True, recommendation__isnull=False)
                | Q(measure__isnull=False, recommendation__isnull=True),
                name="follow_up_of_one_thing",
            ),
            models.UniqueConstraint(fields=["measure", "period"], name="one_measure_follow_up_a_period"),
            models.UniqueConstraint(fields=["recommendation", "period"], name="one_recommendation_follow_up_a_period"),
            is_period("period", "control_follow_up_period"),
            is_one_of("status", AssignmentState, "control_follow_up_status"),
        ]

    def concerned_units(self) -> Collection[int] | None:
        """The unit whose plan has what it follows up."""
        if self.measure is not None:
            return {self.measure.risk.plan.unit_id}
        return {self.recommendation.plan.unit_id} if self.recommendation is not None else None

    def __str__(self) -> str:
        return f"{self.measure or self.recommendation} {period_key_words(self.period)}"

    def key_parts(self) -> Sequence[object]:
        """What it follows up, and its period."""
        about = self.measure or self.recommendation
        return (about.ref if about else NO_REF, self.period)
