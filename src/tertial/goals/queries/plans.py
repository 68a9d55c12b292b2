"""Which plan a unit has."""

from django.db.models import QuerySet

from tertial.domain.ref import Ref
from tertial.goals.models import Plan
from tertial.organisation.models import Unit


def plan_of(unit: Unit | int, year: int) -> Plan | None:
    """The unit's plan for the year, unless it is archived."""
    return _in_use(year).filter(unit=unit).first()


def plan_by_ref(unit: Ref, year: int) -> Plan | None:
    """As `plan_of`, of the unit with the ref."""
    return _in_use(year).filter(unit__ref=unit).first()


def _in_use(year: int) -> QuerySet[Plan]:
    return Plan.objects.filter(year=year, archived_at=None).select_related("unit", "steering_model")
