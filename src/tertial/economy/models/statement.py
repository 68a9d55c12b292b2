"""The layouts of a municipality's statements: which rows, and which accounts and activities belong to each."""

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tertial.common import text_fields
from tertial.common.constraints import is_one_of
from tertial.common.exact_decimals import ExactDecimalField
from tertial.common.keys import Keyed, has_ref
from tertial.domain.deviation import Limits, Threshold
from tertial.domain.statement.layout import Layout, LayoutRow, LineKind, Selection
from tertial.domain.validity import ALWAYS
from tertial.economy.models.amounts import MOST_DECIMALS, AmountSignChoices, DeviationSignChoices, MoneyUnit
from tertial.organisation.models import Unit


class LineKindChoices(models.TextChoices):
    """The kinds of rows, in words."""

    ROW = LineKind.ROW.value, _("Row")
    TOTAL = LineKind.TOTAL.value, _("Total")
    OF_WHICH = LineKind.OF_WHICH.value, _("Of which")


class LimitsChoices(models.TextChoices):
    """Which of the two limits asks for a comment, in words."""

    EITHER = Limits.EITHER.value, _("Either the amount or the percentage")
    BOTH = Limits.BOTH.value, _("Both the amount and the percentage")


class Statement(Keyed):
    """A statement's heading, what it covers, and when a deviation asks for a comment (`threshold_amount` in öre).

    `threshold_levels` holds the limits of kinds of units that have their own: `{"committee": {"amount": öre, "percent":
    "2.5", "limits": "both"}}`.

    What is booked on `scope_accounts` and `scope_activities` (groups such as `3-8`; all where empty) belongs to it.

    `amount_sign`, `deviation_sign`, `money_unit` and `decimals` are how it is printed, where it is printed otherwise
    than the municipality's others; `columns` are those of its page and of reports (values of `Shown`), where it has
    other than suit the period.

    It counts from the year `valid_from` until the next with its key begins (docs/rules/words-of-a-year.md).
    """

    municipality = models.ForeignKey(Unit, on_delete=models.CASCADE, related_name="statements")
    key = models.SlugField(max_length=40)
    valid_from = models.PositiveSmallIntegerField(_("from the year"), default=ALWAYS)
    title = text_fields.CharField(_("title"), max_length=150)
    position = models.PositiveSmallIntegerField(_("place"))
    scope_accounts = text_fields.JSONField(_("accounts"), default=list, blank=True)
    scope_activities = text_fields.JSONField(_("activities"), default=list, blank=True)
    threshold_amount = models.PositiveBigIntegerField(_("comment from, öre"), default=0)
    threshold_percent = ExactDecimalField(
        _("comment from, percent"), max_digits=5, decimal_places=2, default=Decimal(0)
    )
    threshold_limits = text_fields.CharField(
        _("limits"), max_length=6, choices=LimitsChoices.choices, default=Limits.EITHER.value
    )
    threshold_levels = text_fields.JSONField(_("limits of units"), default=dict, blank=True)
    percent_decimals = models.PositiveSmallIntegerField(_("decimals of percent"), default=0)
    amount_sign = text_fields.CharField(
        _("sign of amounts"), max_length=20, choices=AmountSignChoices.choices, blank=True
    )
    deviation_sign = text_fields.CharField(
        _("deviation"), max_length=30, choices=DeviationSignChoices.choices, blank=True
    )
    money_unit = text_fields.CharField(_("amounts in"), max_length=10, choices=MoneyUnit.choices, blank=True)
    decimals = models.PositiveSmallIntegerField(_("decimals"), null=True, blank=True)
    columns = text_fields.JSONField(_("columns"), default=list, blank=True)

    class Meta:
        ordering = ["municipality", "position", "key", "valid_from"]
        constraints = [
            *has_ref("statement"),
            models.UniqueConstraint(fields=["municipality", "key", "valid_from"], name="statement_once_from_a_year"),
            models.CheckConstraint(condition=Q(threshold_percent__gte=0), name="statement_threshold_not_negative"),
            is_one_of("threshold_limits", Limits, name="statement_threshold_limits"),
            models.CheckConstraint(
                condition=Q(amount_sign__in=["", *AmountSignChoices.values]), name="statement_amount_sign_known"
            ),
            models.CheckConstraint(
                condition=Q(deviation_sign__in=["", *DeviationSignChoices.values]),
                name="statement_deviation_sign_known",
            ),
            models.CheckConstraint(
                condition=Q(money_unit__in=["", *MoneyUnit.values]), name="statement_money_unit_known"
            ),
            models.CheckConstraint(
                condition=Q(decimals__isnull=True) | Q(decimals__lte=MOST_DECIMALS), name="statement_decimals"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def address(self) -> str:
        """What names it among those of its municipality in an address: its key, with the year where it has one."""
        return self.key if self.valid_from == ALWAYS else f"{self.key}~{self.valid_from}"

    def threshold_for(self, kind: str) -> Threshold:
        """When a deviation of a kind of unit asks for a comment: by limits of its own, or those of the statement."""
        own = self.threshold_levels.get(kind)
        if own is None:
            return Threshold(self.threshold_amount, self.threshold_percent, Limits(self.threshold_limits))
        return Threshold(int(own["amount"]), Decimal(own["percent"]), Limits(own["limits"]))

    def layout(self) -> Layout:
        """The rows as the calculation takes them. Raises UnusableLayout."""
        return Layout(
            self.key,
            self.title,
            tuple(row.as_layout_row() for row in self.rows.all()),
            Selection.parse(self.scope_accounts, self.scope_activities),
        )


class StatementRow(models.Model):
    """A row: the groups of accounts and activities that belong to it, or the rows above that it adds up (`parts`)."""

    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="rows")
    key = models.SlugField(max_length=40)
    label = text_fields.CharField(_("label"), max_length=150)
    kind = text_fields.CharField(_("kind"), max_length=10, choices=LineKindChoices.choices, default=LineKindChoices.ROW)
    position = models.PositiveSmallIntegerField(_("place"))
    accounts = text_fields.JSONField(_("accounts"), default=list, blank=True)
    activities = text_fields.JSONField(_("activities"), default=list, blank=True)
    parts = text_fields.JSONField(_("adds up"), default=list, blank=True)
    percent_decimals = models.PositiveSmallIntegerField(_("decimals of percent"), null=True, blank=True)

    class Meta:
        ordering = ["statement", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["statement", "key"], name="statement_row_key_once"),
            is_one_of("kind", LineKind, name="statement_row_kind"),
        ]

    def __str__(self) -> str:
        return self.label

    def as_layout_row(self) -> LayoutRow:
        """The row as the calculation takes it."""
        selection = Selection.parse(self.accounts, self.activities)
        return LayoutRow(self.key, self.label, LineKind(self.kind), selection, tuple(self.parts))
