"""What writes about budgets and forecasts are called in the audit trail."""

from tertial.domain.message import gettext_noop

WORDS = {
    "budget_decision.create": gettext_noop("Entered a decision on the budget: %(subject)s"),
    "budget_decision.change": gettext_noop("Corrected a decision on the budget: %(subject)s"),
    "budget_decision.withdraw": gettext_noop("Withdrew a decision on the budget: %(subject)s"),
    "budget_decision.restore": gettext_noop("Brought back a decision on the budget: %(subject)s"),
    "budget_spread.create": gettext_noop("Spread the budget over the months: %(subject)s"),
    "budget_spread.change": gettext_noop("Spread the budget over the months in another way: %(subject)s"),
    "budget_spread.remove": gettext_noop("Took back how the budget was spread: %(subject)s"),
    "forecast.enter": gettext_noop("Entered the forecast %(subject)s"),
    "forecast.change": gettext_noop("Changed the forecast %(subject)s"),
    "forecast.remove": gettext_noop("Removed the forecast %(subject)s"),
}
KINDS = {
    "budget": (gettext_noop("Budget and forecast"), ("budget_decision", "budget_spread", "forecast")),
}
FIELD_WORDS = {
    "lines": gettext_noop("lines"),
}
