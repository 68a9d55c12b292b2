"""Puts things of internal control away and brings them back."""

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common.archiving import bring_back, put_away
from tertial.common.locks import lock
from tertial.control.belonging import Planned
from tertial.control.errors import ControlNotSaved
from tertial.control.models import CommonControl, SystematicControl
from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.organisation import gate


@transaction.atomic
def archive(*, by: Person, thing: Planned) -> None:
    """Puts a thing away with what belongs to it; it can be brought back unchanged."""
    gate.enter(by=by, act=gate.PUT_AWAY, things=[thing])
    write_archived(by=by, thing=thing)


def write_archived(*, by: Person, thing: Planned) -> None:
    """What `archive` does behind the gate."""
    lock(thing)
    if thing.archived_at is not None:
        return
    if isinstance(thing, CommonControl) and thing.continues_id is not None:
        _lead(thing, to=thing.continues_id)
    put_away(by=by, thing=thing, action=f"{_NAMES[type(thing).__name__]}.archive")


@transaction.atomic
def restore(*, by: Person, thing: Planned) -> None:
    """Brings an archived thing back; raises ControlNotSaved where another has taken its place."""
    gate.enter(by=by, act=gate.PUT_AWAY, things=[thing])
    if thing.archived_at is None:
        return
    check_free(thing)
    bring_back(by=by, thing=thing, action=f"{_NAMES[type(thing).__name__]}.restore")


def check_free(thing: Planned) -> None:
    """Raises ControlNotSaved where another has taken the place that a thing had before it was archived."""
    if isinstance(thing, CommonControl):
        same = CommonControl.objects.filter(set_by=thing.set_by, year=thing.year, key=thing.key, archived_at=None)
        if same.exists():
            template = gettext_noop("%(year)s already has a common control “%(name)s”; archive that one first.")
            raise ControlNotSaved(Message(template, {"year": str(thing.year), "name": excerpt(thing.name)}))
    if isinstance(thing, SystematicControl):
        _check_common_free(thing)


def _check_common_free(control: SystematicControl) -> None:
    if control.common is None or not control.plan.controls.filter(common=control.common, archived_at=None).exists():
        return
    template = gettext_noop("The plan already carries out “%(control)s”; change that one instead.")
    raise ControlNotSaved(Message(template, {"control": excerpt(control.common.name)}))


def _lead(control: CommonControl, *, to: int) -> None:
    """Plans that carry out a common control carry out last year's again when a copy of it is archived."""
    SystematicControl.objects.filter(common=control, plan__year=control.year).update(common=to)


_NAMES = {
    "Risk": "risk",
    "Measure": "measure",
    "SystematicControl": "control",
    "Recommendation": "recommendation",
    "CommonControl": "common_control",
}
