"""What can be done with budgets and forecasts."""

from tertial.domain.message import gettext_noop
from tertial.economy.budget.actions import undo
from tertial.things import rights
from tertial.things.kinds import Write

DECISION = {
    "budget_decision.create": Write(
        rights.PLAN, gettext_noop("Entered a decision on the budget: %(subject)s"), undo.withdraw_created
    ),
    "budget_decision.change": Write(
        rights.PLAN, gettext_noop("Corrected a decision on the budget: %(subject)s"), undo.change_back
    ),
    "budget_decision.withdraw": Write(
        rights.PLAN, gettext_noop("Withdrew a decision on the budget: %(subject)s"), undo.count_again
    ),
    "budget_decision.restore": Write(
        rights.PLAN, gettext_noop("Brought back a decision on the budget: %(subject)s"), undo.withdraw_restored
    ),
}
SPREAD = {
    "budget_spread.create": Write(rights.PLAN, gettext_noop("Spread the budget over the months: %(subject)s")),
    "budget_spread.change": Write(
        rights.PLAN, gettext_noop("Spread the budget over the months in another way: %(subject)s")
    ),
    "budget_spread.remove": Write(rights.PLAN, gettext_noop("Removed the monthly spread of the budget: %(subject)s")),
}
FORECAST = {
    "forecast.enter": Write(rights.REPORT, gettext_noop("Entered the forecast %(subject)s")),
    "forecast.change": Write(rights.REPORT, gettext_noop("Changed the forecast %(subject)s")),
    "forecast.remove": Write(rights.REPORT, gettext_noop("Removed the forecast %(subject)s")),
}
