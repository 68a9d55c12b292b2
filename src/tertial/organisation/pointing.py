"""What one thing can point at by its ref. The rooms register what they hold, so that others can offer it to choose."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

from tertial.domain.ref import Ref, by_kind
from tertial.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class Target:
    """Something that can be pointed at: its ref, its name, and the heading it stands under."""

    ref: Ref
    name: str
    heading: str


Targets = Callable[[Unit, int], Iterable[Target]]
Successors = Callable[[Collection[Ref], int], Mapping[Ref, Ref]]
_targets: dict[str, Targets] = {}
_successors: dict[str, Successors] = {}


def register_targets(kind: str, provider: Targets, successors: Successors | None = None) -> None:
    """Lets the things of a kind (`goal`) that a unit holds for a year be pointed at.

    `successors` says what things of the kind that belong to a year are in another: it gets their refs and that year,
    and gives for each that goes on the ref of what continues it. A kind that belongs to no year has none.
    """
    _targets[kind] = provider
    if successors is not None:
        _successors[kind] = successors


def targets(unit: Unit, year: int, *kinds: str) -> list[Target]:
    """Everything of a unit and a year that can be pointed at, of the kinds or of all, in the order of the rooms."""
    return [
        target for kind, provider in _targets.items() if not kinds or kind in kinds for target in provider(unit, year)
    ]


def led_forward(refs: Collection[Ref], year: int) -> dict[Ref, Ref]:
    """The ref of what continues each thing in the year, or the same ref where nothing does."""
    led = {ref: ref for ref in refs}
    for kind, of_kind in by_kind(refs).items():
        if kind in _successors:
            led |= _successors[kind](of_kind, year)
    return led
