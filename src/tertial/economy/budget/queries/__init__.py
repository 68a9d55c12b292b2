"""Reads of budgets and forecasts; other parts of the economy ask `budget_frame` and `forecast_wholes`."""

from tertial.economy.budget.queries.forecasts import (
    ForecastReading,
    forecast_amounts,
    forecast_wholes,
    read_forecast,
)
from tertial.economy.budget.queries.frame import BudgetFrameReading, budget_frame

__all__ = [
    "BudgetFrameReading",
    "ForecastReading",
    "budget_frame",
    "forecast_amounts",
    "forecast_wholes",
    "read_forecast",
]
