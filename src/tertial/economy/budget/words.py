"""What parts of budgets and forecasts are called on pages, in files and in texts."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from tertial.domain.forecast import Method
from tertial.domain.statement import AmountSign, Convention


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


def forecast_rule(convention: Convention) -> str:
    """How the amounts of forecast tables are to be read, and written."""
    signs = (
        _("Amounts in thousands of kronor (tkr), rounded each on its own. Income has plus and costs have minus.")
        if convention.amounts is AmountSign.COST_MINUS
        else _("Amounts in thousands of kronor (tkr), rounded each on its own. Costs have plus and income has minus.")
    )
    against = (
        _("Forecast against budget: plus is better than the budget.")
        if convention.more_is_better()
        else _("Forecast against budget: minus is better than the budget.")
    )
    return f"{signs} {against}"


def missed_rule(convention: Convention) -> str:
    """How the amounts of tables of earlier forecasts are to be read."""
    return (
        _(
            "Amounts in thousands of kronor (tkr), rounded each on its own. Outcome − forecast: plus where it went "
            "better than forecast."
        )
        if convention.amounts is AmountSign.COST_MINUS
        else _(
            "Amounts in thousands of kronor (tkr), rounded each on its own. Costs have plus and income has minus. "
            "Outcome − forecast: minus where it went better than forecast."
        )
    )
