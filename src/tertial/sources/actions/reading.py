"""Reading files into staged lines and a preview: in one process at a time, and begun again where that was killed."""

import time
from collections.abc import Collection, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db.models import Q
from django.utils import timezone

from tertial.accounts.models import Person
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.economy.models import Code, LedgerKind
from tertial.sources import policies, uploads
from tertial.sources.actions.states import check_follows
from tertial.sources.models import SourceKind, StagedImport, StagedState
from tertial.sources.preview import Preview, make_preview
from tertial.sources.sie.file import Dimensions
from tertial.sources.staging import stage_sie, stage_tables
from tertial.sources.tabular.columns import ColumnMapping
from tertial.sources.workshop import NothingToImport, SourceFile, Staged

# A reading renews its sign of life every second; after so many without one it counts as killed.
DEAD_AFTER = timedelta(seconds=20)
_SECONDS_BETWEEN_SIGNS = 1.0


def read_staged(*, by: Person | None, staged: StagedImport) -> StagedImport:
    """Reads the files of an import and works out its preview; gives it as READY, or FAILED with why.

    Does nothing where another process is reading. Raises NotAllowed or WrongState.
    """
    policies.check_import(by, staged.municipality)
    check_follows(staged, StagedState.READING)
    if claim(staged):
        _read(staged)
    return StagedImport.objects.get(pk=staged.pk)


def claim(staged: StagedImport) -> bool:
    """Takes the reading of an import upon this process, unless one that is alive has it."""
    now = timezone.now()
    waiting = Q(state__in=[StagedState.UPLOADED, StagedState.READY, StagedState.FAILED])
    dead = Q(state=StagedState.READING) & (Q(alive_at__isnull=True) | Q(alive_at__lt=now - DEAD_AFTER))
    taken = StagedImport.objects.filter(waiting | dead, pk=staged.pk).update(
        state=StagedState.READING, alive_at=now, done=0, error=None
    )
    return bool(taken)


def _read(staged: StagedImport) -> None:
    folder = uploads.folder_of(staged.folder)
    sign = _SignOfLife(staged)
    try:
        preview = make_preview(_stage(staged, folder, sign), known_codes(staged), folder)
        if not preview.lines:
            raise _nothing(staged, preview)
    except (DomainError, OSError) as error:
        message = error.message if isinstance(error, DomainError) else Message(_GONE, {"files": str(staged)})
        _finish(staged, sign, state=StagedState.FAILED, error=_as_json(message))
    else:
        _finish(staged, sign, state=StagedState.READY, preview=preview.as_json(), done=staged.total)


_GONE = gettext_noop("The files %(files)s could not be read from the disk; send them once more.")


def _stage(staged: StagedImport, folder: Path, on_progress: "_SignOfLife") -> Staged:
    files = [SourceFile(folder / str(place), file["name"]) for place, file in enumerate(staged.files)]
    # A killed reading may still be writing when the next begins, so that each has a folder of its own.
    workshop = folder / f"reading-{on_progress.number}"
    if staged.source == SourceKind.SIE:
        budget = staged.kind == LedgerKind.BUDGET
        return stage_sie(files, Dimensions(**staged.mapping), workshop, budget=budget, on_progress=on_progress)
    return stage_tables(files, ColumnMapping.from_json(staged.mapping), workshop, on_progress)
