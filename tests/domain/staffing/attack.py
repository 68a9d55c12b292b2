"""A reader with pen and paper: everything shown is an equation, and what follows from them all is known."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from tertial.domain.staffing.sick_leave import Group
from tertial.domain.staffing.suppression import GROUPS, KINDS

Cell = tuple[int, int]
"""A unit's number and which of the six kinds of people."""


class Reader:
    """Knows the sum of every shown group of every unit, and which cells are empty; nothing else is taken for granted."""

    def __init__(
        self,
        parents: Mapping[int, int | None],
        month: Mapping[int, Sequence[int]],
        hidden: frozenset[tuple[int, Group]],
    ) -> None:
        self.people: dict[Cell, int] = {
            (unit, kind): count for unit, counts in month.items() for kind, count in enumerate(counts) if count
        }
        self.cells = list(self.people)
        below = {unit: {each for each in parents if unit in _path(parents, each)} for unit in parents}
        self.groups = {
            (unit, group): frozenset(
                cell for cell in self.cells if cell[0] in below[unit] and group.holds(*KINDS[cell[1]])
            )
            for unit in parents
            for group in GROUPS
        }
        shown = {cells for name, cells in self.groups.items() if name not in hidden and cells}
        self.basis = _eliminated([[Fraction(cell in cells) for cell in self.cells] for cells in shown])

    def knows(self, chosen: frozenset[Cell]) -> bool:
        """Whether the sum over the cells follows from what is shown."""
        left = [Fraction(cell in chosen) for cell in self.cells]
        for lead, row in self.basis:
            if left[lead]:
                left = [own - left[lead] * taken for own, taken in zip(left, row, strict=True)]
        return not any(left)

    def small_sets(self, most_cells: int) -> Iterator[frozenset[Cell]]:
        """Every choice of at most so many cells that holds one to ten people, and every small group of a unit."""
        for size in range(1, most_cells + 1):
            for chosen in combinations(self.cells, size):
                if sum(self.people[cell] for cell in chosen) <= 10:
                    yield frozenset(chosen)
        for cells in self.groups.values():
            if 0 < sum(self.people[cell] for cell in cells) <= 10:
                yield cells

    def finds(self, most_cells: int) -> list[frozenset[Cell]]:
        """The small sets that are known."""
        return [chosen for chosen in self.small_sets(most_cells) if self.knows(chosen)]


def _path(parents: Mapping[int, int | None], unit: int) -> Iterator[int]:
    step: int | None = unit
    while step is not None:
        yield step
        step = parents[step]


def _eliminated(rows: list[list[Fraction]]) -> list[tuple[int, list[Fraction]]]:
    basis: list[tuple[int, list[Fraction]]] = []
    for row in rows:
        for lead, known in basis:
            if row[lead]:
                row = [own - row[lead] * taken for own, taken in zip(row, known, strict=True)]
        lead = next((at for at, value in enumerate(row) if value), None)
        if lead is not None:
            row = [value / row[lead] for value in row]
            basis.append((lead, row))
    return basis
