"""Work that is too long for a request, done by a process of its own: `tertial worker`.

There is no queue beside the rows of a room: a kind of thing says how its next waiting piece of work is taken, and keeps
in its own rows what waits, who has it in hand and how far it has come (docs/adr/0033).
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

from django.conf import settings

from tertial.things.kinds import kinds_with

Work = Callable[[], object]
_stopping = Event()


class Stopped(Exception):
    """The worker is asked to end; what is in hand is put back, and begun again by the next worker."""


@dataclass(frozen=True, slots=True)
class Waits:
    """That things of a kind wait for work on them. What `take_next` gives no other process may take."""

    take_next: Callable[[], Work | None]


def work_waits() -> None:
    """To be called when something has been asked for.

    A worker finds it by itself; without one, as in tests, it is done at once.
    """
    if settings.TERTIAL_WITHOUT_WORKER:
        do_all()


def do_all() -> None:
    """Does whatever waits."""
    while do_next():
        pass


def do_next() -> bool:
    """Takes one waiting piece of work and does it; says whether there was any. No error stops the worker."""
    for kind, waits in kinds_with(Waits):
        work = waits.take_next()
        if work is not None:
            try:
                work()
            except Exception:
                logging.getLogger(__name__).exception("Work of the kind %s failed.", kind.word)
            return True
    return False


def stop() -> None:
    """Asks this process to end its work as soon as it can."""
    _stopping.set()


def wait(seconds: float) -> bool:
    """Waits, and says whether this process is to end."""
    return _stopping.wait(seconds)


def check_not_stopped() -> None:
    """To be called by long work now and then. Raises Stopped."""
    if _stopping.is_set():
        raise Stopped
