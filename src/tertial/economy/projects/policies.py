"""Who may write about projects: coordinators plan, reporters report, administrators choose words."""

from tertial.accounts.models import Person
from tertial.domain.project_table import REPORTED, Measure
from tertial.economy.models import Project
from tertial.organisation import policies
from tertial.organisation.models import Unit
from tertial.organisation.roles import Right


def right_for(measure: str) -> Right:
    """The right it takes to write an amount: what happened is reported, what is decided is planned."""
    return Right.REPORT if Measure(measure) in REPORTED else Right.PLAN


def check(person: Person | None, right: Right, unit: Unit) -> None:
    """Raises NotAllowed unless the person has the right in the unit; None is the system setting up."""
    if person is not None:
        policies.check(person, right, unit)


def may_report(person: Person, project: Project) -> bool:
    """Whether the person may write what has happened: in the project's unit, or below it as the one responsible."""
    if policies.may(person, Right.REPORT, project.unit):
        return True
    rights = policies.rights(person)
    below = rights.tree.descendants(project.unit_id)
    return project.responsible_id == person.pk and any(Right.REPORT in rights.in_unit(unit.pk) for unit in below)
