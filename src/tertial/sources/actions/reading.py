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
from tertial.sources.reasons import REASONS, Reason
from tertial.sources.sie.file import Dimensions
from tertial.sources.staging import stage_sie, stage_tables
from tertial.sources.tabular.columns import ColumnMapping
from tertial.sources.workshop import NothingToImport, OnProgress, SourceFile, Staged

# A reading renews its sign of life every few seconds; after so many without one it counts as killed.
DEAD_AFTER = timedelta(seconds=60)
_SECONDS_BETWEEN_SIGNS = 1.0
_BROKEN = gettext_noop("%(files)s could not be read because of an error in Tertial; send it once more.")


def read_staged(*, by: Person | None, staged: StagedImport) -> StagedImport:
    """Reads the files of an import and works out its preview; gives it as READY, or FAILED with why.

    Does nothing where another process is reading. Raises NotAllowed or WrongState.
    """
    policies.check_import(by, staged.municipality)
    check_follows(staged, StagedState.READING)
    number = claim(staged)
    if number is not None:
        read_claimed(staged, number)
    return StagedImport.objects.get(pk=staged.pk)


def claim(staged: StagedImport) -> int | None:
    """Takes the reading of an import upon this process, and gives its number; None where one that is alive has it."""
    now = timezone.now()
    waiting = Q(state__in=[StagedState.UPLOADED, StagedState.READY, StagedState.FAILED])
    dead = Q(state=StagedState.READING) & (Q(alive_at__isnull=True) | Q(alive_at__lt=now - DEAD_AFTER))
    number = staged.reading + 1
    taken = StagedImport.objects.filter(waiting | dead, pk=staged.pk, reading=staged.reading).update(
        state=StagedState.READING, reading=number, alive_at=now, done=0, error=None
    )
    return number if taken else None


def read_claimed(staged: StagedImport, number: int, *, on_progress: OnProgress = lambda _done, _all: None) -> None:
    """Does the reading that was claimed; whatever happens the import is READY or FAILED afterwards."""
    folder = uploads.folder_of(staged.folder)
    try:
        preview = make_preview(_stage(staged, number, on_progress), known_codes(staged), folder)
        if not preview.lines:
            raise _nothing(staged, preview)
    except Exception as error:
        message = error.message if isinstance(error, DomainError) else Message(_BROKEN, {"files": str(staged)})
        _finish(staged, number, state=StagedState.FAILED, error=as_json(message))
        if not isinstance(error, DomainError):
            raise
    else:
        _finish(staged, number, state=StagedState.READY, preview=preview.as_json(), done=staged.total)


def staged_folder(staged: StagedImport) -> Path:
    """Where the lines lie that the last reading made."""
    return uploads.folder_of(staged.folder) / f"reading-{staged.reading}"


def known_codes(staged: StagedImport) -> Mapping[str, Collection[str]]:
    """The codes of each dimension that the municipality's coding has, of whatever year."""
    known: dict[str, set[str]] = {}
    for dimension, code in Code.objects.filter(municipality=staged.municipality).values_list("dimension", "code"):
        known.setdefault(dimension, set()).add(code)
    return known


def as_json(message: Message) -> dict[str, Any]:
    """A sentence as it is stored, to be said in the language of whoever reads it."""
    params = {
        name: as_json(value) if isinstance(value, Message) else value if isinstance(value, int) else str(value)
        for name, value in message.params.items()
    }
    return {"template": message.template, "params": params}


def from_json(stored: Mapping[str, Any]) -> Message:
    """The sentence that `as_json` stored."""
    params = {name: from_json(value) if isinstance(value, dict) else value for name, value in stored["params"].items()}
    return Message(stored["template"], params)


def _stage(staged: StagedImport, number: int, on_progress: OnProgress) -> Staged:
    folder = uploads.folder_of(staged.folder)
    files = [SourceFile(folder / str(place), file["name"]) for place, file in enumerate(staged.files)]
    # A reading that counts as killed may still be writing, so that each has a folder of its own.
    workshop = folder / f"reading-{number}"
    sign = _sign_of_life(staged, number, on_progress)
    if staged.source == SourceKind.SIE:
        budget = staged.kind == LedgerKind.BUDGET
        return stage_sie(files, Dimensions(**staged.mapping), workshop, budget=budget, on_progress=sign)
    return stage_tables(files, ColumnMapping.from_json(staged.mapping), workshop, sign)


def _sign_of_life(staged: StagedImport, number: int, on_progress: OnProgress) -> OnProgress:
    last = 0.0

    def tell(done: int, every: int) -> None:
        nonlocal last
        on_progress(done, every)
        if time.monotonic() - last > _SECONDS_BETWEEN_SIGNS:
            last = time.monotonic()
            StagedImport.objects.filter(pk=staged.pk, reading=number).update(
                done=min(done, staged.total), alive_at=timezone.now()
            )

    return tell


def _finish(staged: StagedImport, number: int, **values: object) -> None:
    """Says how the reading ended, unless the import has been set aside or is being read anew."""
    StagedImport.objects.filter(pk=staged.pk, reading=number, state=StagedState.READING).update(alive_at=None, **values)


def _nothing(staged: StagedImport, preview: Preview) -> NothingToImport:
    if not preview.first_refused:
        return NothingToImport(
            Message(gettext_noop("%(files)s holds no lines to import; choose another file."), {"files": str(staged)})
        )
    first = preview.first_refused[0]
    template = gettext_noop(
        "No line of %(files)s can be imported. The first is line %(row)s: %(reason)s Check the columns below."
    )
    reason = Message(REASONS[Reason(first["reason"])], {"value": first["value"] or ""})
    return NothingToImport(Message(template, {"files": str(staged), "row": first["row"], "reason": reason}))
