"""A committee with its plan for 2024, whose people each have one role, and their browsers."""

from tests.goals.conftest import as_role, owner, place, plans, reports, rooms

__all__ = ["as_role", "owner", "place", "plans", "reports", "rooms"]
