"""Risks with their measures from files that people keep them in."""
