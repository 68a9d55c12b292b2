"""Where remedies have their places on pages."""

from django.urls import reverse

from tertial.economy.models import Remedy


def remedies_url(code: str, period: str, anchor: str = "") -> str:
    """The page of a unit's remedies in a period, at a place on it."""
    return f"{reverse('economy:remedies', args=[code, period])}{f'#{anchor}' if anchor else ''}"


def remedy_url(remedy: Remedy, period: str = "") -> str:
    """A remedy on the page of its unit, in the period it was decided in where no other is named."""
    return remedies_url(remedy.unit.code, period or remedy.period, remedy.ref.anchor)
