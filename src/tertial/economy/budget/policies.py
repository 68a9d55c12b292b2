"""Who may write about budgets and forecasts: coordinators decide about budgets, reporters foresee."""

from collections.abc import Iterable

from tertial.accounts.models import Person
from tertial.organisation import policies
from tertial.organisation.models import Unit
from tertial.things.rights import Right


def check_budget(person: Person, units: Iterable[Unit]) -> None:
    """Raises NotAllowed unless the person may change the budget of all the units; None is the system setting up."""
    for unit in units:
        policies.check(person, Right.PLAN, unit)


def check_forecast(person: Person, unit: Unit) -> None:
    """Raises NotAllowed unless the person may foresee for the unit; None is the system setting up."""
    policies.check(person, Right.REPORT, unit)
