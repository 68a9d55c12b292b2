"""Which units of the ledger belong to a unit of the organisation (docs/rules/statements.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tertial.common.kept import Kept
from tertial.common.stamps import written
from tertial.domain.extent import Moved
from tertial.economy.ledger.store import BOOKED
from tertial.economy.models import Code, Dimension
from tertial.organisation.models import Succession
from tertial.organisation.tree import UnitTree, unit_tree

_kept: Kept["Places"] = Kept(most=32)
_kept_rows: Kept[tuple[tuple[Code, ...], tuple[Succession, ...]]] = Kept(most=1)


@dataclass(frozen=True)
class Places:
    """Where the work of every unit is done on a day: in itself, or in what has taken it over by then.

    Every unit of the ledger belongs to exactly one unit and those above it, whatever year it is asked for, so that
    nothing is counted twice and the years are of the same work.
    """

    day: date
    tree: UnitTree
    codes: tuple[Code, ...]
    successions: tuple[Succession, ...]

    def codes_of(self, unit_id: int, year: int) -> list[str]:
        """The codes of the year whose work belongs to a unit and everything below it on the day."""
        below = self._within(unit_id)
        return [code.code for code in self._valid_in(year) if self._holders[code.unit_id or 0] in below]

    def holders(self, unit_id: int, year: int) -> dict[str, int]:
        """The unit itself that each code of the year belongs to, of a unit and everything below it."""
        below = self._within(unit_id)
        found = {code.code: self._holders[code.unit_id or 0] for code in self._valid_in(year)}
        return {code: holder for code, holder in found.items() if holder in below}

    def has_moved(self, unit_id: int) -> bool:
        """Whether the work of a unit is done elsewhere on the day."""
        return self._holder(unit_id, frozenset()) != unit_id

    def took_over(self, unit_id: int, before: int) -> bool:
        """Whether a unit that stands elsewhere has its work done in the unit or below it on the day."""
        below = self._within(unit_id)
        return before not in below and self.has_moved(before) and self._holder(before, frozenset()) in below

    def moved(self, unit_id: int, year: int, first: int, last: int) -> frozenset[Moved]:
        """Work that came to a unit or left it and is not counted alike in all years, in some months of a year."""
        below, found = self._within(unit_id), set()
        for each in self.successions:
            counted_before = self._holder(each.predecessor_id, frozenset()) in below
            counted_after = self._holder(each.successor_id, frozenset()) in below
            if counted_before != counted_after and self._books(each.predecessor_id):
                names = self.tree.units[each.predecessor_id].name, self.tree.units[each.successor_id].name
                found.add(Moved(*names, each.on, _months_from(each.on, year, first, last)))
        return frozenset(found)

    def _within(self, unit_id: int) -> set[int]:
        return {unit_id, *(below.pk for below in self.tree.descendants(unit_id))}

    def _valid_in(self, year: int) -> list[Code]:
        return [code for code in self.codes if code.is_valid_in(year)]

    @cached_property
    def _holders(self) -> dict[int, int]:
        return {pk: self._holder(pk, frozenset()) for pk in {code.unit_id or 0 for code in self.codes}}

    @cached_property
    def _after(self) -> Mapping[int, list[int]]:
        """The successors of each unit that has none of its work left."""
        found: dict[int, list[int]] = {}
        for each in self.successions:
            if self._is_over(each):
                found.setdefault(each.predecessor_id, []).append(each.successor_id)
        return found

    def _holder(self, unit_id: int, seen: frozenset[int]) -> int:
        """Where the work is done: what took over from the unit or one above it; for several what holds them all."""
        for step in self.tree.path(unit_id):
            if step.pk in self._after and step.pk not in seen:
                return self._above_all([self._holder(each, seen | {step.pk}) for each in self._after[step.pk]])
        return unit_id

    def _above_all(self, units: list[int]) -> int:
        first, *others = ([step.pk for step in self.tree.path(unit)] for unit in units)
        return next((pk for pk in first if all(pk in other for other in others)), first[-1])

    def _is_over(self, succession: Succession) -> bool:
        """Whether nothing is left in the predecessor: it has ended, or no code of the ledger is its own any more."""
        last = self.tree.units[succession.predecessor_id].valid_to
        if last is not None and last <= self.day:
            return True
        return not any(code.is_valid_in(self.day.year) for code in self._booking(succession.predecessor_id))

    def _books(self, unit_id: int) -> bool:
        return bool(self._booking(unit_id))

    def _booking(self, unit_id: int) -> list[Code]:
        below = self._within(unit_id)
        return [code for code in self.codes if code.unit_id in below]


def _months_from(day: date, year: int, first: int, last: int) -> int | None:
    """For how many of the months something is so that began on the day; None for all of them."""
    begins = 1 if day.year < year else 13 if day.year > year else day.month
    months = max(0, last - max(first, begins) + 1)
    return None if months == last - first + 1 else months


def places_on(day: date) -> Places:
    """The places of all work on a day."""
    return _kept.get(("places", day), written(*BOOKED), lambda: _read(day))


def _read(day: date) -> Places:
    codes, successions = _kept_rows.get("rows", written(*BOOKED), _rows)
    return Places(day, unit_tree(), codes, tuple(each for each in successions if each.on <= day))


def _rows() -> tuple[tuple[Code, ...], tuple[Succession, ...]]:
    codes = Code.objects.filter(dimension=Dimension.UNIT, unit__isnull=False)
    return tuple(codes), tuple(Succession.objects.all())
