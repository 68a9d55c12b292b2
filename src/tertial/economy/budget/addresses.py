"""Where budgets and forecasts have their places on pages."""

from urllib.parse import urlencode

from django.urls import reverse

from tertial.organisation.models import Unit


def budget_url(unit: Unit, period: str, anchor: str = "") -> str:
    """The budget page of a unit for the year of a period, at a place on it."""
    return f"{reverse('economy:budget', args=[unit.code, period])}{f'#{anchor}' if anchor else ''}"


def forecast_url(unit: Unit, period: str, statement: str = "", anchor: str = "") -> str:
    """The forecast page of a unit and occasion, at a place on it."""
    query = f"?{urlencode({'uppstallning': statement})}" if statement else ""
    return f"{reverse('economy:forecast', args=[unit.code, period])}{query}{f'#{anchor}' if anchor else ''}"


def track_url(unit: Unit, period: str, statement: str) -> str:
    """The page that compares earlier forecasts with what happened."""
    return f"{reverse('economy:track_record', args=[unit.code, period])}?{urlencode({'uppstallning': statement})}"
