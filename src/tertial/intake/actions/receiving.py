"""Files come in, it is said how they are to be read, and they may be set aside."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.domain.ref import NO_REF
from tertial.domain.workflow.imports import ImportAct
from tertial.intake import uploads
from tertial.intake.actions.holding import stop_work_on
from tertial.intake.adapter import adapter_of
from tertial.intake.models import SavedMapping, SourceKind, StagedImport
from tertial.organisation import gate
from tertial.organisation.models import Unit

_TOLD = ("source", "kind", "source_system", "files", "state")
_PLACE = ("municipality", "source", "source_system", "kind", "header_key")


def receive_files(
    *,
    by: Person,
    unit: Unit,
    files: Iterable[uploads.Sent],
    source: SourceKind | None = None,
    kind: str = "",
    source_system: str = "",
    year: int | None = None,
    mapping: Mapping[str, Any] | None = None,
) -> StagedImport:
    """Stores files and says how they will be read, and `mapping` what is said of that already; nothing is imported.

    `unit` is whom they are for, `year` the one that is open; without a `source` they are of the ledger. Raises
    NotAllowed, UnreadableFile.
    """
    adapter = adapter_of(source or SourceKind.TABLE)
    gate.enter(by=by, act=adapter.act, things=[unit])
    sweep_uploads()
    token, stored = uploads.receive(files)
    try:
        staged = StagedImport(
            unit=unit,
            year=year or timezone.localdate().year,
            source=source or "",
            kind=kind,
            source_system=source_system.strip(),
            folder=token,
            files=stored,
            mapping=dict(mapping or {}),
            total=sum(int(str(file["bytes"])) for file in stored),
            sent_by=by,
        )
        adapter.receive(staged)
        with transaction.atomic():
            staged.save()
            audit.record(person=by, action="import.receive", subject=staged, after=audit.state(staged, _TOLD))
    except BaseException:
        uploads.remove(token)
        raise
    return staged


def sweep_uploads() -> None:
    """Throws away files that were sent a week ago, and refused lines that no import names."""
    uploads.sweep(set(StagedImport.objects.exclude(brought=NO_REF).values_list("folder", flat=True)))


@transaction.atomic
def set_mapping(*, by: Person, staged: StagedImport, mapping: Mapping[str, Any], remember: bool = True) -> StagedImport:
    """Says how the files are read, now and, unless told otherwise, the next time with files like them.

    Raises NotAllowed, NotNow, and what the kind of file says where that does not suffice.
    """
    found = StagedImport.objects.select_for_update(of=("self",)).get(pk=staged.pk)
    adapter = adapter_of(found.source)
    gate.enter(by=by, act=adapter.act, things=[found.unit])
    found.after(ImportAct.DESCRIBE)
    found.mapping, found.asks = dict(mapping), []
    place = adapter.described(found)
    found.save(update_fields=["mapping", "asks"])
    if remember and place is not None:
        _remember(by, found, place)
    return found


def _remember(by: Person, staged: StagedImport, place: SavedMapping) -> None:
    saved = SavedMapping.objects.filter(**{name: getattr(place, name) for name in _PLACE}).first()
    before = {} if saved is None else audit.state(saved, ("mapping",))
    header = place.header
    saved = saved or place
    saved.mapping, saved.header = dict(staged.mapping), header
    saved.save()
    after = audit.state(saved, ("mapping",))
    if after != before:
        audit.record(person=by, action="import.mapping", subject=saved, before=before, after=after)


@transaction.atomic
def discard_staged(*, by: Person, staged: StagedImport) -> StagedImport:
    """Sets files aside that were not imported, and throws them away. Raises NotAllowed or NotNow."""
    found = StagedImport.objects.select_for_update(of=("self",)).get(pk=staged.pk)
    gate.enter(by=by, act=adapter_of(found.source).act, things=[found.unit])
    becomes = found.after(ImportAct.DISCARD)
    stop_work_on(found)
    before = audit.state(found, ("state",))
    found.state = becomes.value
    found.save(update_fields=["state"])
    audit.record(person=by, action="import.discard", subject=found, before=before, after=audit.state(found, ("state",)))
    transaction.on_commit(lambda: uploads.remove(found.folder))
    return found
