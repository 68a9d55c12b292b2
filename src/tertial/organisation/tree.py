"""The units as a tree in memory: a municipality has some hundreds, read in one query."""

from collections.abc import Iterator
from functools import cached_property

from tertial.common.kept import Kept
from tertial.common.stamps import written
from tertial.organisation.models import Succession, Unit


class UnitTree:
    """Every unit with its parent and children, as they are stored now."""

    def __init__(self) -> None:
        self.units: dict[int, Unit] = {unit.pk: unit for unit in Unit.objects.order_by("code")}

    @cached_property
    def by_code(self) -> dict[str, Unit]:
        """The units by their codes."""
        return {unit.code: unit for unit in self.units.values()}

    @cached_property
    def _children(self) -> dict[int | None, list[Unit]]:
        children: dict[int | None, list[Unit]] = {}
        for unit in self.units.values():
            children.setdefault(unit.parent_id, []).append(unit)
        return children

    def children(self, unit_id: int | None) -> list[Unit]:
        """The units directly below; None asks for those without parent."""
        return self._children.get(unit_id, [])

    def path(self, unit_id: int) -> tuple[Unit, ...]:
        """The unit and everything above it, the unit first."""
        found: list[Unit] = []
        step: int | None = unit_id
        while step is not None and step in self.units:
            found.append(self.units[step])
            step = self.units[step].parent_id
        return tuple(found)

    def descendants(self, unit_id: int) -> Iterator[Unit]:
        """Everything below the unit, each parent before its children."""
        for child in self.children(unit_id):
            yield child
            yield from self.descendants(child.pk)

    def family(self, unit_id: int) -> frozenset[int]:
        """The unit, everything above and below it, and what any of them has taken over or been taken over by."""
        found: set[int] = set()
        left = [unit_id]
        while left:
            near = {each.pk for each in (*self.path(left[-1]), *self.descendants(left.pop()))} - found
            found |= near
            left += [other for each in near for other in self._taken_over.get(each, ())]
        return frozenset(found)

    @cached_property
    def _taken_over(self) -> dict[int, list[int]]:
        pairs: dict[int, list[int]] = {}
        for before, after in Succession.objects.order_by("pk").values_list("predecessor", "successor"):
            pairs.setdefault(before, []).append(after)
            pairs.setdefault(after, []).append(before)
        return pairs

    def walk(self, unit_id: int | None = None, depth: int = 0) -> Iterator[tuple[Unit, int]]:
        """The units in tree order with their depth, from the top or from one unit's children."""
        for child in self.children(unit_id):
            yield child, depth
            yield from self.walk(child.pk, depth + 1)


_kept: Kept[UnitTree] = Kept(most=1)


def unit_tree() -> UnitTree:
    """The units as they are stored now; read again only when something has been written."""
    return _kept.get("units", written("organisation"), UnitTree)
