"""Which units the staff figures of a unit's files may be of."""

from tertial.organisation.models import Unit
from tertial.organisation.tree import unit_tree


def units_within(unit: Unit) -> dict[str, Unit]:
    """The unit and everything below it, by code."""
    tree = unit_tree()
    return {each.code.upper(): each for each in (unit, *tree.descendants(unit.pk))}
