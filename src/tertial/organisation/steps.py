"""What a new municipality sets up, step by step. Each room declares its own, as it does its entries of the menus.

The order counts in tens over all rooms, so that a step can come between two others.
"""

from collections.abc import Callable
from dataclasses import dataclass

from tertial.domain.period import Period
from tertial.organisation.models import Unit
from tertial.organisation.tree import unit_tree


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a step is: what is there, in figures; without any nothing is."""

    figures: str = ""
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step: its place, its word and why it is taken, marked for translation, how far it is, and where it is taken.

    `after` are the steps without which it cannot be taken. `page` gets the municipality and the period worked in.
    `presets` is the group of presets that hold what it needs.
    """

    order: int
    key: str
    word: str
    why: str
    progress: Callable[[Unit], Progress]
    page: Callable[[Unit, Period], str]
    after: tuple[str, ...] = ()
    presets: str = ""


def below(municipality: Unit) -> list[int]:
    """The numbers of the municipality and of every unit below it."""
    return [municipality.pk, *(unit.pk for unit in unit_tree().descendants(municipality.pk))]


class Steps:
    """The steps of all rooms."""

    def __init__(self) -> None:
        self._steps: dict[str, Step] = {}

    def add(self, *steps: Step) -> None:
        """Adds the steps of a room, when it starts."""
        self._steps |= {step.key: step for step in steps}

    @property
    def in_order(self) -> list[Step]:
        """All steps, the first to take first."""
        return sorted(self._steps.values(), key=lambda step: step.order)

    def called(self, key: str) -> Step | None:
        """The step with the key, if any room has it."""
        return self._steps.get(key)


STEPS = Steps()
THE_LIST = "list"
"""In place of a step: the whole list, which is put away."""
