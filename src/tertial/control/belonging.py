"""To which plan and units the things of internal control belong."""

from tertial.control.models import (
    CommonControl,
    ControlPlan,
    Measure,
    Recommendation,
    Risk,
    SystematicControl,
)
from tertial.organisation.models import Unit

Planned = Risk | Measure | SystematicControl | Recommendation | CommonControl


def plan_of(thing: Risk | Measure | SystematicControl | Recommendation) -> ControlPlan:
    """The plan that a thing belongs to."""
    return thing.risk.plan if isinstance(thing, Measure) else thing.plan


def units_of(control: CommonControl) -> list[Unit]:
    """The unit that set a common control and those that are asked; who may read one of them may read every answer."""
    return [control.set_by, *Unit.objects.filter(common_rows__control=control).exclude(pk=control.set_by_id)]
