"""Where a ledger is imported: the pages of the sources room, which this room knows by name alone."""

from django.urls import NoReverseMatch, reverse

from tertial.organisation.workplace import Workplace


def import_url(workplace: Workplace) -> str:
    """The page for importing into the unit's ledger; empty where there is none."""
    try:
        return reverse("sources:imports", args=[workplace.code, workplace.period.key])
    except NoReverseMatch:
        return ""
