"""What has been decided about the budget of units, and how a year's budget lies over its months."""

from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tertial.common import text_fields
from tertial.common.constraints import is_one_of
from tertial.common.keys import Keyed, has_ref
from tertial.domain.budget import DecisionKind, SpreadMethod
from tertial.organisation.models import Unit

_YEAR = Q(year__gte=1990, year__lte=2200)


class DecisionKindChoices(models.TextChoices):
    """What a decision does, in words."""

    FRAME = DecisionKind.FRAME.value, _("Frame")
    ADJUSTMENT = DecisionKind.ADJUSTMENT.value, _("Adjustment")
    TRANSFER = DecisionKind.TRANSFER.value, _("Transfer")


class SpreadMethodChoices(models.TextChoices):
    """How a budget is spread, in words."""

    EVEN = SpreadMethod.EVEN.value, _("Evenly over the months")
    SEASON = SpreadMethod.SEASON.value, _("As last year's outcome")
    OWN = SpreadMethod.OWN.value, _("By own weights")


class BudgetDecision(Keyed):
    """A decision on the budget of a year; `unit` is where it was taken up and whose coordinator may change it.

    A withdrawn decision counts for nothing but stays, so that it can be brought back.
    """

    area = "budget"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="budget_decisions")
    year = models.PositiveSmallIntegerField(_("year"))
    kind = text_fields.CharField(_("kind"), max_length=12, choices=DecisionKindChoices.choices)
    decided_on = models.DateField(_("decided"))
    reference = text_fields.CharField(_("reference"), max_length=150)
    text = text_fields.CharField(_("text"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField(auto_now=True)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        ordering = ["year", "decided_on", "id"]
        constraints = [
            *has_ref("budgetdecision"),
            is_one_of("kind", DecisionKind, "budget_decision_kind_known"),
            models.CheckConstraint(condition=_YEAR, name="budget_decision_year_is_a_year"),
            models.CheckConstraint(condition=~Q(reference=""), name="budget_decision_has_reference"),
            models.UniqueConstraint(
                fields=["unit", "year"],
                condition=Q(kind=DecisionKind.FRAME.value, withdrawn_at__isnull=True),
                name="budget_frame_once_a_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.year}, {self.reference}"


class BudgetLine(models.Model):
    """What a decision gives a unit, in öre: net cost, plus for more to spend. The lines of a transfer sum to zero."""

    area = "budget"

    decision = models.ForeignKey(BudgetDecision, on_delete=models.CASCADE, related_name="lines")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="budget_lines")
    amount = models.BigIntegerField(_("amount, öre"))

    class Meta:
        ordering = ["decision", "id"]
        constraints = [
            models.UniqueConstraint(fields=["decision", "unit"], name="budget_line_once_a_unit"),
            models.CheckConstraint(condition=~Q(amount=0), name="budget_line_not_zero"),
        ]

    def __str__(self) -> str:
        return f"{self.unit}: {self.decision}"


class BudgetSpread(Keyed):
    """How a unit's budget of a year lies over its months: twelve weights, kept as they were when it was chosen."""

    area = "budget"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="budget_spreads")
    year = models.PositiveSmallIntegerField(_("year"))
    method = text_fields.CharField(_("method"), max_length=10, choices=SpreadMethodChoices.choices)
    weights = text_fields.JSONField(_("weights"))
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["year", "unit"]
        constraints = [
            *has_ref("budgetspread"),
            is_one_of("method", SpreadMethod, "budget_spread_method_known"),
            models.CheckConstraint(condition=_YEAR, name="budget_spread_year_is_a_year"),
            models.UniqueConstraint(fields=["unit", "year"], name="budget_spread_once_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"

    def key_parts(self) -> Sequence[object]:
        """Its unit and year."""
        return (self.unit.ref.key, self.year)
