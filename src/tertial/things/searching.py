"""Search over everything that a person may read: each kind of thing that can be found says how."""

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TypeVar

from django.db.models import Model, QuerySet

from tertial.accounts.models import Person
from tertial.things.kinds import kinds_with

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


@dataclass(frozen=True, slots=True)
class Searched:
    """That things of a kind can be found by words; the groups with a low position stand first."""

    position: int
    found: Callable[[Asked], HitGroup]


Row = TypeVar("Row", bound=Model)


def search(text: str, person: Person, units: Collection[int]) -> list[HitGroup]:
    """What has every word of the text, by kind; nothing for less than two characters.

    `units` are the numbers of the units that the person may read.
    """
    if len(text.strip()) < FEWEST_CHARACTERS:
        return []
    asked = Asked(text.split(), person, units)
    said = sorted((searched for _kind, searched in kinds_with(Searched)), key=lambda searched: searched.position)
    return [group for searched in said if (group := searched.found(asked)).hits]


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
