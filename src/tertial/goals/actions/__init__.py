"""Every write about plans, goals, indicators and assignments."""
