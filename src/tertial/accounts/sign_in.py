"""Lets people in by e-mail address and password, and slows down whoever guesses.

The rule, with figures: docs/rules/sign-in.md.
"""

import secrets

from django.contrib.auth import authenticate
from django.contrib.sessions.models import Session
from django.core import signing
from django.utils import timezone

from tertial.accounts.models import Person
from tertial.accounts.tries import SignInRefused, count_try, forget
from tertial.domain.message import Message, gettext_noop

DEVICE_COOKIE = "device"
DEVICE_FORGOTTEN_AFTER = 180 * 24 * 60 * 60  # seconds
_SALT = "tertial.accounts.device"
# No e-mail address is longer (RFC 5321), and no password that a person can type.
LONGEST_ADDRESS, LONGEST_PASSWORD = 254, 1000


def who_signs_in(*, email: str, password: str, remote: str, device: str = "") -> Person:
    """The person with the address and password.

    `remote` is the network address that the request comes from; `device` is what `device_of` gave this browser.
    Raises SignInRefused when they do not match, and while someone who has guessed too often must wait.
    """
    counted = count_try(email=email, remote=remote, device=_number_in(device, email))
    person = authenticate(username=email, password=password)
    if not isinstance(person, Person):
        raise SignInRefused(
            Message(
                gettext_noop(
                    "The e-mail address or the password is wrong. Try again, or ask an administrator for a new one."
                )
            )
        )
    forget(counted)
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    return person


def device_of(person: Person, *, device: str = "") -> str:
    """What a browser is to keep, by which it is known as one in which the person has signed in."""
    number = _number_in(device, person.email) or secrets.token_urlsafe(12)
    return signing.dumps([person.email.lower(), number], salt=_SALT)


def _number_in(device: str, email: str) -> str:
    """The number of the browser, if it was given to someone with the address; otherwise nothing."""
    try:
        owner, number = signing.loads(device, salt=_SALT, max_age=DEVICE_FORGOTTEN_AFTER)
    except (signing.BadSignature, ValueError, TypeError):
        return ""
    return str(number) if owner == email.strip().lower() else ""
