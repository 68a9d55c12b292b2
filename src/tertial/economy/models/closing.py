"""To which month of a year the ledger of a source system is closed (docs/rules/periods.md)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from tertial.common import text_fields
from tertial.common.keys import Keyed, has_ref
from tertial.economy.models.ledger import LedgerImport
from tertial.organisation.models import Unit


class LedgerClosing(Keyed):
    """What someone, or an import, has said: everything of the year up to and including the month is booked.

    The newest that counts is the one believed; 0 says that no month is. One that came with an import counts only while
    the import does. Rows are added, never changed, so that a report as of an earlier day reads what was believed then.
    """

    municipality = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="ledger_closings")
    source_system = text_fields.CharField(_("source system"), max_length=60)
    year = models.PositiveSmallIntegerField(_("year"))
    month = models.PositiveSmallIntegerField(_("closed through"))
    said_at = models.DateTimeField(_("said"))
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    ledger_import = models.ForeignKey(LedgerImport, null=True, on_delete=models.CASCADE, related_name="closings")

    class Meta:
        ordering = ["-said_at", "-pk"]
        constraints = [
            *has_ref("ledgerclosing"),
            models.CheckConstraint(condition=Q(month__lte=12), name="ledger_closing_month"),
        ]
        indexes = [models.Index(fields=["municipality", "year", "said_at"], name="ledger_closing_by_time")]

    def __str__(self) -> str:
        return f"{self.source_system} {self.year}-{self.month:02d}"
