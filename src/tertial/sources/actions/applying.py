"""Putting staged lines into the ledger, and taking an import back."""

import shutil
from collections.abc import Mapping
from typing import Any

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.domain.message import Message, gettext_noop
from tertial.economy.ledger.imports import ImportedFile, apply_import, undo_import
from tertial.economy.models import LedgerImport, LedgerKind
from tertial.sources import policies, uploads
from tertial.sources.actions.reading import staged_folder
from tertial.sources.actions.states import WrongState, check_follows
from tertial.sources.models import StagedImport, StagedState
from tertial.sources.workshop import LINES, REFUSED


def apply_staged(*, by: Person | None, staged: StagedImport) -> LedgerImport:
    """Puts the lines that the preview told of into the ledger; for their periods they take the place of earlier ones.

    A kill at any instant leaves the ledger as it was or as it shall be. Raises NotAllowed, WrongState, ImportRefused.
    """
    policies.check_import(by, staged.municipality)
    check_follows(staged, StagedState.APPLIED)
    preview, folder = staged.preview or {}, staged_folder(staged)
    refused = uploads.refused_path(staged.folder)
    refused.parent.mkdir(parents=True, exist_ok=True)
    if not (folder / LINES).exists():
        template = gettext_noop("The files %(files)s have been thrown away; send them once more.")
        raise WrongState(Message(template, {"files": str(staged)}))
    shutil.copyfile(folder / REFUSED, refused)
    made = apply_import(
        by=by,
        municipality=staged.municipality,
        kind=LedgerKind(staged.kind),
        source_system=staged.source_system,
        lines=folder / LINES,
        files=_files(staged, preview),
        refused=refused,
        refused_count=preview["refused"],
        also=lambda made: _switch_over(by, staged, made),
    )
    transaction.on_commit(lambda: uploads.remove(staged.folder))
    return made


def _switch_over(by: Person | None, staged: StagedImport, made: LedgerImport) -> None:
    """In one transaction with the ledger: the files are imported once, also when two people ask for it at once."""
    found = StagedImport.objects.select_for_update(of=("self",)).get(pk=staged.pk)
    check_follows(found, StagedState.APPLIED)
    if found.reading != staged.reading:
        template = gettext_noop("%(files)s has been read anew since you looked; look at what it brings now.")
        raise WrongState(Message(template, {"files": str(found)}))
    before = audit.state(found, ("state",))
    found.state, found.ledger_import = StagedState.APPLIED, made
    found.save(update_fields=["state", "ledger_import"])
    after = audit.state(found, ("state", "ledger_import"))
    audit.record(person=by, action="import.apply", subject=found, before=before, after=after)


def take_back(*, by: Person | None, ledger_import: LedgerImport) -> LedgerImport:
    """Takes an import out of the ledger; what stood there before it counts again. Raises NotAllowed, ImportRefused."""
    return undo_import(by=by, ledger_import=ledger_import)


def _files(staged: StagedImport, preview: Mapping[str, Any]) -> list[ImportedFile]:
    counts = preview["files"]
    return [
        ImportedFile(
            name=file["name"],
            sha256=file["sha256"],
            bytes=file["bytes"],
            rows=count["lines"] + count["refused"],
        )
        for file, count in zip(staged.files, counts, strict=True)
    ]
