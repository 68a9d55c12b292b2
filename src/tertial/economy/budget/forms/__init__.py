"""Forms of budgets and forecasts."""
