"""How amounts are printed: their signs, their unit and their decimals."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tertial.common import text_fields
from tertial.common.constraints import is_one_of
from tertial.common.keys import Keyed, has_ref
from tertial.domain.quantity import Unit as Quantum
from tertial.domain.statement.sign import AmountSign, DeviationSign
from tertial.domain.validity import ALWAYS
from tertial.organisation.models import Unit

MOST_DECIMALS = 3


class MoneyUnit(models.TextChoices):
    """What amounts are printed in."""

    KRONOR = Quantum.KRONOR.value, _("kronor")
    TKR = Quantum.TKR.value, _("thousand kronor")
    MNKR = Quantum.MNKR.value, _("million kronor")


class AmountSignChoices(models.TextChoices):
    """How expenditure is written."""

    COST_MINUS = AmountSign.COST_MINUS.value, _("Expenditure with a minus, income without a sign")
    COST_PLUS = AmountSign.COST_PLUS.value, _("Expenditure without a sign")


class DeviationSignChoices(models.TextChoices):
    """How the deviation is worked out."""

    OUTCOME_MINUS_BUDGET = DeviationSign.OUTCOME_MINUS_BUDGET.value, _("Outcome − budget")
    BUDGET_MINUS_OUTCOME = DeviationSign.BUDGET_MINUS_OUTCOME.value, _("Budget − outcome")


class AmountStyle(Keyed):
    """How a municipality prints amounts in its statements from a year on, where a statement says nothing else.

    It counts from the year `valid_from` until the municipality's next begins (docs/rules/words-of-a-year.md).
    """

    municipality = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="amount_styles")
    valid_from = models.PositiveSmallIntegerField(_("from the year"), default=ALWAYS)
    amount_sign = text_fields.CharField(
        _("sign of amounts"), max_length=20, choices=AmountSignChoices.choices, default=AmountSignChoices.COST_MINUS
    )
    deviation_sign = text_fields.CharField(
        _("deviation"),
        max_length=30,
        choices=DeviationSignChoices.choices,
        default=DeviationSignChoices.OUTCOME_MINUS_BUDGET,
    )
    money_unit = text_fields.CharField(_("amounts in"), max_length=10, choices=MoneyUnit.choices, default=MoneyUnit.TKR)
    decimals = models.PositiveSmallIntegerField(_("decimals"), default=0)

    class Meta:
        ordering = ["municipality", "valid_from"]
        constraints = [
            *has_ref("amountstyle"),
            models.UniqueConstraint(fields=["municipality", "valid_from"], name="amount_style_once_from_a_year"),
            is_one_of("amount_sign", AmountSign, "amount_style_amount_sign_known"),
            is_one_of("deviation_sign", DeviationSign, "amount_style_deviation_sign_known"),
            models.CheckConstraint(condition=Q(money_unit__in=MoneyUnit.values), name="amount_style_money_unit_known"),
            models.CheckConstraint(condition=Q(decimals__lte=MOST_DECIMALS), name="amount_style_decimals"),
        ]

    def __str__(self) -> str:
        if self.valid_from == ALWAYS:
            return gettext("Amounts and signs")
        return gettext("Amounts and signs from %(year)s") % {"year": self.valid_from}
