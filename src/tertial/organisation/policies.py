"""Which rights someone has where, and who may read; who may write is for the gate to say.

A role counts in its unit and in every unit below it.

Whoever has a role in a unit may also read the units above it: a committee's goals make no sense without the
council's. See docs/rules/roles.md.
"""

from tertial.accounts.models import Person
from tertial.common.policies import Hidden, NotAllowed
from tertial.domain.message import Message, gettext_noop
from tertial.domain.ref import Ref
from tertial.organisation.models import Unit
from tertial.organisation.roles import RIGHTS, Role
from tertial.organisation.tree import UnitTree, unit_tree
from tertial.things.kinds import Held, kind_called
from tertial.things.rights import Right


class Rights:
    """What one person may do in each unit, worked out once from all roles."""

    def __init__(self, person: Person, tree: UnitTree | None = None) -> None:
        self.tree = tree or unit_tree()
        self._given: dict[int, frozenset[Right]] = {}
        self._readable_above: set[int] = set()
        self._is_system = person.is_system
        for unit_id, role in person.roles.values_list("unit_id", "role"):
            self._given[unit_id] = self._given.get(unit_id, frozenset()) | RIGHTS[Role(role)]
            self._readable_above.update(unit.pk for unit in self.tree.path(unit_id))

    def in_unit(self, unit_id: int) -> frozenset[Right]:
        """Every right the person has in the unit; the system has all of them everywhere."""
        if self._is_system:
            return frozenset(Right)
        rights = frozenset[Right]().union(*(self._given.get(unit.pk, frozenset()) for unit in self.tree.path(unit_id)))
        return rights | {Right.READ} if unit_id in self._readable_above else rights

    def units_with(self, right: Right) -> list[Unit]:
        """The units where the person has the right, in tree order."""
        return [unit for unit, _ in self.tree.walk() if right in self.in_unit(unit.pk)]

    @property
    def own_units(self) -> list[Unit]:
        """The units where the person has been given a role."""
        return [unit for unit, _ in self.tree.walk() if unit.pk in self._given]


def rights(person: Person) -> Rights:
    """The person's rights, read once and kept on the person for the length of a request."""
    kept: Rights | None = getattr(person, "_rights", None)
    if kept is None:
        kept = Rights(person)
        person._rights = kept  # type: ignore[attr-defined]
    return kept


def may(person: Person, right: Right, unit: Unit) -> bool:
    """Whether the person has the right in the unit."""
    return right in rights(person).in_unit(unit.pk)


def may_see(person: Person, ref: Ref, thing: Held) -> bool:
    """Whether the person may see a thing: with the right that its kind asks for, in one of its units."""
    kind = kind_called(ref.kind)
    return kind is not None and any(kind.seen_with in rights(person).in_unit(unit) for unit in thing.units)


def check_reads(person: Person, unit: Unit) -> None:
    """Raises Hidden for a unit that the person may not read: they learn nothing, not even that it exists."""
    if not may(person, Right.READ, unit):
        raise Hidden


def administers_somewhere(person: Person) -> bool:
    """Whether the person administers any unit."""
    return person.is_system or bool(rights(person).units_with(Right.ADMINISTER))


def check_reads_somewhere(person: Person) -> None:
    """Raises NotAllowed for someone without any role."""
    if not rights(person).own_units:
        raise NotAllowed(Message(gettext_noop("You have no role in any unit yet; ask an administrator for one.")))
