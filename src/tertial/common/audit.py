"""Writes and reads the audit trail."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models

from tertial.common import stamps
from tertial.common.keys import Keyed
from tertial.common.models import AuditEntry
from tertial.domain.message import DomainError, Message, gettext_noop

_noted: ContextVar[tuple[list[AuditEntry], ...]] = ContextVar("noted", default=())


@contextmanager
def noted() -> Iterator[list[AuditEntry]]:
    """The entries that are left within it, in their order."""
    found: list[AuditEntry] = []
    token = _noted.set((*_noted.get(), found))
    try:
        yield found
    finally:
        _noted.reset(token)


def newest_noted(subject: Keyed) -> AuditEntry | None:
    """The newest entry about a thing that this request has left, if it left any."""
    outermost = _noted.get()[:1]
    mine = [entry for found in outermost for entry in found if entry.ref == subject.ref]
    return mine[-1] if mine else None


def stands_of_noted() -> bool:
    """Whether any entry that this request has left is stored."""
    return AuditEntry.objects.filter(pk__in=[entry.pk for found in _noted.get()[:1] for entry in found]).exists()


def state(subject: models.Model, fields: Iterable[str]) -> dict[str, Any]:
    """The named fields as they stand now, in a shape that JSON can hold."""
    return {field: _plain(getattr(subject, _field(subject, field).attname)) for field in fields}


def record(
    *,
    person: models.Model,
    action: str,
    subject: Keyed,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> AuditEntry:
    """Leaves one entry, and stamps what it concerns; of `before` and `after` only what differs is kept."""
    old, new = dict(before or {}), dict(after or {})
    same = {key for key in old.keys() & new.keys() if old[key] == new[key]}
    entry = AuditEntry.objects.create(
        person_id=person.pk,
        action=action,
        ref=subject.ref,
        before={key: value for key, value in old.items() if key not in same},
        after={key: value for key, value in new.items() if key not in same},
    )
    stamps.mark(subject, entry.before)
    for found in _noted.get():
        found.append(entry)
    return entry


def history(subject: Keyed) -> models.QuerySet[AuditEntry]:
    """Every entry about a stored thing, newest first."""
    return AuditEntry.objects.filter(ref=subject.ref).select_related("person")


class ChangedSince(DomainError):
    """A write cannot be taken back, because what it wrote has been changed after it."""


def values_before(entry: AuditEntry, subject: models.Model) -> dict[str, Any]:
    """What the fields of an entry held before it, as the model holds them (a foreign key by its number).

    Raises ChangedSince when the subject no longer holds what the entry left.
    """
    if state(subject, entry.after) != entry.after:
        raise changed_since(subject)
    return as_held(subject, entry.before)


def changed_since(subject: models.Model) -> ChangedSince:
    """The refusal to take back a write over which something else has been written."""
    return ChangedSince(
        Message(
            gettext_noop("“%(subject)s” has been changed since, so this cannot be undone; change it by hand."),
            {"subject": str(subject)},
        )
    )


def as_held(subject: models.Model | type[models.Model], values: Mapping[str, Any]) -> dict[str, Any]:
    """The values of an entry as a model holds them (a foreign key by its number)."""
    return {name: _field(subject, name).to_python(value) for name, value in values.items()}


def _field(subject: models.Model | type[models.Model], name: str) -> "models.Field[Any, Any]":
    found = subject._meta.get_field(name)
    assert isinstance(found, models.Field)  # noqa: S101 - what is written is stored in columns
    return found


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        text = format(value, "f")
        return text.rstrip("0").rstrip(".") if "." in text else text
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value
