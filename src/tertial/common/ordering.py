"""Rows that people put in an order of their own."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import Model

from tertial.common import audit
from tertial.common.models import AuditEntry


def swap_places(row: list[Any], moved: Model, *, down: bool) -> dict[str, Any] | None:
    """Lets `moved` change places with its neighbour in the row of things with a `position`; None at the row's end.

    What it gives is for the audit entry: which way it went, and the order it left.
    """
    at = next(number for number, each in enumerate(row) if each.pk == moved.pk)
    to = at + 1 if down else at - 1
    if not 0 <= to < len(row):
        return None
    row[at], row[to] = row[to], row[at]
    for position, each in enumerate(row):
        each.position = position
    type(moved)._default_manager.bulk_update(row, ["position"])
    return {"down": down, "order": [each.pk for each in row]}


def move_back(entry: AuditEntry, moved: Model, order: Sequence[int], move: Callable[[bool], object]) -> None:
    """Undoes a move while the row stands in the order it left, by primary key; `move` gets whether to go down.

    Raises ChangedSince.
    """
    if list(order) != entry.after.get("order"):
        raise audit.changed_since(moved)
    move(not entry.after["down"])
