"""Imports of ledger lines. The lines themselves lie in Parquet files that are never changed (docs/rules/ledger.md)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from tertial.common import text_fields
from tertial.common.keys import Keyed, has_ref
from tertial.common.period_words import spans_words
from tertial.organisation.models import Unit


class LedgerKind(models.TextChoices):
    """What the lines of an import are."""

    OUTCOME = "outcome", _("Outcome")
    BUDGET = "budget", _("Budget")


class LedgerImport(Keyed):
    """One import: its files, the periods it covers (YYYYMM), and its sums in öre as booked.

    For each period it covers, the newest import of the same municipality, kind and source system counts. `content`
    names its Parquet files under TERTIAL_HOME/ledger.
    """

    municipality = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="ledger_imports")
    kind = text_fields.CharField(_("kind"), max_length=10, choices=LedgerKind.choices)
    source_system = text_fields.CharField(_("source system"), max_length=60)
    files = text_fields.JSONField(_("files"))
    content = text_fields.CharField(max_length=64)
    periods = text_fields.JSONField(_("periods"))
    line_count = models.PositiveBigIntegerField(_("lines"))
    debit = models.BigIntegerField(_("debit"))
    credit = models.BigIntegerField(_("credit"))
    refused_count = models.PositiveBigIntegerField(_("refused rows"), default=0)
    refused = text_fields.CharField(max_length=300, blank=True)
    applied_at = models.DateTimeField(_("imported"))
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["-applied_at", "-pk"]
        constraints = [
            *has_ref("ledgerimport"),
            models.CheckConstraint(condition=Q(debit__gte=0) & Q(credit__lte=0), name="ledger_import_signs"),
            models.CheckConstraint(condition=Q(line_count__gt=0), name="ledger_import_has_lines"),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(undone_at__gte=F("applied_at")),
                name="ledger_undone_after_applied",
            ),
        ]
        indexes = [models.Index(fields=["municipality", "kind", "applied_at"], name="ledger_import_by_time")]

    def __str__(self) -> str:
        return f"{self.source_system} {spans_words(str(month) for month in sorted(self.periods))}"
