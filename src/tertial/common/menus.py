"""Menus: each room declares its own entries, and whoever shows a menu takes them all.

The order counts in tens over all rooms, so that an entry can come between two others.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest


def _everyone(_request: HttpRequest) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its place among the others, its word (marked for translation), the view it leads to, its drawing.

    `seen_by` says whether the person of a request is shown it. `takes_place` says whether its address names a unit and
    a period, and `more` is what else stands in it.
    """

    order: int
    word: str
    view: str
    icon: str = ""
    seen_by: Callable[[HttpRequest], bool] = _everyone
    takes_place: bool = False
    more: tuple[str, ...] = ()


class Menu:
    """A menu that any room can add entries to when it starts."""

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}

    def add(self, *entries: Entry) -> None:
        """Adds the entries of a room."""
        self._entries |= {entry.view: entry for entry in entries}

    @property
    def entries(self) -> list[Entry]:
        """All entries, in their order."""
        return sorted(self._entries.values(), key=lambda entry: entry.order)

    def seen_by(self, request: HttpRequest) -> list[Entry]:
        """The entries that the person of the request is shown, in their order."""
        return [entry for entry in self.entries if entry.seen_by(request)]


MAIN = Menu()
"""Beside every page: the parts of Tertial."""

SETTINGS = Menu()
"""On top of each first page of structure and settings."""
