"""Kinds of things that a test makes up, known for as long as it says."""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from tertial.things import kinds
from tertial.things.kinds import Held, Kind


@contextmanager
def declared(*made_up: Kind) -> Iterator[None]:
    """Kinds besides those that the rooms declare."""
    kinds.declare(*made_up)
    try:
        yield
    finally:
        for kind in made_up:
            del kinds._declared[kind.word]


@contextmanager
def instead(facet: type, *made_up: Kind) -> Iterator[None]:
    """Kinds that alone say something to a service: all others are silent to it."""
    stood = dict(kinds._declared)
    for word, kind in stood.items():
        silent = tuple(said for said in kind.facets if not isinstance(said, facet))
        kinds._declared[word] = replace(kind, facets=silent)
    try:
        with declared(*made_up):
            yield
    finally:
        kinds._declared.update(stood)


def nothing_found(_keys: Collection[str]) -> Mapping[str, Held]:
    """How a kind finds its things that a test needs none of."""
    return {}


def made_up_kind(word: str, *facets: object) -> Kind:
    """A kind that has no things, and says something to services."""
    return Kind(word=word, one="Made-up thing", many="Made-up things", find=nothing_found, facets=facets)
