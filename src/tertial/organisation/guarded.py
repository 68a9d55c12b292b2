"""What the gate needs to know of units and people: who has roles takes an administrator of all units of those."""

from collections.abc import Sequence

from tertial.accounts.models import Person
from tertial.domain.message import Message, gettext_noop
from tertial.mail.models import Mail
from tertial.organisation.gate import Gated, Guarded
from tertial.organisation.gate.people import whole_municipality
from tertial.organisation.models import RoleAssignment, Unit
from tertial.organisation.tree import unit_tree

_ELSEWHERE = gettext_noop("%(person)s also has a role in units that you do not administer; ask who administers those.")


def _units(rows: Sequence[Unit]) -> list[Guarded]:
    return [Guarded(name=unit.name, homes=(unit.pk,)) for unit in rows]


def _people(rows: Sequence[Person]) -> list[Guarded]:
    units: dict[int, list[int]] = {person.pk: [] for person in rows}
    for person, unit in RoleAssignment.objects.filter(person__in=list(units)).values_list("person", "unit"):
        units[person].append(unit)
    homes = tuple(unit_tree().units)
    return [
        Guarded(
            name=person.name,
            homes=() if person.is_system else homes,
            every=tuple(units[person.pk]),
            refusal=Message(_ELSEWHERE, {"person": person.name}),
        )
        for person in rows
    ]


def _mail(rows: Sequence[Mail]) -> list[Guarded]:
    """Mail is the matter of who administers a whole municipality, whoever it is to."""
    return [whole_municipality()] * len(rows)


UNIT = Gated(Unit, _units, holds=False)
MAIL = Gated(Mail, _mail)
PERSON = Gated(Person, _people, holds=False)
