"""How far the worker has come with an import, in words."""

from django.utils.translation import gettext as _

from tertial.intake.actions.holding import APPLY, work_of
from tertial.intake.adapter import Adapter
from tertial.intake.models import AT_WORK, StagedImport, StagedState
from tertial.intake.words import megabytes
from tertial.organisation.models import Unit
from tertial.things.work.progress import Progress, not_begun, time_so_far

_SAID_EVERY = 10
_UNDER_WAY = (StagedState.UPLOADED, *AT_WORK, StagedState.READY, StagedState.FAILED)


def under_way(source: Adapter, unit: Unit) -> list[tuple[StagedImport, str, str]]:
    """Files that were sent for a unit and neither imported nor set aside: what they hold, and what is being done."""
    found = StagedImport.objects.filter(unit=unit, source__in=source.sources, state__in=_UNDER_WAY)
    return [
        (each, source.what(each), work_on(each).phase if each.is_at_work else "")
        for each in found.select_related("sent_by")
    ]


def work_on(staged: StagedImport) -> Progress:
    """How far the work has come that was asked for."""
    row = work_of(staged)
    if row is None:  # over since the page looked
        return Progress(_("Every line is read; they are being checked and added up."))
    waits = not_begun(row)
    if waits is not None:
        return waits
    elapsed = time_so_far(row)
    if row.name == APPLY:
        return Progress(_("What was read is being imported."), elapsed=elapsed)
    if row.done >= row.total > 0:
        return Progress(_("Every line is read; they are being checked and added up."), elapsed=elapsed)
    percent = 100 * row.done // row.total if row.total else 0
    phase = _("The files are being read: %(percent)s percent.")
    amount = _("%(done)s of %(total)s MB") % {"done": megabytes(row.done), "total": megabytes(staged.total)}
    said = phase % {"percent": percent // _SAID_EVERY * _SAID_EVERY}
    return Progress(phase % {"percent": percent}, amount, percent or None, elapsed, said)
