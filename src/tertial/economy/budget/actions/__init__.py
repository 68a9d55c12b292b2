"""Writes of budgets and forecasts."""
