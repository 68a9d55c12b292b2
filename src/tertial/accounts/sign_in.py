"""Lets people in by e-mail address and password, and slows down whoever guesses.

The rule, with figures: docs/rules/sign-in.md.
"""

import hashlib
from datetime import datetime, timedelta

from django.contrib.auth import authenticate
from django.db import transaction
from django.utils import timezone

from tertial.accounts.models import FailedSignIns, Person
from tertial.domain.message import DomainError, Message, gettext_noop

FREE_TRIES = 5
FIRST_PAUSE = timedelta(seconds=15)
LONGEST_PAUSE = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(days=1)


class SignInRefused(DomainError):
    """Nobody is let in; the message does not tell whether the address exists."""


def pause_after(failures: int) -> timedelta:
    """How long to wait before the next try: nothing after four failures, then 15 seconds, doubled up to 15 minutes."""
    if failures < FREE_TRIES:
        return timedelta()
    doublings = min(failures - FREE_TRIES, 10)  # beyond ten the longest pause holds anyway
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)


def who_signs_in(*, email: str, password: str, place: str) -> Person:
    """The person with the address and password; `place` is where the request comes from.

    Raises SignInRefused when they do not match, and while someone who has guessed too often must wait.
    """
    key = hashlib.sha256(f"{email.strip().lower()}\n{place}".encode()).hexdigest()
    _count_try(key, timezone.now())
    person = authenticate(username=email, password=password)
    if not isinstance(person, Person):
        raise SignInRefused(
            Message(
                gettext_noop(
                    "The e-mail address or the password is wrong. Try again, or ask an administrator for a new one."
                )
            )
        )
    FailedSignIns.objects.filter(key=key).delete()
    return person


@transaction.atomic
def _count_try(key: str, now: datetime) -> None:
    """Counts before the password is looked at, so that many tries at once are not all free."""
    FailedSignIns.objects.filter(last_at__lt=now - FORGOTTEN_AFTER).delete()
    tries, _ = FailedSignIns.objects.select_for_update().get_or_create(key=key, defaults={"last_at": now})
    open_again = tries.last_at + pause_after(tries.count)
    if now < open_again:
        # Rounded up to a whole minute: at the time that is printed the next try is free.
        clock = timezone.localtime(open_again + timedelta(seconds=59)).strftime("%H:%M")
        raise SignInRefused(
            Message(
                gettext_noop("There have been too many wrong passwords. Try again after %(time)s."), {"time": clock}
            )
        )
    tries.count, tries.last_at = tries.count + 1, now
    tries.save(update_fields=["count", "last_at"])
