"""How far long work has come, in words."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from tertial.common.stored_messages import from_json
from tertial.common.wording import sentence
from tertial.domain.workflow.work import WorkState
from tertial.things.models import Work
from tertial.things.work import workers
from tertial.things.work.rows import DEAD_AFTER

# A worker looks for work twice a second, and one that has just started has told nothing of itself yet.
_PATIENCE = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class Progress:
    """What is being done, how far it has come in words and in percent (None where that is not known), and for how long.

    `aloud` is what is read aloud, and changes seldom.
    """

    phase: str
    amount: str = ""
    percent: int | None = None
    elapsed: str = ""
    aloud: str = ""

    @property
    def said(self) -> str:
        """What is read aloud."""
        return self.aloud or self.phase


def not_begun(work: Work) -> Progress | None:
    """Why nobody is doing the work just now; None where someone is."""
    elapsed = time_so_far(work)
    if work.stands == WorkState.WAITING:
        if timezone.now() - work.asked_at > _PATIENCE and not workers.alive().exists():
            return Progress(not_running(), elapsed=elapsed)
        return Progress(_("Waiting for its turn."), elapsed=elapsed)
    if was_killed(work):
        return Progress(_("The work was cut off; it starts again by itself."), elapsed=elapsed)
    return None


def progress_of(work: Work, *, otherwise: str) -> Progress:
    """How far the work has come; `otherwise` is said of what tells nothing itself."""
    waits = not_begun(work)
    if waits is not None:
        return waits
    phase = sentence(from_json(work.phase)) if work.phase else otherwise
    return Progress(phase, percent=100 * work.done // work.total if work.total else None, elapsed=time_so_far(work))


def was_killed(work: Work) -> bool:
    """Whether whoever had the work in hand gives no sign of life any more."""
    return work.alive_at is not None and work.alive_at < timezone.now() - DEAD_AFTER


def not_running() -> str:
    """What is wrong when nobody does what waits, and what to do."""
    return _("The background process is not running, so nothing is done; whoever runs Tertial starts “tertial worker”.")


def time_so_far(work: Work) -> str:
    """Minutes and seconds since it was asked for."""
    seconds = (work.ended_at or timezone.now()) - work.asked_at
    minutes, rest = divmod(max(int(seconds.total_seconds()), 0), 60)
    return f"{minutes}:{rest:02}"
