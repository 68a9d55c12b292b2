"""Writes about people. Who may call them is decided where roles are known, in the organisation."""

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.locks import lock
from tertial.domain.message import DomainError, Message, excerpt, gettext_noop

_FIELDS = ("email", "name", "title", "language", "is_active", "left_on")


class PersonNotSaved(DomainError):
    """A person's details cannot be used; `field` is the one to correct."""

    field = ""


class AddressTaken(PersonNotSaved):
    """Someone else has the e-mail address."""

    field = "email"


class UnusableAddress(PersonNotSaved):
    """What was written is no e-mail address."""

    field = "email"


class WeakPassword(PersonNotSaved):
    """A password is too easy to guess."""

    field = "password"


class WrongPassword(PersonNotSaved):
    """Whoever changes their password did not write the present one."""

    field = "current_password"


@transaction.atomic
def save_person(
    *, by: Person, person: Person | None = None, email: str, name: str, title: str = "", is_active: bool = True
) -> Person:
    """Creates or changes a person; raises UnusableAddress, or AddressTaken when someone else has it."""
    if person is not None:
        check_signs_in(person)
    check_address(email.strip())
    taken = Person.objects.filter(email__iexact=email.strip()).first()
    if taken is not None and taken != person:
        raise _address_taken(email)
    saved = person or Person()
    lock(saved)
    before = audit.state(saved, _FIELDS) if person else {}
    saved.email, saved.name, saved.title, saved.is_active = email.strip(), name.strip(), title.strip(), is_active
    saved.left_on = None if is_active else saved.left_on
    if person is None:
        saved.set_unusable_password()
    try:
        with transaction.atomic():
            saved.save()
    except IntegrityError as error:  # another took it at the same moment
        raise _address_taken(email) from error
    audit.record(
        person=by,
        action="person.change" if person else "person.create",
        subject=saved,
        before=before,
        after=audit.state(saved, _FIELDS),
    )
    return saved


def _address_taken(email: str) -> AddressTaken:
    template = gettext_noop("%(email)s already belongs to someone; use another address.")
    return AddressTaken(Message(template, {"email": email.strip()}))


def check_signs_in(person: Person) -> None:
    """Raises PersonNotSaved for the system itself, which has no password, details or roles to change."""
    if person.is_system:
        message = gettext_noop("%(person)s is not someone who signs in, and cannot be changed.")
        raise PersonNotSaved(Message(message, {"person": person.name}))


def check_address(email: str) -> None:
    """Raises UnusableAddress for what is no e-mail address."""
    try:
        validate_email(email)
    except ValidationError as error:
        raise UnusableAddress(
            Message(
                gettext_noop("%(email)s is not an e-mail address; write it like anna@example.se."),
                {"email": excerpt(email)},
            )
        ) from error


def hashed(password: str, *, person: Person) -> str:
    """A password as it is stored; raises WeakPassword where the person, who need not be stored, may not have it."""
    try:
        validate_password(password, user=person)
    except ValidationError as error:
        raise WeakPassword(Message("%(why)s", {"why": " ".join(error.messages)})) from error
    return make_password(password)


@transaction.atomic
def set_password(*, by: Person, person: Person, password: str) -> None:
    """Gives a person a new password, which ends their other sessions; raises WeakPassword."""
    check_signs_in(person)
    set_hashed_password(by=by, person=person, password=hashed(password, person=person))


@transaction.atomic
def set_hashed_password(*, by: Person, person: Person, password: str) -> None:
    """Gives a person a password that `hashed` has looked at."""
    check_signs_in(person)
    lock(person)
    person.password = password
    person.save(update_fields=["password"])
    audit.record(person=by, action="person.password", subject=person)


@transaction.atomic
def change_own_password(*, person: Person, current_password: str, password: str) -> None:
    """Changes the password of whoever knows the present one; raises WrongPassword or WeakPassword."""
    lock(person)
    if not person.check_password(current_password):
        raise WrongPassword(
            Message(gettext_noop("This is not your present password; write the one you signed in with."))
        )
    set_password(by=person, person=person, password=password)


@transaction.atomic
def choose_language(*, person: Person, language: str) -> None:
    """Keeps the language a person chose for every later visit."""
    lock(person)
    before = audit.state(person, ["language"])
    person.language = language
    person.save(update_fields=["language"])
    audit.record(
        person=person, action="person.language", subject=person, before=before, after=audit.state(person, ["language"])
    )
