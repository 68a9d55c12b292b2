"""Where the work of a unit without a plan of its own is reported."""

from tertial.accounts.models import Person
from tertial.goals.models import Plan
from tertial.organisation import policies
from tertial.organisation.models import Unit
from tertial.things.rights import Right


def plan_above(person: Person, unit: Unit, year: int) -> Plan | None:
    """The year's plan of the nearest unit above, or of the unit itself, that the person may read."""
    rights = policies.rights(person)
    path = [step.pk for step in rights.tree.path(unit.pk) if Right.READ in rights.in_unit(step.pk)]
    found = Plan.objects.filter(unit__in=path, year=year, archived_at=None).select_related("unit")
    return min(found, key=lambda plan: path.index(plan.unit_id), default=None)
