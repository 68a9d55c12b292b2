"""Finds a small set that a reader can work out, whichever cells of whichever units it is put together from.

The argument is in docs/rules/suppression.md. A choice of cells in a unit and below it is, seen from outside, only what
it makes of each change that is left open there. Choices are kept as the graphs of those functions: each change with
one coordinate more, the change of the chosen sum. What is chosen in several parts fits together where the functions
agree wherever the parts can change alike, and is known where nothing open alters its sum.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from tertial.domain.staffing.cell_space import CELLS, Space, Vector, joined, unmoved

MOST_IN_A_SMALL_SET = 10
_NOTHING = (0,) * CELLS


class Watched(Protocol):
    """A unit with everything below it, as far as the search needs to know it."""

    @property
    def parts(self) -> "Sequence[Watched]":
        """The units below, and the staff of its own."""

    @property
    def support(self) -> Space:
        """The cells that hold anyone."""

    @property
    def small_sets(self) -> tuple[Vector, ...]:
        """Every choice of the cells with one to ten people."""

    @property
    def known(self) -> tuple[Vector, ...]:
        """The groups that are shown."""

    def people(self, chosen: Vector) -> int:
        """How many people a choice of cells holds."""


Chosen = tuple[tuple[Watched, Vector], ...]
"""A choice of cells in some units."""
_States = Mapping[Space, tuple[int, Chosen]]
"""The fewest people, and who, of the choices that are the same function of what is open."""


def told_set(root: Watched) -> Chosen | None:
    """A choice of one to ten people whose sum follows from what is shown, if there is one."""
    return _Search().among(root)


def is_told(root: Watched, chosen: Chosen) -> bool:
    """Whether the sum over the chosen cells follows from what is shown."""
    return _tells(_graph(root, dict(chosen)))


class _Search:
    def __init__(self) -> None:
        self._told: Chosen | None = None

    def among(self, root: Watched) -> Chosen | None:
        self._states(root)
        return self._told

    def _states(self, unit: Watched) -> _States:
        states: dict[Space, tuple[int, Chosen]] = {}
        for graph, people, chosen in self._of_parts(unit) if unit.parts else _of_cells(unit):
            seen = _shown(unit, graph)
            if chosen and _tells(seen):
                self._told = chosen
            if self._told is not None:
                return {}
            if seen not in states or people < states[seen][0]:
                states[seen] = people, chosen
        return states

    def _of_parts(self, unit: Watched) -> Iterator[tuple[Space, int, Chosen]]:
        together: dict[Space, tuple[int, Chosen]] = {(): (0, ())}
        for part in unit.parts:
            of_part = self._states(part)
            before, together = together, {}
            for graph, (people, chosen) in before.items():
                for other, (more, also) in of_part.items():
                    if people + more > MOST_IN_A_SMALL_SET:
                        continue
                    both = joined(graph, other)
                    if _is_function(both) and (both not in together or people + more < together[both][0]):
                        together[both] = people + more, chosen + also
        yield from ((graph, people, chosen) for graph, (people, chosen) in together.items())


def _of_cells(unit: Watched) -> Iterator[tuple[Space, int, Chosen]]:
    yield _counted(unit.support, _NOTHING), 0, ()
    for chosen in unit.small_sets:
        yield _counted(unit.support, chosen), unit.people(chosen), ((unit, chosen),)


def _graph(unit: Watched, chosen: Mapping[Watched, Vector]) -> Space:
    if not unit.parts:
        return _shown(unit, _counted(unit.support, chosen.get(unit, _NOTHING)))
    return _shown(unit, joined(*(_graph(part, chosen) for part in unit.parts)))


def _counted(space: Space, chosen: Vector) -> Space:
    """Each change with what it makes of the chosen sum."""
    return tuple((*change, sum(map(int.__mul__, change, chosen))) for change in space)


def _shown(unit: Watched, graph: Space) -> Space:
    return unmoved(graph, tuple((*group, 0) for group in unit.known))


def _is_function(graph: Space) -> bool:
    return all(any(row[:CELLS]) for row in graph)


def _tells(graph: Space) -> bool:
    """Whether no change that is left open alters the sum."""
    return not any(row[CELLS] for row in graph)
