"""Puts things away and brings them back; the audit entry tells what an undo needs."""

from django.db.models import Model
from django.utils import timezone

from tertial.common import audit

FIELD = "archived_at"


def put_away(*, by: Model, thing: Model, action: str) -> bool:
    """Archives a thing; False, without an entry, where it is archived already."""
    thing.archived_at = timezone.now()  # type: ignore[attr-defined]
    return _set(by, thing, action, was_archived=False)


def bring_back(*, by: Model, thing: Model, action: str) -> bool:
    """Lets an archived thing count again; False, without an entry, where it does."""
    thing.archived_at = None  # type: ignore[attr-defined]
    return _set(by, thing, action, was_archived=True)


def _set(by: Model, thing: Model, action: str, *, was_archived: bool) -> bool:
    rows = type(thing)._default_manager.select_for_update().filter(pk=thing.pk, archived_at__isnull=not was_archived)
    stored = rows.first()
    if stored is None:
        thing.refresh_from_db(fields=[FIELD])
        return False
    before = audit.state(stored, [FIELD])
    thing.save(update_fields=[FIELD])
    audit.record(person=by, action=action, subject=thing, before=before, after=audit.state(thing, [FIELD]))
    return True
