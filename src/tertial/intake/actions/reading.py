"""Reading files: what they would bring, before anything of it is stored."""

import logging
import shutil
import time

from tertial.accounts.models import Person
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.workflow.imports import ImportAct
from tertial.intake import uploads
from tertial.intake.actions.asking import write_waiting_to_read
from tertial.intake.actions.holding import Hold, take
from tertial.intake.adapter import Asks, OnProgress, adapter_of
from tertial.intake.models import StagedImport
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
    gate.enter(by=by, act=adapter_of(staged.source).act, things=[staged.unit])
    hold = take(write_waiting_to_read(by=by, staged=staged))
    if hold is not None:
        with beating(hold.held):
            read_held(hold, on_progress=on_progress)
    return StagedImport.objects.get(pk=staged.pk)


def read_held(hold: Hold, *, on_progress: OnProgress = lambda _done, _all: None) -> None:
    """Does the reading that was taken; whatever happens the import is READY, FAILED or waits again afterwards."""
    staged, adapter = hold.staged, adapter_of(hold.staged.source)
    try:
        gate.check(hold.asked_by, adapter.act, staged.unit)
        tell = _sign_of_life(hold, on_progress)
        hold.end(ImportAct.SHOW, preview=adapter.read(staged, hold.asked_by, tell))
    except (work.TakenAway, work.Stopped):
        shutil.rmtree(uploads.reading_of(staged.folder, staged.reading), ignore_errors=True)
        hold.held.put_back()
    except Asks as error:
        hold.give_up(ImportAct.FAIL, error.message, asks=error.topics)
    except DomainError as error:
        hold.give_up(ImportAct.FAIL, error.message)
    except Exception:
        hold.give_up(ImportAct.FAIL, Message(BROKEN, {"files": str(staged)}), again=True)
        logging.getLogger(__name__).exception("Reading import %s failed.", staged.pk)


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
