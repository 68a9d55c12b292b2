"""What parts of budgets and forecasts are called on pages, in files and in texts."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from tertial.domain.forecast import Method


def frame_words() -> Mapping[str, str]:
    """The parts of a frame, by the names refs have for them."""
    return {
        "frame": _("Frame"),
        "adjustments": _("Adjustments"),
        "transfers": _("Transfers"),
        "adjusted": _("Adjusted frame"),
    }


def foreseen_words() -> Mapping[str, str]:
    """What can be said of a forecast."""
    return {"amount": _("forecast for the year"), "deviation": _("forecast against budget")}


def method_words() -> Mapping[Method, str]:
    """Where a forecast comes from."""
    return {
        Method.ENTERED: _("entered"),
        Method.BUDGET: _("budget for the rest of the year"),
        Method.SEASON: _("last year's season"),
    }


def budget_rule() -> str:
    """How the amounts of budget tables are to be read."""
    return _(
        "Amounts in thousands of kronor (tkr), rounded each on its own. A budget frame is what the unit may cost net:"
        " plus is more to spend."
    )


def forecast_rule() -> str:
    """How the amounts of forecast tables are to be read."""
    return _(
        "Amounts in thousands of kronor (tkr), rounded each on its own. Income has plus and costs have minus. Forecast"
        " against budget: plus is better than the budget."
    )
