"""What the gate needs to know of what belongs to no one unit: a whole municipality, and people.

Whoever can sign in as someone has all their rights.
"""

from tertial.accounts.models import Person
from tertial.domain.message import Message, gettext_noop
from tertial.organisation.gate.guarded import Guarded
from tertial.organisation.tree import unit_tree

_ADMINISTRATORS = gettext_noop("Only an administrator can do this; ask the one of your municipality.")
_WHOLE = gettext_noop("Only an administrator of the whole municipality can do this; ask one.")
_NO_ROLE = gettext_noop("%(person)s has no role yet; give one first, then the link.")


def whole_municipality() -> Guarded:
    """What is the matter of a whole municipality, whichever: it stands above every unit."""
    homes = tuple(unit.pk for unit in unit_tree().children(None))
    return Guarded(name="", homes=homes, refusal=Message(_WHOLE))


def anywhere() -> Guarded:
    """What takes the right in some unit, whichever, such as to add a person."""
    return Guarded(name="", homes=tuple(unit_tree().units), refusal=Message(_ADMINISTRATORS))


def password_of(person: Person) -> Guarded:
    """What it takes besides to let a person choose a password: without a role they may be given one anywhere."""
    if person.roles.exists():
        return anywhere()
    homes = whole_municipality().homes
    return Guarded(name=person.name, homes=homes, refusal=Message(_NO_ROLE, {"person": person.name}))
