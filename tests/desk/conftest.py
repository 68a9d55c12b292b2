"""A committee with its plan for 2024, whose people each have one role, and their browsers."""

from tests.goals.conftest import owner, place, rooms

__all__ = ["owner", "place", "rooms"]
