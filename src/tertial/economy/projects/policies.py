"""Who may write about projects: coordinators plan, reporters report, administrators choose words (docs/rules/roles.md)."""

from tertial.accounts.models import Person
from tertial.domain.project_table import REPORTED, Measure
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
