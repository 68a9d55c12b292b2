"""Where a ledger is imported: the pages of the sources room, which this room knows by name alone."""

from django.urls import NoReverseMatch, reverse

from tertial.domain.period import Period
from tertial.organisation.models import Unit


def imports_address(unit: Unit, period: Period) -> str:
    """The page of the imports into the unit's ledger; empty where there is none."""
    try:
        return reverse("sources:imports", args=[unit.code, period.key])
    except NoReverseMatch:
        return ""
