"""Rows that people put in an order of their own."""

from typing import Any

from django.db.models import Model


def swap_places(row: list[Any], moved: Model, *, down: bool) -> bool:
    """Lets `moved` change places with its neighbour in the row of things with a `position`; False at the row's end."""
    at = next(number for number, each in enumerate(row) if each.pk == moved.pk)
    to = at + 1 if down else at - 1
    if not 0 <= to < len(row):
        return False
    row[at], row[to] = row[to], row[at]
    for position, each in enumerate(row):
        each.position = position
    type(moved)._default_manager.bulk_update(row, ["position"])
    return True
