"""Links by which people set their own password: signed, good for a few days, and used once (ADR 48)."""

from datetime import timedelta

from django.core import signing
from django.db import transaction
from django.utils import timezone

from tertial.accounts.actions import check_signs_in, set_password
from tertial.accounts.models import PasswordLink, Person
from tertial.common import audit
from tertial.common.locks import lock
from tertial.domain.message import DomainError, Message, gettext_noop

LASTS = timedelta(days=3)
_SALT = "tertial.accounts.password-link"


class LinkUnusable(DomainError):
    """A link is forged, used, replaced by another, or too old: whoever holds it is not told which."""

    def __init__(self) -> None:
        super().__init__(
            Message(
                gettext_noop("This link no longer works. Ask whoever gave it to you for a new one; each works once.")
            )
        )


@transaction.atomic
def make_link(*, by: Person, person: Person, lasts: timedelta = LASTS) -> str:
    """The signed name of a new link, which is stored nowhere in the clear; earlier ones stop working."""
    check_signs_in(person)
    lock(person)  # of two links that are made at once the later works
    void_links(person=person)
    link = PasswordLink.objects.create(person=person, made_by=by, expires_at=timezone.now() + lasts)
    audit.record(person=by, action="person.password_link", subject=person)
    return signing.dumps({"link": link.pk}, salt=_SALT)


def void_links(*, person: Person) -> None:
    """Lets no link of the person that has not been used work any more."""
    PasswordLink.objects.filter(person=person, used_at=None).delete()


def open_link(person: Person) -> PasswordLink | None:
    """The link that the person has been given and can still use."""
    return PasswordLink.objects.filter(person=person, used_at=None, expires_at__gt=timezone.now()).first()


def holder_of(name: str) -> Person:
    """Whose password a link sets. Raises LinkUnusable."""
    return _link(name).person


@transaction.atomic
def use_link(*, name: str, password: str) -> Person:
    """Sets the password of the link's person, who is then signed out everywhere. Raises LinkUnusable, WeakPassword."""
    link = _link(name, lock=True)
    set_password(by=link.person, person=link.person, password=password)
    link.used_at = timezone.now()
    link.save(update_fields=["used_at"])
    return link.person


def _link(name: str, *, lock: bool = False) -> PasswordLink:
    try:
        number = signing.loads(name, salt=_SALT)["link"]
    except signing.BadSignature as error:
        raise LinkUnusable from error
    links = PasswordLink.objects.select_related("person")
    found = (links.select_for_update(of=("self",)) if lock else links).filter(
        pk=number, used_at=None, expires_at__gt=timezone.now(), person__is_active=True
    )
    link = found.first()
    if link is None:
        raise LinkUnusable
    return link
