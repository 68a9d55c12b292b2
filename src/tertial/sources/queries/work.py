"""How far the worker has come with an import, in words."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from tertial.sources.actions.holding import DEAD_AFTER
from tertial.sources.models import AT_WORK, StagedImport, StagedState
from tertial.sources.words import megabytes

# A worker looks for work twice a second; what nobody has begun after so long, nobody will begin soon.
_PATIENCE = timedelta(seconds=10)
_SAID_EVERY = 10


@dataclass(frozen=True, slots=True)
class WorkDone:
    """What is being done, how far it has come in words and in percent (None where that is not known), and for how long.

    `said` is what is read aloud, and changes seldom.
    """

    phase: str
    amount: str
    percent: int | None
    elapsed: str
    said: str


def work_on(staged: StagedImport) -> WorkDone:
    """How far the work has come that was asked for."""
    now = timezone.now()
    waited = now - (staged.asked_at or now)
    elapsed = _elapsed(waited)
    if staged.alive_at is None:
        phase = _("Waiting for its turn.")
        others = StagedImport.objects.filter(state__in=AT_WORK, alive_at__gte=now - DEAD_AFTER)
        if waited > _PATIENCE and not others.exists():
            phase = _("Waiting, but no worker takes it up; whoever runs Tertial starts one with “tertial worker”.")
        return WorkDone(phase, "", None, elapsed, phase)
    if staged.alive_at < now - DEAD_AFTER:
        phase = _("The work was cut off; it is begun anew by itself.")
        return WorkDone(phase, "", None, elapsed, phase)
    if staged.state == StagedState.APPLYING:
        phase = _("The lines are being put into the ledger.")
        return WorkDone(phase, "", None, elapsed, phase)
    if staged.done >= staged.total:
        phase = _("Every line is read; they are being checked and added up.")
        return WorkDone(phase, "", None, elapsed, phase)
    percent = 100 * staged.done // staged.total
    phase = _("The files are being read: %(percent)s percent.")
    amount = _("%(done)s of %(total)s MB") % {"done": megabytes(staged.done), "total": megabytes(staged.total)}
    said = phase % {"percent": percent // _SAID_EVERY * _SAID_EVERY}
    return WorkDone(phase % {"percent": percent}, amount, percent or None, elapsed, said)


def _elapsed(time: timedelta) -> str:
    minutes, seconds = divmod(max(int(time.total_seconds()), 0), 60)
    return f"{minutes}:{seconds:02}"
