"""What budgets and forecasts have."""

from tertial.domain.message import gettext_noop
from tertial.economy.budget import held, live_figures, log_words, writes
from tertial.economy.budget.actions import undo
from tertial.economy.models import BudgetDecision
from tertial.texts.figures import Offers
from tertial.things.finding import each_held, stored_in_lines
from tertial.things.kinds import Kind

KINDS = (
    Kind(
        word="budgetdecision",
        one=gettext_noop("Budget decision"),
        many=gettext_noop("Budget decisions"),
        find=stored_in_lines(BudgetDecision, held.held_decision, "unit", line="lines", given="lines__unit"),
        writes=writes.DECISION,
        facets=(undo.DECISION, log_words.DECISION),
    ),
    Kind(
        word="budgetspread",
        one=gettext_noop("Budget spread over the months"),
        many=gettext_noop("Budgets spread over the months"),
        find=held.find_spreads(),
        writes=writes.SPREAD,
        facets=(undo.SPREAD, log_words.SPREAD),
    ),
    Kind(
        word="budgetframe",
        one=gettext_noop("Budget frame"),
        many=gettext_noop("Budget frames"),
        find=each_held(held.held_frame),
        history=held.history_of_frame,
        facets=(Offers(live_figures.FrameFigures),),
    ),
    Kind(
        word="forecast",
        one=gettext_noop("Forecast of a row"),
        many=gettext_noop("Forecasts of rows"),
        find=held.find_forecasts(),
        writes=writes.FORECAST,
        facets=(undo.FORECAST, log_words.FORECAST),
    ),
    Kind(
        word="forecasts",
        one=gettext_noop("Forecast"),
        many=gettext_noop("Forecasts"),
        find=each_held(held.held_forecasts),
        history=held.history_of_forecasts,
        facets=(Offers(live_figures.ForeseenFigures, also=(live_figures.FORESEEN,)),),
    ),
)
