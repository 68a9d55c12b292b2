"""Whom a form can offer; who stands in it is always offered, so that saving it loses nobody."""

from django.db.models import Q, QuerySet

from tertial.accounts.models import Person
from tertial.common.swedish_order import InSwedishOrder
from tertial.organisation.models import Unit
from tertial.organisation.tree import unit_tree


def people_around(unit: Unit, now: Person | None) -> QuerySet[Person]:
    """Everyone with a role in the unit, above it or below it, who may sign in, and whoever is chosen now."""
    tree = unit_tree()
    units = [*tree.path(unit.pk), *tree.descendants(unit.pk)]
    around = Q(is_active=True, roles__unit__in=units)
    offered = around | Q(pk=now.pk) if now is not None else around
    return Person.objects.filter(offered).distinct().order_by(InSwedishOrder("name"), "pk")
