"""Writes about people who are invited: many at once with role and link, and links that are withdrawn."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from tertial.accounts.actions import save_person
from tertial.accounts.models import Person
from tertial.accounts.password_links import make_link, void_links
from tertial.common import audit
from tertial.mail import outbox
from tertial.organisation import gate
from tertial.organisation.inviting import Invited
from tertial.organisation.models import RoleAssignment

LINK_LASTS = timedelta(days=14)


@transaction.atomic
def invite(*, by: Person, people: Sequence[Invited], address: Callable[[str], str]) -> list[tuple[Person, str]]:
    """Adds people, each with a role and a link by which they choose a password; all of them or none.

    `address` makes the address of a link from its name. Where the installation sends mail, each gets theirs. Raises
    PersonNotSaved for an address that someone has got meanwhile.
    """
    gate.enter(
        by=by, act=gate.ADMINISTER, things=[gate.anywhere(), *{each.unit.pk: each.unit for each in people}.values()]
    )
    invited = []
    for each in people:
        person = save_person(by=by, email=each.email, name=each.name)
        RoleAssignment.objects.create(person=person, unit=each.unit, role=each.role)
        given = {"role": each.role, "unit": each.unit.code}
        audit.record(person=by, action="role.give", subject=person, after=given)
        link = address(make_link(by=by, person=person, lasts=LINK_LASTS))
        if outbox.is_on():
            _send(by, person, link)
        invited.append((person, link))
    return invited


@transaction.atomic
def withdraw_link(*, by: Person, person: Person) -> None:
    """Lets no link that the person has been given work any more."""
    gate.enter(by=by, act=gate.ADMINISTER, things=[gate.anywhere(), person])
    void_links(person=person)
    audit.record(person=by, action="person.link_withdraw", subject=person)


def _send(by: Person, person: Person, link: str) -> None:
    with translation.override(person.language):
        subject = _("You are invited to Tertial")
        text = _(
            "%(by)s has invited you to Tertial. Choose a password by this link, which works once and for %(days)s days:"
            "\n\n%(link)s\n\nThen sign in with %(email)s."
        ) % {"by": by.name, "days": LINK_LASTS.days, "link": link, "email": person.email}
    outbox.send(by=by, to=person.email, subject=subject, text=text)
