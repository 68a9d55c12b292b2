from collections.abc import Collection, Sequence

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tertial.common import text_fields
from tertial.common.constraints import is_one_of, is_period
from tertial.common.keys import Keyed, Named, has_ref
from tertial.common.period_words import period_key_words
from tertial.common.ref_field import RefField
from tertial.control.models.common_controls import CommonControl
from tertial.control.models.plan import ControlPlan
from tertial.control.models.risk import Risk
from tertial.domain.assessment import AssignmentState
from tertial.domain.keys import key_from
from tertial.domain.period import KEY_LENGTH


class SystematicControl(Named):
    """A control that a unit makes again and again. `common` is the control set for all that it carries out.

    `limits` are its own, in the form of ControlModel.results; empty where the municipality's apply.
    """

    plan = models.ForeignKey(ControlPlan, on_delete=models.CASCADE, related_name="controls")
    common = models.ForeignKey(
        CommonControl, null=True, blank=True, on_delete=models.PROTECT, related_name="carried_out_as"
    )
    risk = models.ForeignKey(Risk, null=True, blank=True, on_delete=models.SET_NULL, related_name="controls")
    process = text_fields.CharField(_("process or goal"), max_length=200)
    name = text_fields.TextField(_("control"))
    why = text_fields.TextField(_("why"), blank=True)
    method = text_fields.TextField(_("method"), blank=True)
    frequency = text_fields.CharField(_("frequency"), max_length=120, blank=True)
    about = RefField(_("concerns"), blank=True)
    limits = text_fields.JSONField(_("limits"), default=list, blank=True)
    responsible = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="systematic_controls"
    )
    continues = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="continuations"
    )
    position = models.PositiveIntegerField(default=0)
    archived_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["plan", "position", "id"]
        constraints = [
            *has_ref("systematiccontrol"),
            models.CheckConstraint(condition=~Q(name=""), name="control_has_a_name"),
        ]
        indexes = [models.Index(fields=["about"], name="control_about")]

    def __str__(self) -> str:
        return self.name

    def key_place(self) -> Sequence[object]:
        """Unit and year of its plan."""
        return (self.plan.ref.key,)

    def own_key(self) -> str:
        """What it is called, and was in the year before."""
        return self.continues.ref.last if self.continues else key_from(self.name, "systematiccontrol")


class ControlResult(Keyed):
    """What a systematic control came to in a period. `conclusion` is the word people chose, of the municipality's."""

    control = models.ForeignKey(SystematicControl, on_delete=models.CASCADE, related_name="results")
    period = text_fields.CharField(_("period"), max_length=KEY_LENGTH)
    status = text_fields.CharField(
        _("status"), max_length=20, choices=[(state.value, state.value) for state in AssignmentState]
    )
    population = models.BigIntegerField(_("population"), null=True, blank=True)
    sample = models.BigIntegerField(_("sample size"), null=True, blank=True)
    deviations = models.BigIntegerField(_("deviations"), null=True, blank=True)
    conclusion = text_fields.CharField(_("conclusion"), max_length=60, blank=True)
    comment = text_fields.TextField(_("comment"), blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["control", "period"]
        constraints = [
            *has_ref("controlresult"),
            models.UniqueConstraint(fields=["control", "period"], name="one_control_result_a_period"),
            models.CheckConstraint(
                condition=Q(population__isnull=True) | Q(sample__isnull=True) | Q(sample__lte=F("population")),
                name="sample_within_population",
            ),
            models.CheckConstraint(
                condition=Q(deviations__isnull=True)
                | Q(deviations__gte=0, deviations__lte=F("sample"))
                | Q(deviations__gte=0, sample__isnull=True, deviations__lte=F("population")),
                name="deviations_within_what_was_looked_at",
            ),
            is_period("period", "control_result_period"),
            is_one_of("status", AssignmentState, "control_result_status"),
        ]

    def concerned_units(self) -> Collection[int] | None:
        """The plan's unit; of a common control all, whose results stand beside each other."""
        return None if self.control.common_id is not None else {self.control.plan.unit_id}

    def __str__(self) -> str:
        return f"{self.control} {period_key_words(self.period)}"

    def key_parts(self) -> Sequence[object]:
        """Its control and period."""
        return (self.control.ref.key, self.period)
