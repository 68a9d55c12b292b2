"""Writes about who has which role where."""

from django.db import transaction

from tertial.accounts.actions import check_signs_in
from tertial.accounts.models import Person
from tertial.accounts.password_links import void_links
from tertial.common import audit
from tertial.common.locks import lock
from tertial.domain.message import Message, gettext_noop
from tertial.organisation import gate
from tertial.organisation.errors import RoleNotSaved
from tertial.organisation.models import RoleAssignment, Unit
from tertial.organisation.roles import Role


@transaction.atomic
def give_role(*, by: Person, person: Person, unit: Unit, role: Role) -> RoleAssignment:
    """Gives a person a role in a unit and everything below it; raises RoleNotSaved when they have it already."""
    gate.enter(by=by, act=gate.ADMINISTER, things=[unit])
    check_signs_in(person)
    given, created = RoleAssignment.objects.get_or_create(person=person, unit=unit, role=role)
    if not created:
        raise RoleNotSaved(
            Message(
                gettext_noop("%(person)s already has this role in %(unit)s; choose another role or unit."),
                {"person": person.name, "unit": unit.name},
            )
        )
    void_links(person=person)  # whoever made one may not administer this unit
    audit.record(person=by, action="role.give", subject=person, after={"role": role, "unit": unit.code})
    return given


@transaction.atomic
def take_role(*, by: Person, given: RoleAssignment) -> None:
    """Takes a role back; raises RoleNotSaved for the last administrator, without whom nobody could give roles."""
    gate.enter(by=by, act=gate.ADMINISTER, things=[given.unit])
    lock(given)
    check_administrator_remains(given)
    audit.record(
        person=by, action="role.take", subject=given.person, before={"role": given.role, "unit": given.unit.code}
    )
    given.delete()


def check_administrator_remains(given: RoleAssignment) -> None:
    """Raises RoleNotSaved when without this role nobody who may sign in would administer the municipality."""
    if given.role != Role.ADMINISTRATOR or given.unit.parent_id is not None or not given.person.is_active:
        return
    lock(given.unit)  # of two last administrators who take each other's role, the second is refused
    others = RoleAssignment.objects.filter(role=Role.ADMINISTRATOR, unit=given.unit, person__is_active=True)
    if not others.exclude(pk=given.pk).exists():
        raise RoleNotSaved(
            Message(
                gettext_noop("%(person)s is the last administrator of %(unit)s; give someone else the role first."),
                {"person": given.person.name, "unit": given.unit.name},
            )
        )
