"""Reading files into staged lines and a preview."""

import logging
import shutil
import time
from collections.abc import Collection, Mapping
from pathlib import Path

from tertial.accounts.models import Person
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.workflow.imports import ImportAct
from tertial.economy.models import Code, LedgerKind
from tertial.intake import uploads
from tertial.intake.actions.asking import write_waiting_to_read
from tertial.intake.actions.holding import Hold, take
from tertial.intake.models import SourceKind, StagedImport
from tertial.intake.preview import Preview, make_preview
from tertial.intake.reasons import REASONS, Reason
from tertial.intake.sie.file import Dimensions
from tertial.intake.sie.staging import stage_sie
from tertial.intake.staging import stage_tables
from tertial.intake.tabular.columns import ColumnMapping
from tertial.intake.tabular.questions import AsksFirst
from tertial.intake.workshop import NothingToImport, OnProgress, SourceFile, Staged
from tertial.organisation import gate
from tertial.things import work
from tertial.things.work.doing import beating

_SECONDS_BETWEEN_SIGNS = 1.0
BROKEN = gettext_noop(
    "%(files)s could not be read because of an error in Tertial; try again, and report it if it stays."
)


def read_staged(
    *, by: Person, staged: StagedImport, on_progress: OnProgress = lambda _done, _all: None
) -> StagedImport:
    """Reads the files of an import here and now and works out its preview; gives it as READY, or FAILED with why.

    Does nothing where another process is reading. Raises NotAllowed or WrongState.
    """
    gate.enter(by=by, act=gate.PLAN, things=[staged.municipality])
    hold = take(write_waiting_to_read(by=by, staged=staged))
    if hold is not None:
        with beating(hold.held):
            read_held(hold, on_progress=on_progress)
    return StagedImport.objects.get(pk=staged.pk)


def read_held(hold: Hold, *, on_progress: OnProgress = lambda _done, _all: None) -> None:
    """Does the reading that was taken; whatever happens the import is READY, FAILED or waits again afterwards."""
    staged, folder = hold.staged, uploads.folder_of(hold.staged.folder)
    try:
        gate.check(hold.asked_by, gate.PLAN, staged.municipality)
        preview = make_preview(_stage(hold, on_progress), known_codes(staged), folder)
        if not preview.lines:
            raise _nothing(staged, preview)
        hold.end(ImportAct.SHOW, preview=preview.as_json())
    except (work.TakenAway, work.Stopped):
        shutil.rmtree(staged_folder(staged), ignore_errors=True)
        hold.held.put_back()
    except AsksFirst as error:
        hold.give_up(ImportAct.FAIL, error.message, asks=[question.topic.value for question in error.questions])
    except DomainError as error:
        hold.give_up(ImportAct.FAIL, error.message)
    except Exception:
        hold.give_up(ImportAct.FAIL, Message(BROKEN, {"files": str(staged)}), again=True)
        logging.getLogger(__name__).exception("Reading import %s failed.", staged.pk)


def staged_folder(staged: StagedImport) -> Path:
    """Where the lines lie that the last reading made."""
    return uploads.reading_of(staged.folder, staged.reading)


def known_codes(staged: StagedImport) -> Mapping[str, Collection[str]]:
    """The codes of each dimension that the municipality's coding has, of whatever year."""
    known: dict[str, set[str]] = {}
    for dimension, code in Code.objects.filter(municipality=staged.municipality).values_list("dimension", "code"):
        known.setdefault(dimension, set()).add(code)
    return known


def _stage(hold: Hold, on_progress: OnProgress) -> Staged:
    staged, folder = hold.staged, uploads.folder_of(hold.staged.folder)
    files = [SourceFile(folder / str(place), file["name"]) for place, file in enumerate(staged.files)]
    sign = _sign_of_life(hold, on_progress)
    if staged.source == SourceKind.SIE:
        budget = staged.kind == LedgerKind.BUDGET
        return stage_sie(files, Dimensions(**staged.mapping), staged_folder(staged), budget=budget, on_progress=sign)
    return stage_tables(files, ColumnMapping.from_json(staged.mapping), staged_folder(staged), sign)


def _sign_of_life(hold: Hold, on_progress: OnProgress) -> OnProgress:
    last = 0.0

    def tell(done: int, every: int) -> None:
        nonlocal last
        on_progress(done, every)
        work.check_not_stopped()
        if done >= every or time.monotonic() - last > _SECONDS_BETWEEN_SIGNS:
            last = time.monotonic()
            hold.tell(done=done)

    return tell


def _nothing(staged: StagedImport, preview: Preview) -> NothingToImport:
    if not preview.first_refused:
        return NothingToImport(
            Message(gettext_noop("%(files)s holds no lines to import; choose another file."), {"files": str(staged)})
        )
    first = preview.first_refused[0]
    template = gettext_noop("No line of %(files)s can be imported. The first is line %(row)s: %(reason)s")
    reason = Message(REASONS[Reason(first["reason"])], {"value": first["value"] or ""})
    return NothingToImport(Message(template, {"files": str(staged), "row": first["row"], "reason": reason}))
