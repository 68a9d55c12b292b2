"""Long work as rows: asked for once, in the hands of one process at a time, and begun again where that was killed.

Taking, telling and ending are single updates with a condition, so that of two processes one finds that it came too
late; workers pass over what another is just taking.
"""

import os
import socket
from dataclasses import dataclass
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from tertial.accounts.models import Person
from tertial.common.stored_messages import as_json
from tertial.domain.message import Message
from tertial.domain.ref import Ref
from tertial.domain.workflow.work import OPEN, WORKING, WorkAct, WorkState
from tertial.things.models import Work
from tertial.things.old_refs import is_number

# Whoever has work in hand renews its sign of life every few seconds; after so long without one it counts as killed.
DEAD_AFTER = timedelta(seconds=30)
# What has been killed so often is not begun again by itself: it may be what kills.
MOST_ATTEMPTS = 3
_KEPT = timedelta(days=30)


class TakenAway(Exception):
    """The work is no longer this process's: someone has stopped it, or it was taken for dead and begun again."""


@dataclass(frozen=True, slots=True)
class Hold:
    """That this process, and no other, has the work in hand; `work` is how it stood when taken."""

    work: Work

    def tell(self, *, done: int = 0, total: int = 0, phase: Message | None = None) -> None:
        """Gives a sign of life and says how far the work has come. Raises TakenAway."""
        said = None if phase is None else as_json(phase)
        if not self._row().update(alive_at=timezone.now(), done=min(done, total), total=total, phase=said):
            raise TakenAway

    def beat(self) -> None:
        """Gives a sign of life."""
        self._row().update(alive_at=timezone.now())

    def put_back(self) -> None:
        """Lets the work wait again, as though it had never been begun."""
        state = WORKING.after(WorkState.UNDER_WAY, WorkAct.PUT_BACK, thing=str(self.work))
        self._row().update(
            state=state.value, alive_at=None, worker="", attempts=F("attempts") - 1, done=0, total=0, phase=None
        )

    def finish(self, **result: object) -> None:
        """Ends it, in the transaction that writes what came of it. Raises TakenAway, which undoes that transaction."""
        if not self._end(WorkAct.FINISH, result=result):
            raise TakenAway

    def fail(self, message: Message) -> bool:
        """Ends it with why it could not be done; says whether it still was this process's."""
        return self._end(WorkAct.FAIL, error=as_json(message))

    def _end(self, act: WorkAct, **values: object) -> bool:
        state = WORKING.after(WorkState.UNDER_WAY, act, thing=str(self.work))
        ended = {"state": state.value, "alive_at": None, "ended_at": timezone.now(), "phase": None}
        return bool(self._row().update(**ended, **values))

    def _row(self) -> QuerySet[Work]:
        held = self.work
        return Work.objects.filter(pk=held.pk, state=WorkState.UNDER_WAY.value, attempts=held.attempts)


def ask(*, by: Person, name: str, ref: Ref, variant: str = "", **options: object) -> Work:
    """Asks for work on a thing; gives what is open already where there is that. `options` are for whoever does it."""
    there = open_work(name, ref, variant)
    if there is not None:
        return there
    _forget_old()
    try:
        with transaction.atomic():
            return Work.objects.create(name=name, ref=ref, variant=variant, options=options, asked_by=by)
    except IntegrityError:  # another asks at the same moment
        there = open_work(name, ref, variant)
        if there is None:
            raise
        return there


def withdraw(work: Work) -> bool:
    """Stops it, or keeps it from beginning; says whether it was open. Who had it in hand finds out by itself."""
    now = timezone.now()
    found = Work.objects.filter(pk=work.pk, state__in=[state.value for state in OPEN])
    return bool(found.update(state=WorkState.STOPPED.value, alive_at=None, ended_at=now, phase=None))


def called(key: str) -> QuerySet[Work]:
    """The piece of work that an address names: by its key, or by its number in an address from before keys."""
    return Work.objects.filter(Q(pk=int(key)) if is_number(key) else Q(key=key))


def newest(name: str, ref: Ref, variant: str = "") -> Work | None:
    """The work on a thing that was asked for last, whatever became of it."""
    return Work.objects.filter(name=name, ref=ref, variant=variant).order_by("-pk").first()


def open_work(name: str, ref: Ref, variant: str = "") -> Work | None:
    """The work on a thing that waits or is under way."""
    found = Work.objects.filter(name=name, ref=ref, variant=variant, state__in=[state.value for state in OPEN])
    return found.select_related("asked_by").first()


def waiting() -> QuerySet[Work]:
    """Work that nobody has in hand, in the order it was asked for."""
    killed = Q(state=WorkState.UNDER_WAY.value, alive_at__lt=timezone.now() - DEAD_AFTER)
    return Work.objects.filter(Q(state=WorkState.WAITING.value) | killed).order_by("asked_at", "pk")


def take_next() -> Hold | None:
    """Takes the work that has waited longest into this process; None where none waits."""
    if not waiting().exists():
        return None
    with transaction.atomic():
        found = waiting().select_for_update(skip_locked=True).first()
        return None if found is None else take(found)


def take(work: Work) -> Hold | None:
    """Takes this work into this process; None where it does not wait, or another was quicker."""
    state = WORKING.after(work.stands, WorkAct.TAKE, thing=str(work)).value if work.is_open else ""
    seen = waiting().filter(pk=work.pk, state=work.state, attempts=work.attempts)
    began = {"worker": this_process(), "alive_at": timezone.now(), "done": 0, "total": 0, "phase": None}
    if not state or not seen.update(state=state, attempts=F("attempts") + 1, **began):
        return None
    return Hold(Work.objects.select_related("asked_by").get(pk=work.pk))


def this_process() -> str:
    """The name of this process, among all machines."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}"


def _forget_old() -> None:
    Work.objects.filter(ended_at__lt=timezone.now() - _KEPT).delete()
