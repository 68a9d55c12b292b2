"""The code by which the first administrator is known: printed where an empty Tertial starts, and good for a day.

Whoever reads the terminal or the log of the server may begin; whoever only reaches the address may not. Each start
makes a new code while there is nobody.
"""

import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from tertial.accounts.models import Person, StartCode
from tertial.accounts.tries import SignInRefused, count_try, forget
from tertial.domain.message import DomainError, Message, gettext_noop

LASTS = timedelta(days=1)
_SIGNS = "BCDFGHJKMNPQRSTVWXZ23456789"
_GROUPS, _IN_GROUP = 3, 4
_SALT = "tertial.accounts.start-code"
_WRONG = gettext_noop("This is not the code. Write it as it was printed when Tertial was last started.")
_OLD = gettext_noop("The code no longer works. Start Tertial again and write the code that it prints then.")
_WAIT = gettext_noop("There have been too many wrong codes. Try again after %(time)s.")
_TAKEN = gettext_noop("Someone else has just begun here with the code. Ask them for a link by which you can sign in.")


class CodeRefused(DomainError):
    """What was written is not the code, or it is too old, or there have been too many tries."""

    field = "code"


class BegunAlready(DomainError):
    """There is somebody here already, so that no code lets anyone begin."""

    def __init__(self) -> None:
        super().__init__(Message(_TAKEN))


def nobody_yet() -> bool:
    """Whether nobody has been added yet, so that a code is needed to begin."""
    return not Person.objects.exists()


@transaction.atomic
def new_code() -> str:
    """A new code to print, in place of those before; nothing where somebody is there."""
    StartCode.objects.all().delete()
    if not nobody_yet():
        return ""
    groups = ("".join(secrets.choice(_SIGNS) for _place in range(_IN_GROUP)) for _group in range(_GROUPS))
    code = "-".join(groups)
    StartCode.objects.create(digest=_digest(code), expires_at=timezone.now() + LASTS)
    return code


def checked(code: str, *, remote: str) -> str:
    """The digest of the right code, by which its holder goes on. Raises CodeRefused.

    Guesses are counted as those of a password are; `remote` is the network address that the request comes from.
    """
    try:
        counted = count_try(email=_SALT, remote=remote, device="")
    except SignInRefused as error:
        raise CodeRefused(Message(_WAIT, error.message.params)) from error
    digest = _digest(code)
    if not any(constant_time_compare(row.digest, digest) for row in StartCode.objects.all()):
        raise CodeRefused(Message(_WRONG))
    forget(counted)
    if not still_good(digest):
        raise CodeRefused(Message(_OLD))
    return digest


def still_good(digest: str) -> bool:
    """Whether the holder of the digest may go on: no start has made a new code, and the day is not over."""
    return StartCode.objects.filter(digest=digest, expires_at__gt=timezone.now()).exists()


def use(digest: str) -> None:
    """Takes the code away within a transaction: of two at once one goes on. Raises BegunAlready, CodeRefused."""
    held = list(StartCode.objects.select_for_update().order_by("pk"))
    if not held or not nobody_yet():
        raise BegunAlready
    if not still_good(digest):
        raise CodeRefused(Message(_OLD))
    StartCode.objects.all().delete()


def _digest(code: str) -> str:
    """Of the code as it is printed, however it is typed; the key of the installation is mixed in."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return salted_hmac(_SALT, plain, algorithm="sha256").hexdigest()
