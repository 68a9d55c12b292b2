"""Who may write about risks, measures, controls and recommendations.

Coordinators plan, reporters answer. Besides them, whoever is responsible for one thing may report on it, when they
report for some unit under that of the plan. See docs/rules/roles.md.
"""

from tertial.accounts.models import Person
from tertial.common.policies import NotAllowed
from tertial.control.models import (
    CommonControl,
    CommonRow,
    ControlPlan,
    Measure,
    Recommendation,
    Risk,
    SystematicControl,
)
from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.organisation import policies
from tertial.organisation.models import Unit
from tertial.things.rights import Right

Planned = Risk | Measure | SystematicControl | Recommendation | CommonControl
Reported = Measure | SystematicControl | Recommendation


def plan_of(thing: Risk | Measure | SystematicControl | Recommendation) -> ControlPlan:
    """The plan that a thing belongs to."""
    return thing.risk.plan if isinstance(thing, Measure) else thing.plan


def unit_of(thing: Planned) -> Unit:
    """The unit whose coordinators may change a thing."""
    return thing.set_by if isinstance(thing, CommonControl) else plan_of(thing).unit


def units_of(control: CommonControl) -> list[Unit]:
    """The unit that set a common control and those that are asked; who may read one of them may read every answer."""
    return [control.set_by, *Unit.objects.filter(common_rows__control=control).exclude(pk=control.set_by_id)]


def may_report(person: Person, thing: Reported) -> bool:
    """Whether the person may say how far a thing has come, or what a control came to."""
    unit = unit_of(thing)
    if policies.may(person, Right.REPORT, unit):
        return True
    return thing.responsible_id == person.pk and policies.reports_below(person, unit)


def may_answer(person: Person, row: CommonRow) -> bool:
    """Whether the person may answer a common control for whoever the row stands for: there, or where it was set.

    Whoever sets a control for all often makes it for all, too: draws the samples and looks at them.
    """
    units = [unit for unit in (row.unit, row.control.set_by) if unit is not None]
    return any(policies.may(person, Right.REPORT, unit) for unit in units)


def check_plan(person: Person, unit: Unit) -> None:
    """Raises NotAllowed unless the person may change what the unit has planned; None is the system setting up."""
    policies.check(person, Right.PLAN, unit)


def check_report(person: Person, thing: Reported) -> None:
    """Raises NotAllowed unless the person may report on the thing."""
    if not may_report(person, thing):
        policies.check(person, Right.READ, unit_of(thing))
        raise NotAllowed(
            Message(
                gettext_noop(
                    "You may not report on “%(name)s”; ask for a role in %(unit)s or to be made responsible for it."
                ),
                {"name": excerpt(str(thing)), "unit": unit_of(thing).name},
            )
        )


def check_answer(person: Person, row: CommonRow) -> None:
    """Raises NotAllowed unless the person may answer for the row."""
    if not may_answer(person, row):
        policies.check(person, Right.REPORT, row.unit or row.control.set_by)
