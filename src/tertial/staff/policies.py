"""Who may import and what: staff figures of a unit and of everything below it."""

from tertial.accounts.models import Person
from tertial.organisation import policies
from tertial.organisation.models import Unit
from tertial.organisation.tree import unit_tree
from tertial.things.rights import Right


def may_import(person: Person, unit: Unit) -> bool:
    """Whether the person may import staff figures for the unit and those below it."""
    return policies.may(person, Right.PLAN, unit)


def check_import(person: Person, unit: Unit) -> None:
    """Raises NotAllowed unless the person may import for the unit; None is the system setting up."""
    policies.check(person, Right.PLAN, unit)


def units_within(unit: Unit) -> dict[str, Unit]:
    """The unit and everything below it, by code."""
    tree = unit_tree()
    return {each.code.upper(): each for each in (unit, *tree.descendants(unit.pk))}
