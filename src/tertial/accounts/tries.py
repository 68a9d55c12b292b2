"""How often someone may try to sign in: with one address, from one place, and in the whole installation.

The rule, with figures: docs/rules/sign-in.md.
"""

import hashlib
import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from tertial.accounts.models import FailedSignIns
from tertial.domain.message import DomainError, Message, gettext_noop

FREE_TRIES = 5
FIRST_PAUSE = timedelta(seconds=15)
LONGEST_PAUSE = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(days=1)
_WITH_PORT = re.compile(r"^(?:([0-9.]+)|\[([^\]]+)\])(?::[0-9]+)?$")


class SignInRefused(DomainError):
    """Nobody is let in; the message does not tell whether the address exists."""


@dataclass(frozen=True)
class Allowance:
    """Wrong passwords that many people share: so many at once, and one more each time the pause has passed."""

    at_once: int
    pause: timedelta


OF_A_PLACE = Allowance(30, timedelta(seconds=20))
OF_THE_WHOLE = Allowance(200, timedelta(seconds=1))


@dataclass(frozen=True)
class Try:
    """A try that has been counted; `known` when it comes from where the same person has signed in before."""

    own: str
    shared: tuple[tuple[str, Allowance], ...]


def pause_after(failures: int) -> timedelta:
    """How long to wait before the next try: nothing after four failures, then 15 seconds, doubled up to 15 minutes."""
    if failures < FREE_TRIES:
        return timedelta()
    doublings = min(failures - FREE_TRIES, 10)  # beyond ten the longest pause holds anyway
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)


def network_of(remote: str) -> str:
    """The network that an address belongs to, as one subscriber or office has it: /24 of IPv4, /64 of IPv6."""
    address = _address(remote)
    if address is None:
        return remote
    return str(ip_network((address, 24 if address.version == 4 else 64), strict=False))


@transaction.atomic
def count_try(*, email: str, remote: str, device: str) -> Try:
    """Counts a try before the password is looked at, so that many at once are not all free. Raises SignInRefused.

    `device` is the number of a browser in which the owner of the address has signed in before, or empty. Such a browser
    has a count of its own, and what strangers do from the same place or elsewhere does not keep it out.
    """
    now = timezone.now()
    FailedSignIns.objects.filter(last_at__lt=now - FORGOTTEN_AFTER).delete()
    counted = Try(
        own=_key("own", email.strip().lower(), device or _one_subscriber(remote)),
        shared=() if device else ((_key("place", network_of(remote)), OF_A_PLACE), (_key("whole"), OF_THE_WHOLE)),
    )
    _count_own(counted.own, now)
    for key, allowance in counted.shared:
        _count_shared(key, allowance, now)
    return counted


@transaction.atomic
def forget(counted: Try) -> None:
    """The password was right: the address has a clean sheet, and those who share an allowance get theirs back."""
    FailedSignIns.objects.filter(key=counted.own).delete()
    for key, allowance in counted.shared:
        FailedSignIns.objects.filter(key=key).update(last_at=F("last_at") - allowance.pause, count=F("count") - 1)


def _count_own(key: str, now: datetime) -> None:
    tries, _made = FailedSignIns.objects.select_for_update().get_or_create(key=key, defaults={"last_at": now})
    open_again = tries.last_at + pause_after(tries.count)
    if now < open_again:
        raise _refusal(open_again)
    tries.count, tries.last_at = tries.count + 1, now
    tries.save(update_fields=["count", "last_at"])


def _count_shared(key: str, allowance: Allowance, now: datetime) -> None:
    """`last_at` is when all tries so far would have been made, had each waited its pause; it may lie ahead."""
    tries, _made = FailedSignIns.objects.select_for_update().get_or_create(key=key, defaults={"last_at": now})
    behind = max(tries.last_at, now)
    open_again = behind - allowance.pause * (allowance.at_once - 1)
    if now < open_again:
        raise _refusal(open_again)
    tries.count, tries.last_at = tries.count + 1, behind + allowance.pause
    tries.save(update_fields=["count", "last_at"])


def _refusal(open_again: datetime) -> SignInRefused:
    # Rounded up to a whole minute: at the time that is printed the next try is free.
    clock = timezone.localtime(open_again + timedelta(seconds=59)).strftime("%H:%M")
    return SignInRefused(
        Message(gettext_noop("There have been too many wrong passwords. Try again after %(time)s."), {"time": clock})
    )


def _key(*parts: str) -> str:
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _one_subscriber(remote: str) -> str:
    """An IPv6 subscriber has as many addresses as they like, all in one network."""
    address = _address(remote)
    if address is None:
        return remote
    return network_of(remote) if address.version == 6 else str(address)


def _address(remote: str) -> IPv4Address | IPv6Address | None:
    """The address of a place; some proxies write the port of the connection after it, which is another for each try."""
    try:
        address = ip_address(_WITH_PORT.sub(r"\1\2", remote.strip()).partition("%")[0])
    except ValueError:
        return None
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return mapped or address
