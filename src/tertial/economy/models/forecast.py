"""What units forecast that the year will come to, row by row."""

from collections.abc import Sequence

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tertial.common import text_fields
from tertial.common.constraints import is_one_of, is_period
from tertial.common.keys import Keyed, has_ref
from tertial.common.period_words import period_key_words
from tertial.domain.forecast import Method
from tertial.domain.period import KEY_LENGTH
from tertial.organisation.models import Unit


class MethodChoices(models.TextChoices):
    """Where a forecast comes from, in words."""

    ENTERED = Method.ENTERED.value, _("Entered")
    BUDGET = Method.BUDGET.value, _("Budget for the rest of the year")
    SEASON = Method.SEASON.value, _("Last year's season")


class Forecast(Keyed):
    """What a unit foresaw on an occasion (`period`) that a row of a statement would come to in the whole year.

    `amount` is öre with the sign of statements: income plus, cost minus.
    """

    area = "budget"

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="forecasts")
    period = text_fields.CharField(_("occasion"), max_length=KEY_LENGTH)
    statement = text_fields.CharField(_("statement"), max_length=40)
    row = text_fields.CharField(_("row"), max_length=40)
    amount = models.BigIntegerField(_("forecast, öre"))
    method = text_fields.CharField(_("method"), max_length=10, choices=MethodChoices.choices)
    comment = text_fields.CharField(_("comment"), max_length=300, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    recorded_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["unit", "period", "statement", "id"]
        constraints = [
            *has_ref("forecast"),
            is_period("period", "forecast_period_is_period"),
            is_one_of("method", Method, "forecast_method_known"),
            models.CheckConstraint(condition=~Q(statement="") & ~Q(row=""), name="forecast_of_a_row"),
            models.UniqueConstraint(fields=["unit", "period", "statement", "row"], name="forecast_once_an_occasion"),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {period_key_words(self.period)}"

    def key_parts(self) -> Sequence[object]:
        """Its unit, occasion and row."""
        return (self.unit.ref.key, self.period, self.statement, self.row)
