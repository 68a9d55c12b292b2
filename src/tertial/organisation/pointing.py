"""What one thing can point at by its ref: a kind says what of it a unit holds, for others to choose among."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from tertial.domain.ref import Ref, by_kind
from tertial.organisation.models import Unit
from tertial.things.kinds import kind_called, kinds_with


@dataclass(frozen=True, slots=True)
class Target:
    """Something that can be pointed at: its ref, its name, and the heading it stands under."""

    ref: Ref
    name: str
    heading: str


@dataclass(frozen=True, slots=True)
class PointedAt:
    """That things of a kind can be pointed at: those that a unit holds for a year.

    `continued` says what things that belong to a year are in another: it gets their refs and that year, and gives for
    each that goes on the ref of what continues it. A kind that belongs to no year has none.
    """

    offered: Callable[[Unit, int], Iterable[Target]]
    continued: Callable[[Collection[Ref], int], Mapping[Ref, Ref]] | None = None


def targets(unit: Unit, year: int, *kinds: str) -> list[Target]:
    """Everything of a unit and a year that can be pointed at, of the kinds or of all, in the order of the rooms."""
    return [
        target
        for kind, pointed_at in kinds_with(PointedAt)
        if not kinds or kind.word in kinds
        for target in pointed_at.offered(unit, year)
    ]


def led_forward(refs: Collection[Ref], year: int) -> dict[Ref, Ref]:
    """The ref of what continues each thing in the year, or the same ref where nothing does."""
    led = {ref: ref for ref in refs}
    for word, of_kind in by_kind(refs).items():
        kind = kind_called(word)
        pointed_at = kind.facet(PointedAt) if kind is not None else None
        if pointed_at is not None and pointed_at.continued is not None:
            led |= pointed_at.continued(of_kind, year)
    return led
