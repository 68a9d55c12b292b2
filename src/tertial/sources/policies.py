"""Who may import: whoever may write in the municipality's ledger (docs/rules/roles.md)."""

from tertial.accounts.models import Person
from tertial.economy import policies as ledger
from tertial.organisation.models import Unit


def may_import(person: Person, municipality: Unit) -> bool:
    """Whether the person may send files to the municipality's ledger."""
    return ledger.may_import(person, municipality)


def check_import(person: Person, municipality: Unit) -> None:
    """Raises NotAllowed unless the person may import; None is the system itself."""
    ledger.check_import(person, municipality)
