"""What the worker does for this room: the readings and imports that were asked for."""

from functools import partial

from tertial.accounts.models import Person
from tertial.domain.message import Message, gettext_noop
from tertial.domain.workflow.imports import ImportAct
from tertial.intake.actions.applying import apply_held
from tertial.intake.actions.asking import ask_to_apply, ask_to_read, stop_reading
from tertial.intake.actions.holding import APPLY, READ, Hold, begin
from tertial.intake.actions.reading import read_held
from tertial.intake.models import StagedImport
from tertial.things import work
from tertial.things.models import Work

_CUT_OFF = gettext_noop(
    "The work on %(files)s was cut off %(times)s times, perhaps for want of memory, and nothing was changed; try again,"
    " or let whoever runs Tertial import the files with “tertial import”."
)


def _of(row: Work) -> StagedImport:
    return StagedImport.objects.select_related("unit").get(ref=row.ref)


def _cut_off(held: work.Hold) -> Message:
    return Message(_CUT_OFF, {"files": str(_of(held.work)), "times": work.MOST_ATTEMPTS})


def _give_up(act: ImportAct, held: work.Hold, message: Message) -> None:
    Hold(_of(held.work), held).give_up(act, message, again=act is ImportAct.FAIL)


def _read_again(by: Person, row: Work) -> None:
    ask_to_read(by=by, staged=_of(row))


def _apply_again(by: Person, row: Work) -> None:
    ask_to_apply(by=by, staged=_of(row))


def _stop(by: Person, row: Work) -> None:
    stop_reading(by=by, staged=_of(row))


READING = work.LongWork(
    name=READ,
    told=gettext_noop("Reading the files"),
    do=lambda held: read_held(begin(held, _of(held.work))),
    again=_read_again,
    stop=_stop,
    fail=partial(_give_up, ImportAct.FAIL),
    cut_off=_cut_off,
)
APPLYING = work.LongWork(
    name=APPLY,
    told=gettext_noop("Importing the files"),
    do=lambda held: apply_held(begin(held, _of(held.work))),
    again=_apply_again,
    fail=partial(_give_up, ImportAct.GIVE_UP),
    cut_off=_cut_off,
)
