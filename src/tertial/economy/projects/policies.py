"""Who may write about projects: coordinators plan and declare tables, reporters report."""

from tertial.accounts.models import Person
from tertial.domain.project_table import REPORTED, Measure
from tertial.economy.models import Project
from tertial.organisation import policies
from tertial.organisation.models import Unit
from tertial.things.rights import Right


def check(person: Person, right: Right, unit: Unit) -> None:
    """Raises NotAllowed unless the person has the right in the unit; None is the system setting up."""
    policies.check(person, right, unit)


def may_report(person: Person, project: Project) -> bool:
    """Whether the person may write what has happened: in the project's unit, or below it as the one responsible."""
    if policies.may(person, Right.REPORT, project.unit):
        return True
    rights = policies.rights(person)
    below = rights.tree.descendants(project.unit_id)
    return project.responsible_id == person.pk and any(Right.REPORT in rights.in_unit(unit.pk) for unit in below)


def check_report(person: Person, project: Project) -> None:
    """Raises NotAllowed unless the person may write what has happened; None is the system setting up."""
    if not may_report(person, project):
        policies.check(person, Right.REPORT, project.unit)


def check_amount(person: Person, project: Project, measure: str) -> None:
    """Raises NotAllowed unless the person may write an amount of the measure."""
    if Measure(measure) in REPORTED:
        check_report(person, project)
    else:
        check(person, Right.PLAN, project.unit)
