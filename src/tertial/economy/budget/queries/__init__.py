"""Reads of budgets and forecasts."""
