"""Search over everything that a person may read. The rooms register what they hold that has a name."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet

from tertial.accounts.models import Person
from tertial.organisation import policies
from tertial.things.rights import Right

MOST = 12
_AROUND = 70
FEWEST_CHARACTERS = 2


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that was found: its name, where it stands, and the words around the match if that is in a text."""

    title: str
    place: str
    url: str
    excerpt: str = ""


@dataclass(frozen=True, slots=True)
class HitGroup:
    """The hits of one kind; `more` is how many there are besides those shown."""

    label: str
    hits: Sequence[Hit]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Asked:
    """What is searched for: the words, by whom, and the numbers of the units whose things that person may read."""

    words: Sequence[str]
    person: Person
    units: Collection[int]


Finder = Callable[[Asked], Iterable[HitGroup]]
_finders: dict[str, tuple[int, Finder]] = {}
Row = TypeVar("Row", bound=Model)


def register_search(room: str, position: int, finder: Finder) -> None:
    """Lets what a room holds be found; the groups of rooms with a low position stand first."""
    _finders[room] = (position, finder)


def search(person: Person, text: str) -> list[HitGroup]:
    """What has every word of the text, by kind; nothing for less than two characters."""
    if len(text.strip()) < FEWEST_CHARACTERS:
        return []
    readable = [unit.pk for unit in policies.rights(person).units_with(Right.READ)]
    asked = Asked(text.split(), person, readable)
    finders = sorted(_finders.values(), key=lambda registered: registered[0])
    return [group for _position, finder in finders for group in finder(asked) if group.hits]


def hit_group(label: str, rows: QuerySet[Row], as_hit: Callable[[Row], Hit]) -> HitGroup:
    """The first of the rows as hits, in their order."""
    found = list(rows[: MOST + 1])
    more = rows.count() - MOST if len(found) > MOST else 0
    return HitGroup(label, [as_hit(row) for row in found[:MOST]], more)


def words_around(text: str, words: Sequence[str]) -> str:
    """The part of a text where the first of the words stands."""
    flat = " ".join(text.split())
    places = [found.start() for word in words if (found := re.search(re.escape(word), flat, re.IGNORECASE))]
    if not places:
        return flat[: 2 * _AROUND]
    first = max(0, min(places) - _AROUND)
    last = min(len(flat), min(places) + 2 * _AROUND)
    return f"{'…' if first else ''}{flat[first:last].strip()}{'…' if last < len(flat) else ''}"
