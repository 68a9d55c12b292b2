"""Asking the worker to read or to import, and stopping it."""

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.workflow.imports import ImportAct, ImportState
from tertial.economy.ledger.closing import check_is_over
from tertial.intake import uploads
from tertial.intake.actions.holding import APPLY, READ, stop_work_on
from tertial.intake.adapter import adapter_of
from tertial.intake.models import StagedImport, StagedState
from tertial.organisation import gate
from tertial.things import work


class WrongState(DomainError):
    """What is asked for has been overtaken: the files are gone, or have been read again."""


def ask_to_read(*, by: Person, staged: StagedImport) -> None:
    """Asks to have the files read; nothing happens where they are being read. Raises NotAllowed, NotNow or
    WrongState.
    """
    gate.enter(by=by, act=adapter_of(staged.source).act, things=[staged.unit])
    write_waiting_to_read(by=by, staged=staged)
    work.work_waits()


def ask_to_apply(
    *, by: Person, staged: StagedImport, seen: str | None = None, closed_through: int | None = None
) -> None:
    """Asks to have what the preview told of imported; `seen` is the number of the reading on the page.

    Of a ledger `closed_through` is the last month booked in full, YYYYMM, 0 for none. Raises NotAllowed,
    ClosingRefused, NotNow, or WrongState where the files have been read again since.
    """
    gate.enter(by=by, act=adapter_of(staged.source).act, things=[staged.unit])
    if seen not in {None, str(staged.reading)}:
        raise _read_anew(staged)
    write_waiting_to_apply(by=by, staged=staged, closed_through=closed_through)
    work.work_waits()


@transaction.atomic
def write_waiting_to_read(*, by: Person, staged: StagedImport) -> StagedImport:
    """Puts the files among those that wait to be read. Raises NotNow or WrongState."""
    becomes = staged.after(ImportAct.READ)
    _check_there(staged)
    return _wait(by, staged, becomes)


@transaction.atomic
def write_waiting_to_apply(*, by: Person, staged: StagedImport, closed_through: int | None = None) -> StagedImport:
    """Puts the lines among those that wait to be imported. Raises NotNow, WrongState or ClosingRefused."""
    if closed_through:
        check_is_over(closed_through)
    becomes = staged.after(ImportAct.APPLY)
    _check_there(staged)
    if staged.state == StagedState.READY and not adapter_of(staged.source).page(staged).may_be_applied:
        template = gettext_noop(
            "%(files)s has rows that cannot be used, or none that can, so nothing was saved; correct them and send the "
            "files again."
        )
        raise WrongState(Message(template, {"files": str(staged)}))
    waiting = _wait(by, staged, becomes)
    if closed_through is not None and waiting.closed_through != closed_through:
        waiting.closed_through = closed_through
        waiting.save(update_fields=["closed_through"])
    return waiting


@transaction.atomic
def stop_reading(*, by: Person, staged: StagedImport) -> StagedImport:
    """Stops the reading, or keeps it from beginning; the files stay. Raises NotAllowed or NotNow."""
    found = StagedImport.objects.select_for_update(of=("self",)).get(pk=staged.pk)
    gate.enter(by=by, act=adapter_of(found.source).act, things=[found.unit])
    becomes = found.after(ImportAct.STOP)
    before = audit.state(found, ("state",))
    stop_work_on(found)
    found.state = becomes.value
    found.save(update_fields=["state"])
    audit.record(person=by, action="import.stop", subject=found, before=before, after=audit.state(found, ("state",)))
    return found


def _check_there(staged: StagedImport) -> None:
    if not uploads.folder_of(staged.folder).exists():
        template = gettext_noop("The files %(files)s have been discarded; send them once more.")
        raise WrongState(Message(template, {"files": str(staged)}))


def _wait(by: Person, staged: StagedImport, state: ImportState) -> StagedImport:
    """In one update: when two ask at once, one of them learns what has happened. In the caller's transaction."""
    seen = StagedImport.objects.filter(pk=staged.pk, state=staged.state, reading=staged.reading)
    if staged.state != state:
        if not seen.update(state=state.value, error=None):
            raise _read_anew(staged)
        work.ask(by=by, name=READ if state is ImportState.READING else APPLY, ref=staged.ref)
    return StagedImport.objects.get(pk=staged.pk)


def _read_anew(staged: StagedImport) -> WrongState:
    template = gettext_noop("%(files)s has been read again since you looked at it; look at what it holds now.")
    return WrongState(Message(template, {"files": str(staged)}))
