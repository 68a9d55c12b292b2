"""Pages of plans, goals, indicators and assignments."""
