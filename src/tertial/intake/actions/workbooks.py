"""Workbooks come in, are compared with what is stored, and are applied or set aside."""

from typing import Any

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.workflow.imports import ImportAct, ImportState
from tertial.intake import uploads
from tertial.intake.actions.receiving import sweep_uploads
from tertial.intake.models import SentWorkbook
from tertial.organisation import gate
from tertial.organisation.models import Unit
from tertial.things import work
from tertial.things.models import Work

READ, APPLY, TAKE_BACK = "workbook.read", "workbook.apply", "workbook.undo"
_WORK = {
    ImportState.READING.value: READ,
    ImportState.APPLYING.value: APPLY,
    ImportState.APPLIED.value: TAKE_BACK,
}
_SWEPT = gettext_noop("“%(file)s” has been thrown away after a week; send it once more.")
_ANEW = gettext_noop("“%(file)s” has been compared again since you looked at it; look at what it would change now.")
_REFUSED = gettext_noop("Some rows of “%(file)s” cannot be taken; correct them in the workbook and send it once more.")


class WorkbookNotReady(DomainError):
    """The workbook cannot be applied as it stands: it is gone, was compared again, or has rows that are refused."""


def receive_workbook(*, by: Person, municipality: Unit, file: uploads.Sent) -> SentWorkbook:
    """Stores a workbook and asks to have it compared with what is stored. Raises NotAllowed, UnreadableFile."""
    gate.enter(by=by, act=gate.PLAN, things=[municipality])
    sweep_uploads()
    folder, (stored,) = uploads.receive([file])
    try:
        with transaction.atomic():
            sent = SentWorkbook.objects.create(
                municipality=municipality,
                name=str(stored["name"]),
                sha256=str(stored["sha256"]),
                folder=folder,
                state=ImportState.READING.value,
                sent_by=by,
            )
            work.ask(by=by, name=READ, ref=sent.ref)
            audit.record(person=by, action="workbook.receive", subject=sent, after=audit.state(sent, ("name",)))
    except BaseException:
        uploads.remove(folder)
        raise
    work.work_waits()
    return sent


def ask_to_read_workbook(*, by: Person, sent: SentWorkbook) -> None:
    """Asks to have it compared once more with what is stored. Raises NotAllowed, NotNow, WorkbookNotReady."""
    gate.enter(by=by, act=gate.PLAN, things=[sent.municipality])
    write_waiting_workbook(by=by, sent=sent, act=ImportAct.READ)
    work.work_waits()


def ask_to_apply_workbook(*, by: Person, sent: SentWorkbook, seen: str | None = None) -> None:
    """Asks to have all that it changes written; `seen` is the mark of the comparison on the page.

    Raises NotAllowed, NotNow, WorkbookNotReady.
    """
    gate.enter(by=by, act=gate.PLAN, things=[sent.municipality])
    if seen not in {None, sent.mark}:
        raise WorkbookNotReady(Message(_ANEW, {"file": str(sent)}))
    if (sent.preview or {}).get("refusals"):
        raise WorkbookNotReady(Message(_REFUSED, {"file": str(sent)}))
    write_waiting_workbook(by=by, sent=sent, act=ImportAct.APPLY)
    work.work_waits()


def ask_to_take_back_workbook(*, by: Person, sent: SentWorkbook) -> None:
    """Asks to have all that it changed taken back. Raises NotAllowed, NotNow."""
    gate.enter(by=by, act=gate.PLAN, things=[sent.municipality])
    sent.after(ImportAct.TAKE_BACK)
    with transaction.atomic():
        SentWorkbook.objects.filter(pk=sent.pk).update(error=None)
        work.ask(by=by, name=TAKE_BACK, ref=sent.ref)
    work.work_waits()


@transaction.atomic
def discard_workbook(*, by: Person, sent: SentWorkbook) -> SentWorkbook:
    """Sets a workbook aside that was not applied, and throws the file away. Raises NotAllowed or NotNow."""
    found = SentWorkbook.objects.select_for_update(of=("self",)).get(pk=sent.pk)
    gate.enter(by=by, act=gate.PLAN, things=[found.municipality])
    becomes = found.after(ImportAct.DISCARD)
    row = work_of(found)
    if row is not None:
        work.withdraw(row)
    before = audit.state(found, ("state",))
    found.state = becomes.value
    found.save(update_fields=["state"])
    after = audit.state(found, ("state",))
    audit.record(person=by, action="workbook.discard", subject=found, before=before, after=after)
    transaction.on_commit(lambda: uploads.remove(found.folder))
    return found


def work_of(sent: SentWorkbook) -> Work | None:
    """The work on the workbook that waits or is under way."""
    name = _WORK.get(sent.state)
    return None if name is None else work.open_work(name, sent.ref)


@transaction.atomic
def write_ended(sent: SentWorkbook, act: ImportAct, **values: Any) -> None:  # noqa: ANN401 - values of columns
    """Says how the work on it ended; nothing where the workbook has been set aside meanwhile."""
    SentWorkbook.objects.filter(pk=sent.pk, state=sent.state).update(state=sent.after(act).value, **values)


@transaction.atomic
def write_waiting_workbook(*, by: Person, sent: SentWorkbook, act: ImportAct) -> None:
    """In one update: when two ask at once, one of them learns what has happened."""
    becomes = sent.after(act)
    if not (uploads.folder_of(sent.folder) / "0").exists():
        raise WorkbookNotReady(Message(_SWEPT, {"file": str(sent)}))
    if becomes.value == sent.state:
        return
    seen = SentWorkbook.objects.filter(pk=sent.pk, state=sent.state, mark=sent.mark)
    if not seen.update(state=becomes.value, error=None):
        raise WorkbookNotReady(Message(_ANEW, {"file": str(sent)}))
    work.ask(by=by, name=_WORK[becomes.value], ref=sent.ref)
