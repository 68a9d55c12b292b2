"""Writes about how a new municipality is set up: which steps are skipped, by whom, and taken up again."""

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.locks import lock
from tertial.organisation import gate
from tertial.organisation.models import SkippedStep, Unit


@transaction.atomic
def skip_step(*, by: Person, municipality: Unit, step: str) -> None:
    """Skips a step, or puts the whole list away (`THE_LIST`); once is enough."""
    gate.enter(by=by, act=gate.ADMINISTER, things=[municipality])
    lock(municipality)
    _skipped, made = SkippedStep.objects.get_or_create(municipality=municipality, step=step, defaults={"person": by})
    if made:
        audit.record(person=by, action="unit.step_skip", subject=municipality, after={"step": step})


@transaction.atomic
def take_up_step(*, by: Person, municipality: Unit, step: str) -> None:
    """Takes up again what was skipped."""
    gate.enter(by=by, act=gate.ADMINISTER, things=[municipality])
    lock(municipality)
    taken, _of_each = SkippedStep.objects.filter(municipality=municipality, step=step).delete()
    if taken:
        audit.record(person=by, action="unit.step_take_up", subject=municipality, before={"step": step})
