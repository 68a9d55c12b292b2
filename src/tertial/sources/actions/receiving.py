"""Files come in, are told how they are read, and may be set aside."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.tabular_files import UnreadableFile, open_table
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.economy.models import LedgerKind
from tertial.organisation.models import Unit
from tertial.sources import policies, uploads
from tertial.sources.actions.states import check_follows
from tertial.sources.models import SavedMapping, SourceKind, StagedImport, StagedState
from tertial.sources.sie.guess import guess_dimensions
from tertial.sources.sie.reader import is_sie
from tertial.sources.tabular.columns import ColumnMapping
from tertial.sources.tabular.guess import guess_mapping

_TOLD = ("source", "kind", "source_system", "files", "state")


def receive_files(
    *,
    by: Person | None,
    municipality: Unit,
    kind: LedgerKind,
    source_system: str,
    source: SourceKind | None = None,
    files: Iterable[uploads.Sent],
) -> StagedImport:
    """Stores files and says how they will be read: as last time from the same system, else as guessed.

    Without a `source` the files tell by their content whether they are SIE. Nothing goes into the ledger. Raises
    NotAllowed, UnreadableFile.
    """
    policies.check_import(by, municipality)
    uploads.sweep(set(StagedImport.objects.filter(ledger_import__isnull=False).values_list("folder", flat=True)))
    token, stored = uploads.receive(files)
    try:
        source = source or _kind_of(uploads.folder_of(token), stored)
        mapping = _mapping_for(municipality, source, source_system, uploads.folder_of(token), stored)
        with transaction.atomic():
            staged = StagedImport.objects.create(
                municipality=municipality,
                source=source,
                kind=kind,
                source_system=source_system.strip(),
                folder=token,
                files=stored,
                mapping=mapping,
                total=sum(int(str(file["bytes"])) for file in stored),
                sent_by=by,
            )
            audit.record(person=by, action="import.receive", subject=staged, after=audit.state(staged, _TOLD))
    except BaseException:
        uploads.remove(token)
        raise
    return staged


@transaction.atomic
def set_mapping(*, by: Person | None, staged: StagedImport, mapping: Mapping[str, Any]) -> StagedImport:
    """Says how the files are read, now and the next time from the same system. Raises NotAllowed, WrongColumns."""
    found = StagedImport.objects.select_for_update(of=("self",)).get(pk=staged.pk)
    policies.check_import(by, found.municipality)
    check_follows(found, StagedState.READING)
    if found.source == SourceKind.TABLE:
        ColumnMapping.from_json(mapping).check_suffices()
    found.mapping = dict(mapping)
    found.save(update_fields=["mapping"])
    saved = SavedMapping.objects.filter(
        municipality=found.municipality, source=found.source, source_system=found.source_system
    ).first()
    before = {} if saved is None else audit.state(saved, ("mapping",))
    saved = saved or SavedMapping(
        municipality=found.municipality, source=found.source, source_system=found.source_system
    )
    saved.mapping = dict(mapping)
    saved.save()
    after = audit.state(saved, ("mapping",))
    if after != before:
        audit.record(person=by, action="import.mapping", subject=saved, before=before, after=after)
    return found


@transaction.atomic
def discard_staged(*, by: Person | None, staged: StagedImport) -> StagedImport:
    """Sets files aside that were not imported, and throws them away. Raises NotAllowed or WrongState."""
    found = StagedImport.objects.select_for_update(of=("self",)).get(pk=staged.pk)
    policies.check_import(by, found.municipality)
    check_follows(found, StagedState.DISCARDED)
    before = audit.state(found, ("state",))
    found.state = StagedState.DISCARDED
    found.save(update_fields=["state"])
    audit.record(person=by, action="import.discard", subject=found, before=before, after=audit.state(found, ("state",)))
    transaction.on_commit(lambda: uploads.remove(found.folder))
    return found


def _kind_of(folder: Path, stored: list[dict[str, object]]) -> SourceKind:
    sie = [is_sie(folder / str(place)) for place in range(len(stored))]
    if any(sie) and not all(sie):
        template = gettext_noop("“%(sie)s” is a SIE file and “%(table)s” is not; import them apart.")
        names = {"sie": str(stored[sie.index(True)]["name"]), "table": str(stored[sie.index(False)]["name"])}
        raise UnreadableFile(Message(template, names))
    return SourceKind.SIE if any(sie) else SourceKind.TABLE


def _mapping_for(
    municipality: Unit, source: SourceKind, source_system: str, folder: Path, stored: list[dict[str, object]]
) -> dict[str, Any]:
    saved = SavedMapping.objects.filter(
        municipality=municipality, source=source, source_system=source_system.strip()
    ).first()
    if saved is not None:
        return dict(saved.mapping)
    first, name = folder / "0", str(stored[0]["name"])
    if source == SourceKind.SIE:
        return guess_dimensions(first)
    try:
        return guess_mapping(open_table(first, name=name)).as_json()
    except DomainError:
        # What is wrong with the file is said when it is read, with all the others.
        return ColumnMapping().as_json()
