"""What the gate needs to know of people: whoever can sign in as someone has all their rights."""

from django.http import HttpRequest

from tertial.accounts.models import Person
from tertial.accounts.queries import person_of
from tertial.domain.message import Message, gettext_noop
from tertial.organisation.gate.asking import may
from tertial.organisation.gate.guarded import Guarded, whole_municipality
from tertial.organisation.tree import unit_tree
from tertial.things.rights import ADMINISTER

_ADMINISTRATORS = gettext_noop("Only an administrator can do this; ask the one of your municipality.")
_NO_ROLE = gettext_noop("%(person)s has no role yet; give one first, then the link.")


def anywhere() -> Guarded:
    """What takes the right in some unit, whichever, such as to add a person."""
    return Guarded(name="", homes=tuple(unit_tree().units), refusal=Message(_ADMINISTRATORS))


def password_of(person: Person) -> Guarded:
    """What it takes besides to let a person choose a password: without a role they may be given one anywhere."""
    if person.roles.exists():
        return anywhere()
    homes = whole_municipality().homes
    return Guarded(name=person.name, homes=homes, refusal=Message(_NO_ROLE, {"person": person.name}))


def asked_by_administrator(request: HttpRequest) -> bool:
    """Whether the person of a request administers a whole municipality, for entries of menus."""
    return may(person_of(request), ADMINISTER, whole_municipality())
