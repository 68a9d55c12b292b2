"""Pages of budgets and forecasts."""
