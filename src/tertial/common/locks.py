"""Locks: what a write judges is read when nobody else can write it, and stays so until the write is done."""

from django.db import models

from tertial.domain.message import DomainError, Message, gettext_noop


class Gone(DomainError):
    """What was to be written has been removed meanwhile."""


def lock(*things: models.Model) -> None:
    """Brings stored things up to what stands in the database, and keeps others from writing them meanwhile.

    Must be called in a transaction, before anything is judged; what is not stored yet is left alone. Raises Gone for
    what someone has removed.
    """
    for thing in things:
        if thing.pk is None:
            continue
        model = thing.__class__  # the signed-in person comes in a wrapping that has a type of its own
        name, rows = str(thing), model._default_manager.select_for_update(of=("self",))
        try:
            thing.refresh_from_db(from_queryset=rows)
        except model.DoesNotExist as error:  # type: ignore[attr-defined]
            message = gettext_noop("“%(name)s” has been removed by someone else meanwhile.")
            raise Gone(Message(message, {"name": name})) from error
