"""Having the work on an import in hand: in one process at a time, and begun again where that was killed."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import timedelta
from threading import Event, Thread

from django.db import OperationalError, connections
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from tertial.domain.workflow.imports import ImportAct
from tertial.sources.models import AT_WORK, StagedImport, StagedState

# Whoever has work in hand renews its sign of life every few seconds; after so long without one it counts as killed.
DEAD_AFTER = timedelta(seconds=30)
# What has been killed so often is not begun again by itself: it may be what kills.
MOST_ATTEMPTS = 3
_SECONDS_BETWEEN_BEATS = 5.0


class TakenAway(Exception):
    """The work is no longer this process's: someone has stopped it, or it was taken for dead and started again."""


@dataclass(frozen=True, slots=True)
class Hold:
    """That this process, and no other, has the work on an import in hand; `staged` is how it stood when taken."""

    staged: StagedImport

    def tell(self, *, done: int) -> None:
        """Gives a sign of life and says how far the work has come. Raises TakenAway."""
        if not self._row().update(alive_at=timezone.now(), done=min(done, self.staged.total)):
            raise TakenAway

    def beat(self) -> None:
        """Gives a sign of life."""
        self._row().update(alive_at=timezone.now())

    def put_back(self) -> None:
        """Lets the work wait again, as though it had never been begun."""
        self._row().update(alive_at=None, attempts=F("attempts") - 1, done=0)

    def end(self, act: ImportAct, **values: object) -> None:
        """Says how the work ended, unless it has been taken away."""
        self._row().update(alive_at=None, state=self.staged.after(act).value, **values)

    def _row(self) -> QuerySet[StagedImport]:
        held = self.staged
        return StagedImport.objects.filter(
            pk=held.pk, state=held.state, reading=held.reading, attempts=held.attempts, asked_at=held.asked_at
        )


def waiting() -> QuerySet[StagedImport]:
    """Work that nobody has in hand, in the order it was asked for."""
    idle = Q(alive_at__isnull=True) | Q(alive_at__lt=timezone.now() - DEAD_AFTER)
    return StagedImport.objects.filter(idle, state__in=AT_WORK).order_by("asked_at", "pk")


def take(staged: StagedImport) -> Hold | None:
    """Takes the work that was asked for into this process; None where it does not wait, or another was quicker."""
    reading = F("reading") + 1 if staged.state == StagedState.READING else F("reading")
    seen = waiting().filter(pk=staged.pk, state=staged.state, attempts=staged.attempts, asked_at=staged.asked_at)
    if not seen.update(alive_at=timezone.now(), attempts=F("attempts") + 1, reading=reading, done=0):
        return None
    return Hold(StagedImport.objects.select_related("municipality", "asked_by").get(pk=staged.pk))


@contextmanager
def beating(hold: Hold) -> Iterator[None]:
    """Gives signs of life while something is at work that tells nothing itself."""
    over = Event()
    Thread(target=_beat, args=(hold, over), daemon=True, name=f"import-{hold.staged.pk}").start()
    try:
        yield
    finally:
        over.set()


def _beat(hold: Hold, over: Event) -> None:
    try:
        while not over.wait(_SECONDS_BETWEEN_BEATS):
            with suppress(OperationalError):  # where another writes all the while, the next sign comes instead
                hold.beat()
    finally:
        connections.close_all()
