"""Puts things away and brings them back; the audit entry holds what an undo needs."""

from django.db.models import Model
from django.utils import timezone

from tertial.common import audit
from tertial.common.keys import Keyed
from tertial.domain.workflow.archiving import ARCHIVING, ArchiveAct, ArchiveState

FIELD = "archived_at"


def put_away(*, by: Model, thing: Keyed, action: str) -> bool:
    """Archives a thing; False, without an entry, where it is archived already."""
    return _keep(by, thing, action, ArchiveAct.ARCHIVE)


def bring_back(*, by: Model, thing: Keyed, action: str) -> bool:
    """Lets an archived thing count again; False, without an entry, where it does."""
    return _keep(by, thing, action, ArchiveAct.RESTORE)


def state_of(thing: Model) -> ArchiveState:
    """Whether a thing is in use (docs/workflows.md)."""
    return ArchiveState.IN_USE if getattr(thing, FIELD) is None else ArchiveState.ARCHIVED


def _keep(by: Model, thing: Keyed, action: str, act: ArchiveAct) -> bool:
    stored = type(thing)._default_manager.select_for_update().get(pk=thing.pk)
    if ARCHIVING.is_done(state_of(stored), act, thing=str(thing)):
        thing.refresh_from_db(fields=[FIELD])
        return False
    before = audit.state(stored, [FIELD])
    becomes = ARCHIVING.after(state_of(stored), act, thing=str(thing))
    setattr(thing, FIELD, timezone.now() if becomes == ArchiveState.ARCHIVED else None)
    thing.save(update_fields=[FIELD])
    audit.record(person=by, action=action, subject=thing, before=before, after=audit.state(thing, [FIELD]))
    return True
