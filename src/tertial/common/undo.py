"""Taking back what people have written: the frame that every room's undo stands in."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import Model
from django.urls import reverse

from tertial.common import audit
from tertial.common.models import AuditEntry
from tertial.domain.message import DomainError, Message, gettext_noop

By = TypeVar("By", bound=Model)
Gives = TypeVar("Gives")


class CannotBeUndone(DomainError):
    """What was written is of a kind that cannot be taken back, or is gone."""


def take_back(ways: Mapping[str, Callable[[By, AuditEntry], Gives]], by: By, entry: AuditEntry) -> Gives:
    """Takes a write back in the way its action has, and gives what that way gives.

    Raises CannotBeUndone for an action without a way and for what is gone, and whatever the way itself raises.
    """
    way = ways.get(entry.action)
    if way is None:
        raise CannotBeUndone(Message(gettext_noop("This cannot be undone; change it by hand.")))
    try:
        return way(by, entry)
    except ObjectDoesNotExist as error:
        raise CannotBeUndone(Message(gettext_noop("What was written is gone, so it cannot be undone."))) from error


def number_of(entry: AuditEntry) -> int:
    """The number of the thing that a write was about."""
    return int(entry.ref.partition(":")[2])


def undo_address(view: str, subject: Model) -> str:
    """The address at a room's `view` that takes back the newest write about a thing; none where nothing is written.

    What has been removed has lost its number: give `Kind(pk=number)`.
    """
    entry = audit.history(subject).first()
    return reverse(view, args=[entry.pk]) if entry is not None else ""
