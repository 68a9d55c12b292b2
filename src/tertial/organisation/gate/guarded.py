"""What the gate needs to know of a thing, and how it gets to know it of many at once."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Model

from tertial.domain.message import Message
from tertial.things.kinds import kinds_with


class Reporters(NamedTuple):
    """A unit whose reporters may report on a thing, and who may besides, when they report for a unit below it."""

    unit: int
    owner: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Guarded:
    """What the gate needs to know of one thing.

    A right counts in any of `homes`, the first of which is named where it is missing, and must be held in all of
    `every` besides. On what it takes reporting for, also those in `also` may write. `archived` is the
    name of what is put away, the thing itself or what holds it; `closed` says why nobody may write it now; `refusal`
    is said instead of which right is missing.
    """

    name: str
    homes: tuple[int, ...]
    every: tuple[int, ...] = ()
    also: tuple[Reporters, ...] = ()
    archived: str = ""
    closed: Message | None = None
    refusal: Message | None = None


def _nothing_above(_row: Model) -> Iterable[Model]:
    return ()


@dataclass(frozen=True, slots=True)
class Gated:
    """What a kind of thing says to the gate: how its rows are seen, in as many queries for many as for one.

    `above` is what is locked with a row, from the part to the whole; with `holds` off nothing is.
    """

    model: type[Model]
    seen: Callable[[Sequence[Any]], Sequence[Guarded]]
    above: Callable[[Any], Iterable[Model]] = _nothing_above
    holds: bool = True


def _gated(model: type[Model]) -> Gated:
    return next(said for _kind, said in kinds_with(Gated) if said.model is model)


def guarded_things(things: Sequence[Model | Guarded]) -> list[Guarded]:
    """The things as the gate sees them, in their order."""
    found: dict[int, Guarded] = {}
    by_model: dict[type[Model], list[tuple[int, Model]]] = {}
    for place, thing in enumerate(things):
        if isinstance(thing, Guarded):
            found[place] = thing
        else:
            by_model.setdefault(thing.__class__, []).append((place, thing))
    for model, rows in by_model.items():
        answers = _gated(model).seen([row for _place, row in rows])
        found.update(zip((place for place, _row in rows), answers, strict=True))
    return [found[place] for place in range(len(things))]


def guarded(thing: Model) -> Guarded:
    """One thing as the gate sees it."""
    return guarded_things([thing])[0]


def held_rows(things: Sequence[Model | Guarded]) -> list[Model]:
    """What is locked before the things are judged: those that are stored, each with what holds it."""
    rows: list[Model] = []
    for thing in things:
        if isinstance(thing, Guarded):
            continue
        gated = _gated(thing.__class__)
        if not gated.holds:
            continue
        if thing.pk is not None and not thing._state.adding:
            rows.append(thing)
        rows.extend(gated.above(thing))
    return rows
