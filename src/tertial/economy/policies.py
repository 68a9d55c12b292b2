"""Who may import, and who may change what the ledger is read by (docs/rules/roles.md)."""

from tertial.accounts.models import Person
from tertial.organisation import policies
from tertial.organisation.models import Unit
from tertial.things.rights import Right


def may_import(person: Person, municipality: Unit) -> bool:
    """Whether the person may import into the municipality's ledger, and take an import back: its coordinators."""
    return policies.may(person, Right.PLAN, municipality)


def check_import(person: Person, municipality: Unit) -> None:
    """Raises NotAllowed unless the person may import; None is the system setting up."""
    policies.check(person, Right.PLAN, municipality)


def check_configure(person: Person, municipality: Unit) -> None:
    """Raises NotAllowed unless the person may change codes and layouts: the municipality's administrators."""
    policies.check(person, Right.ADMINISTER, municipality)
