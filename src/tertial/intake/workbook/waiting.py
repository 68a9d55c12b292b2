"""What the worker does with workbooks that were sent: compares them with what is stored, and applies them."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from django.db import transaction
from django.utils import timezone, translation

from tertial.accounts.models import Person
from tertial.common.stored_messages import as_json
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.workflow.imports import ImportAct
from tertial.intake import uploads
from tertial.intake.actions.workbooks import (
    APPLY,
    READ,
    TAKE_BACK,
    ask_to_apply_workbook,
    ask_to_read_workbook,
    ask_to_take_back_workbook,
    discard_workbook,
    write_ended,
)
from tertial.intake.models import SentWorkbook
from tertial.intake.workbook.applying import NotApplied, write_on_trial, write_workbook
from tertial.intake.workbook.compared import kept_preview, mark_of
from tertial.intake.workbook.importing import read_workbook
from tertial.intake.workbook.judging import Judged
from tertial.intake.workbook.room import room_for
from tertial.intake.workbook.telling import Telling, forget
from tertial.organisation import gate
from tertial.things import work
from tertial.things.models import Work
from tertial.things.undo import telling, undo

_SWEPT = gettext_noop("“%(file)s” is no longer here; send it once more.")
_CHANGED = gettext_noop(
    "What Tertial has is no longer what “%(file)s” was compared with, so nothing was written; look at what it would "
    "change now."
)


class NotDone(DomainError):
    """The work cannot be done now; the message says why."""


def _of(row: Work) -> SentWorkbook:
    return SentWorkbook.objects.select_related("municipality").get(ref=row.ref)


def _compared(sent: SentWorkbook) -> Judged:
    path = _path(sent)
    if not path.exists():
        raise NotDone(Message(_SWEPT, {"file": str(sent)}))
    forget(path.parent)
    return read_workbook(path, sent.name, sent.municipality)


def _path(sent: SentWorkbook) -> Path:
    return uploads.folder_of(sent.folder) / "0"


@contextmanager
def _work_on(sent: SentWorkbook, by: Person) -> Iterator[None]:
    """In the language of whoever asked, whose words stand in what is refused. Raises NoRoom."""
    with translation.override(by.language), room_for(str(sent)):
        yield


def read_held(held: work.Hold) -> None:
    """Compares the workbook with what is stored, and tries whether it could be written."""
    sent, by = _of(held.work), held.work.asked_by
    gate.check(by, gate.PLAN, sent.municipality)
    with _work_on(sent, by):
        judged = _compared(sent)
        refusals = write_on_trial(by=by, judged=judged, on_progress=Telling(_path(sent).parent))
        preview = kept_preview(judged, refusals)
        with transaction.atomic():
            held.finish()
            write_ended(sent, ImportAct.SHOW, preview=preview, mark=mark_of(preview))


def apply_held(held: work.Hold) -> None:
    """Writes all that the workbook changes, or nothing; where that is no longer what was shown, it is shown anew."""
    sent, by = _of(held.work), held.work.asked_by
    gate.check(by, gate.PLAN, sent.municipality)
    with _work_on(sent, by):
        judged = _compared(sent)
        if mark_of(kept_preview(judged, ())) != sent.mark:
            _show_anew(held, sent, by, judged)
            return
        try:
            _apply(held, sent, by, judged)
        except NotApplied as error:
            _give_up(held, sent, kept_preview(judged, error.refusals), error.message)


def _show_anew(held: work.Hold, sent: SentWorkbook, by: Person, judged: Judged) -> None:
    refusals = write_on_trial(by=by, judged=judged, on_progress=Telling(_path(sent).parent))
    _give_up(held, sent, kept_preview(judged, refusals), Message(_CHANGED, {"file": str(sent)}))


@transaction.atomic
def _give_up(held: work.Hold, sent: SentWorkbook, preview: dict[str, object], why: Message) -> None:
    if held.fail(why):
        write_ended(sent, ImportAct.GIVE_UP, preview=preview, mark=mark_of(preview), error=as_json(why))


@transaction.atomic
def _apply(held: work.Hold, sent: SentWorkbook, by: Person, judged: Judged) -> None:
    entries = write_workbook(by=by, judged=judged, name=sent.name, on_progress=Telling(_path(sent).parent))
    held.finish()
    applied = {"applied_at": timezone.now(), "applied_by": by, "entry": entries[-1] if entries else None}
    write_ended(sent, ImportAct.BOOK, **applied)
    transaction.on_commit(lambda: uploads.remove(sent.folder))


def take_back_held(held: work.Hold) -> None:
    """Takes back all that the workbook changed, or nothing where something has been changed since."""
    sent, by = _of(held.work), held.work.asked_by
    folder = uploads.folder_of(sent.folder)
    folder.mkdir(parents=True, exist_ok=True)  # what is told stands there; the file itself went when it was applied
    try:
        with _work_on(sent, by), telling(Telling(folder)), transaction.atomic():
            if sent.entry is not None:
                undo(by=by, entry=sent.entry)
            held.finish()
    finally:
        uploads.remove(sent.folder)


@transaction.atomic
def _not_taken_back(held: work.Hold, message: Message) -> None:
    if held.fail(message):
        SentWorkbook.objects.filter(ref=held.work.ref).update(error=as_json(message))


@transaction.atomic
def _failed(act: ImportAct, held: work.Hold, message: Message) -> None:
    if held.fail(message):
        write_ended(_of(held.work), act, error=as_json(message))


READING_WORKBOOK = work.LongWork(
    name=READ,
    told=gettext_noop("Comparing the workbook"),
    do=read_held,
    again=lambda by, row: ask_to_read_workbook(by=by, sent=_of(row)),
    stop=lambda by, row: discard_workbook(by=by, sent=_of(row)),
    fail=partial(_failed, ImportAct.FAIL),
)
APPLYING_WORKBOOK = work.LongWork(
    name=APPLY,
    told=gettext_noop("Applying the workbook"),
    do=apply_held,
    again=lambda by, row: ask_to_apply_workbook(by=by, sent=_of(row)),
    fail=partial(_failed, ImportAct.GIVE_UP),
)
TAKING_WORKBOOK_BACK = work.LongWork(
    name=TAKE_BACK,
    told=gettext_noop("Taking back what the workbook changed"),
    do=take_back_held,
    again=lambda by, row: ask_to_take_back_workbook(by=by, sent=_of(row)),
    fail=_not_taken_back,
)
