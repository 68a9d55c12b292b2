"""Every read about plans, goals, indicators and assignments."""
