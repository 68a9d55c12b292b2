"""Work that writes all or nothing, where the disk is full."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError

from tertial.common.busy import is_full
from tertial.domain.message import DomainError, Message, gettext_noop

_NO_ROOM = gettext_noop(
    "There is no room left where Tertial stores things, so nothing of “%(file)s” was saved; tell whoever runs it, and "
    "try again when there is."
)


class NoRoom(DomainError):
    """The disk is full; whatever was written has been rolled back."""


@contextmanager
def room_for(name: str) -> Iterator[None]:
    """Says it in one sentence where there is no room left. Raises NoRoom."""
    try:
        yield
    except (OSError, OperationalError) as error:
        if not is_full(error):
            raise
        raise NoRoom(Message(_NO_ROOM, {"file": name})) from error
