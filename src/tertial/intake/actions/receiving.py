"""Files come in, it is said how they are to be read, and they may be set aside."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.stored_messages import as_json
from tertial.common.tabular_files import Reading, UnreadableFile
from tertial.domain.message import Message, gettext_noop
from tertial.domain.workflow.imports import ImportAct
from tertial.economy.models import LedgerKind
from tertial.intake import uploads
from tertial.intake.actions.holding import stop_work_on
from tertial.intake.actions.proposing import Proposal, key_and_headings, propose
from tertial.intake.models import SavedMapping, SourceKind, StagedImport
from tertial.intake.sie.guess import guess_dimensions
from tertial.intake.sie.reader import is_sie
from tertial.intake.tabular.columns import ColumnMapping
from tertial.organisation import gate
from tertial.organisation.models import Unit

_TOLD = ("source", "kind", "source_system", "files", "state")


def receive_files(
    *,
    by: Person,
    municipality: Unit,
    kind: LedgerKind,
    source_system: str,
    source: SourceKind | None = None,
    files: Iterable[uploads.Sent],
    reading: Reading = Reading(),  # noqa: B008 - immutable
) -> StagedImport:
    """Stores files and says how they will be read: as last time from the same system, else as guessed.

    Without a `source` the files tell by their content whether they are SIE. Nothing goes into the ledger. Raises
    NotAllowed, UnreadableFile.
    """
    gate.enter(by=by, act=gate.PLAN, things=[municipality])
    sweep_uploads()
    token, stored = uploads.receive(files)
    try:
        folder = uploads.folder_of(token)
        source = source or _kind_of(folder, stored)
        saved = _saved(municipality, source, source_system.strip(), kind)
        if source == SourceKind.SIE:
            proposal, mapping = Proposal(ColumnMapping(), known=True), _dimensions(saved, _named(folder, stored))
        else:
            proposal = propose(_named(folder, stored), saved, kind, reading)
            mapping = proposal.mapping.as_json()
        with transaction.atomic():
            staged = StagedImport.objects.create(
                municipality=municipality,
                source=source,
                kind=kind,
                source_system=source_system.strip(),
                folder=token,
                files=stored,
                mapping=mapping,
                total=_size(stored),
                sent_by=by,
                **_told(proposal),
            )
            audit.record(person=by, action="import.receive", subject=staged, after=audit.state(staged, _TOLD))
    except BaseException:
        uploads.remove(token)
        raise
    return staged


def sweep_uploads() -> None:
    """Throws away files that were sent a week ago, and refused lines that no import names."""
    uploads.sweep(set(StagedImport.objects.filter(ledger_import__isnull=False).values_list("folder", flat=True)))


def _named(folder: Path, stored: Sequence[Mapping[str, object]]) -> list[tuple[Path, str]]:
    """Where each file lies, and what it was called."""
    return [(folder / str(at), str(file["name"])) for at, file in enumerate(stored)]


def _dimensions(saved: Sequence[SavedMapping], files: Sequence[tuple[Path, str]]) -> dict[str, Any]:
    """Which dimension of SIE is which part of the coding: as last time from the same system, else as the files say.

    Raises UnreadableFile where the files say different things.
    """
    first, *others = [(guess_dimensions(path), name) for path, name in files]
    for given, name in others:
        if given != first[0]:
            template = gettext_noop(
                "“%(name)s” has its units, activities and projects in other dimensions (#DIM) than “%(first)s”; import"
                " each by itself."
            )
            raise UnreadableFile(Message(template, {"name": name, "first": first[1]}))
    return dict(saved[0].mapping) if saved else first[0]


def _size(stored: Sequence[Mapping[str, object]]) -> int:
    """How many bytes were sent."""
    return sum(int(str(file["bytes"])) for file in stored)


def _told(proposal: Proposal) -> dict[str, Any]:
    """What the preview asks and says of how the files are read, as it is stored."""
    return {
        "asks": [{"topic": one.topic.value, "message": as_json(one.message)} for one in proposal.questions],
        "said": [as_json(message) for message in proposal.said],
        "known": proposal.known,
    }


@transaction.atomic
def set_mapping(*, by: Person, staged: StagedImport, mapping: Mapping[str, Any], remember: bool = True) -> StagedImport:
    """Says how the files are read, now and, unless told otherwise, the next time from the same system with the same
    headings.

    Raises NotAllowed, NotNow, WrongColumns.
    """
    found = StagedImport.objects.select_for_update(of=("self",)).get(pk=staged.pk)
    gate.enter(by=by, act=gate.PLAN, things=[found.municipality])
    found.after(ImportAct.DESCRIBE)
    key, header = "", list[str]()
    if found.source == SourceKind.TABLE:
        chosen = ColumnMapping.from_json(mapping)
        chosen.check_suffices()
        first = uploads.folder_of(found.folder) / "0"
        key, header = key_and_headings(first, str(found.files[0]["name"]), chosen.reading)
    found.mapping, found.asks = dict(mapping), []
    found.save(update_fields=["mapping", "asks"])
    if remember:
        _remember(by, found, key, header)
    return found


def _remember(by: Person, staged: StagedImport, key: str, header: list[str]) -> None:
    place = {
        "municipality": staged.municipality,
        "source": staged.source,
        "source_system": staged.source_system,
        "kind": staged.kind if staged.source == SourceKind.TABLE else "",
        "header_key": key,
    }
    saved = SavedMapping.objects.filter(**place).first()
    before = {} if saved is None else audit.state(saved, ("mapping",))
    saved = saved or SavedMapping(**place)
    saved.mapping, saved.header = dict(staged.mapping), header
    saved.save()
    after = audit.state(saved, ("mapping",))
    if after != before:
        audit.record(person=by, action="import.mapping", subject=saved, before=before, after=after)


@transaction.atomic
def discard_staged(*, by: Person, staged: StagedImport) -> StagedImport:
    """Sets files aside that were not imported, and throws them away. Raises NotAllowed or NotNow."""
    found = StagedImport.objects.select_for_update(of=("self",)).get(pk=staged.pk)
    gate.enter(by=by, act=gate.PLAN, things=[found.municipality])
    becomes = found.after(ImportAct.DISCARD)
    stop_work_on(found)
    before = audit.state(found, ("state",))
    found.state = becomes.value
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


def _saved(municipality: Unit, source: SourceKind, source_system: str, kind: LedgerKind) -> list[SavedMapping]:
    """What is remembered of the system for files of the kind, newest first."""
    found = SavedMapping.objects.filter(municipality=municipality, source=source, source_system=source_system)
    return list(found.filter(kind__in=["", kind]).order_by("-saved_at", "-pk"))
