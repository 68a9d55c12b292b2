"""What one thing can point at by its ref. The rooms register what they hold, so that others can offer it to choose."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tertial.organisation.models import Unit


@dataclass(frozen=True, slots=True)
class Target:
    """Something that can be pointed at: its ref, its name, and the heading it stands under."""

    ref: str
    name: str
    heading: str


Provider = Callable[[Unit, int], Iterable[Target]]
_providers: list[Provider] = []


def offer(provider: Provider) -> None:
    """Lets what a room holds for a unit and a year be pointed at."""
    if provider not in _providers:
        _providers.append(provider)


def targets(unit: Unit, year: int) -> list[Target]:
    """Everything of a unit and a year that can be pointed at."""
    return [target for provider in _providers for target in provider(unit, year)]
