"""Where a write about a budget or a forecast can be taken back."""

from collections.abc import Iterable

from django.db.models import Model
from django.urls import reverse

from tertial.common import undo
from tertial.common.models import AuditEntry


def undo_address(subject: Model) -> str:
    """The address that takes back the newest write about a thing."""
    return undo.undo_address("economy:budget_undo", subject)


def undo_of(entries: Iterable[AuditEntry]) -> str:
    """The address that takes back some writes together; none for no writes."""
    numbers = "-".join(str(entry.pk) for entry in entries)
    return reverse("economy:budget_undo", args=[numbers]) if numbers else ""
