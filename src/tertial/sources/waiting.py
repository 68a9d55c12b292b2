"""What the worker does for this room: the readings and imports that were asked for, one after the other."""

from functools import partial

from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.workflow.imports import ImportAct
from tertial.sources.actions.applying import apply_held
from tertial.sources.actions.holding import MOST_ATTEMPTS, Hold, take, waiting
from tertial.sources.actions.reading import read_held
from tertial.sources.models import StagedState
from tertial.sources.stored_messages import as_json
from tertial.things import jobs

_CUT_OFF = gettext_noop(
    "The work on %(files)s was cut off %(times)s times, perhaps for want of memory, and nothing was changed; try again,"
    " or let whoever runs Tertial import the files with “tertial import”."
)


def take_next() -> jobs.Work | None:
    """The reading or import that has waited longest, in this process's hands; None where there is none."""
    for staged in waiting():
        hold = take(staged)
        if hold is not None:
            return partial(_do, hold)
    return None


def _do(hold: Hold) -> None:
    reads = hold.staged.state == StagedState.READING
    if hold.staged.attempts > MOST_ATTEMPTS:
        said = Message(_CUT_OFF, {"files": str(hold.staged), "times": MOST_ATTEMPTS})
        hold.end(ImportAct.FAIL if reads else ImportAct.GIVE_UP, error=as_json(said, again=reads))
    elif reads:
        read_held(hold)
    else:
        _apply(hold)


def _apply(hold: Hold) -> None:
    try:
        apply_held(hold)
    except DomainError:
        return  # the page of the import says why
