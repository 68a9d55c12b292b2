"""Someone leaves: what they answer for gets others, their roles end, and their account is closed, all or nothing."""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from tertial.accounts.models import Person
from tertial.accounts.password_links import void_links
from tertial.common import audit
from tertial.common.locks import lock
from tertial.domain.message import Message, gettext_noop
from tertial.organisation import gate
from tertial.organisation.actions.roles import check_administrator_remains
from tertial.organisation.errors import NotHandedOver
from tertial.organisation.handing_over import OwnedGroup, OwnedThing, owned_by

_ACCOUNT = ("is_active", "left_on")
_NOBODY = gettext_noop("Choose who takes over %(what)s in %(unit)s.")
_SELF = gettext_noop("%(person)s is the one who leaves; choose someone else.")
_CLOSED = gettext_noop("The account of %(person)s is closed; choose someone who can sign in.")


@transaction.atomic
def leave(*, by: Person, person: Person, successors: Mapping[str, Person]) -> None:
    """Hands over what the person answers for and closes their account.

    `successors` are by the keys of the groups of `owned_by`. Raises NotHandedOver where one is missing or cannot take
    over, RoleNotSaved for the last administrator, and NotAllowed where the person owns or has a role in a unit that
    `by` does not administer.
    """
    groups = owned_by(person)
    things = [thing.row for group in groups for thing in group.things]
    gate.enter(by=by, act=gate.ADMINISTER, things=[gate.anywhere(), person, *things])
    lock(person)
    for group in owned_by(person):  # what has come since is asked about, not left behind
        _check(person, successors.get(group.key), group)
    roles = list(person.roles.select_related("unit", "person"))
    for given in roles:
        check_administrator_remains(given)
    _close(by, person)
    for given in roles:
        state = {"role": given.role, "unit": given.unit.code}
        audit.record(person=by, action="role.take", subject=person, before=state)
        given.delete()
    for group in groups:
        for thing in group.things:
            _hand_over(by, thing, successors[group.key])


def _check(person: Person, successor: Person | None, group: OwnedGroup) -> None:
    if successor is None:
        raise NotHandedOver(Message(_NOBODY, {"what": group.kind, "unit": group.unit}), group.key)
    if successor == person:
        raise NotHandedOver(Message(_SELF, {"person": person.name}), group.key)
    if not successor.is_active:
        raise NotHandedOver(Message(_CLOSED, {"person": successor.name}), group.key)


def _close(by: Person, person: Person) -> None:
    """The account is closed from now on, which ends all sessions; what was written under the name stays."""
    before = audit.state(person, _ACCOUNT)
    person.is_active, person.left_on = False, timezone.localdate()
    person.save(update_fields=list(_ACCOUNT))
    void_links(person=person)
    audit.record(person=by, action="person.leave", subject=person, before=before, after=audit.state(person, _ACCOUNT))


def _hand_over(by: Person, thing: OwnedThing, successor: Person) -> None:
    row, field = thing.row, thing.said.field
    lock(row)
    before = audit.state(row, [field])
    setattr(row, field, successor)
    row.save(update_fields=[field])
    audit.record(
        person=by,
        action=thing.said.write,
        subject=row,
        before=before,
        after=audit.state(row, [field]),
    )
