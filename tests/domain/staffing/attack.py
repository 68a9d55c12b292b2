"""A reader with pen and paper: everything shown is an equation, and what follows from them all is known."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import combinations

from tertial.domain.staffing.sick_leave import EVERYONE, Group
from tertial.domain.staffing.suppression import GROUPS, KINDS

MOST_IN_A_SMALL_GROUP = 10
Cell = tuple[int, int]
"""A unit's number and which of the six kinds of people."""


class Reader:
    """Knows the sum of every shown group of every unit, and which cells are empty."""

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

    def finds(self) -> list[frozenset[Cell]]:
        """The small sets that are known: of one unit any cells, of up to four units the same kinds of people."""
        return [chosen for chosen in self._small_sets() if self.knows(chosen)]

    def finds_anything(self) -> list[frozenset[Cell]]:
        """A small set that is known, if there is one, put together from any cells of any units.

        A sum is known where nothing that is left open alters it, so the cells' columns of what is open add up to zero.
        """
        small = [cell for cell in self.cells if self.people[cell] <= MOST_IN_A_SMALL_GROUP]
        columns = dict(zip(self.cells, zip(*self._left_open(), strict=True), strict=False))

        def search(first: int, room: int, chosen: tuple[Cell, ...]) -> frozenset[Cell] | None:
            if chosen and not any(map(sum, zip(*(columns.get(cell, ()) for cell in chosen), strict=True))):
                return frozenset(chosen)
            for at, cell in enumerate(small[first:], start=first + 1):
                if self.people[cell] <= room and (found := search(at, room - self.people[cell], (*chosen, cell))):
                    return found
            return None

        found = search(0, MOST_IN_A_SMALL_GROUP, ())
        return [found] if found is not None else []

    def _left_open(self) -> list[list[Fraction]]:
        """The changes to the cells that leave every shown sum as it is: one for each cell that is not solved for."""
        solved: list[tuple[int, list[Fraction]]] = []
        for lead, row in reversed(self.basis):
            rest = row
            for other, known in solved:
                if rest[other]:
                    rest = [own - rest[other] * taken for own, taken in zip(rest, known, strict=True)]
            solved.append((lead, rest))
        leads = {lead for lead, _row in solved}
        changes = []
        for free in (at for at in range(len(self.cells)) if at not in leads):
            change = [Fraction(at == free) for at in range(len(self.cells))]
            for lead, row in solved:
                change[lead] = -row[free]
            changes.append(change)
        return changes

    def _small_sets(self) -> Iterator[frozenset[Cell]]:
        kinds = [frozenset(some) for size in range(1, 7) for some in combinations(range(6), size)]
        below = {self.groups[unit, EVERYONE] for unit, group in self.groups if group == EVERYONE}
        own = sorted({unit for unit, _kind in self.cells})
        for units in (some for size in range(1, 5) for some in combinations(own, size)):
            for chosen in kinds:
                yield from self._if_small(
                    frozenset(cell for cell in self.cells if cell[0] in units and cell[1] in chosen)
                )
        for cells in below:
            present = {kind for _unit, kind in cells}
            for chosen in kinds:
                if chosen <= present:
                    yield from self._if_small(frozenset(cell for cell in cells if cell[1] in chosen))

    def _if_small(self, cells: frozenset[Cell]) -> Iterator[frozenset[Cell]]:
        if 0 < sum(self.people[cell] for cell in cells) <= MOST_IN_A_SMALL_GROUP:
            yield cells


def _path(parents: Mapping[int, int | None], unit: int) -> Iterator[int]:
    step: int | None = unit
    while step is not None:
        yield step
        step = parents[step]


def _eliminated(rows: list[list[Fraction]]) -> list[tuple[int, list[Fraction]]]:
    basis: list[tuple[int, list[Fraction]]] = []
    for row in rows:
        left = row
        for lead, known in basis:
            if left[lead]:
                left = [own - left[lead] * taken for own, taken in zip(left, known, strict=True)]
        first = next((at for at, value in enumerate(left) if value), None)
        if first is not None:
            basis.append((first, [value / left[first] for value in left]))
    return basis
