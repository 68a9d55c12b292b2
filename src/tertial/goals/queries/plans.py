"""Which plan a unit has."""

from tertial.goals.models import Plan
from tertial.organisation.models import Unit


def plan_of(unit: Unit | int, year: int) -> Plan | None:
    """The unit's plan for the year, unless it is archived."""
    return Plan.objects.filter(unit=unit, year=year, archived_at=None).select_related("unit", "steering_model").first()
