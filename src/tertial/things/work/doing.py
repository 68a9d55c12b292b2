"""Doing what waits: no error stops the worker, and a kill leaves the work to the next."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Event, Thread

from django.conf import settings
from django.db import OperationalError, connections

from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.things.work.declared import LongWork, long_work
from tertial.things.work.process import Stopped
from tertial.things.work.rows import MOST_ATTEMPTS, Hold, TakenAway, take_next

BROKEN = gettext_noop("This could not be done because of an error in Tertial; try again, and report it if it stays.")
_UNKNOWN = gettext_noop("This version of Tertial does not know the work; it is no longer needed.")
_SECONDS_BETWEEN_BEATS = 5.0
_log = logging.getLogger(__name__)


def work_waits() -> None:
    """To be called when something has been asked for, after the transaction that asked.

    A worker finds it by itself; without one, as in tests, it is done at once.
    """
    if settings.TERTIAL_WITHOUT_WORKER:
        do_all()


def do_all() -> None:
    """Does whatever waits."""
    while do_next():
        pass


def do_next() -> bool:
    """Takes the work that has waited longest and does it; says whether there was any."""
    hold = take_next()
    if hold is not None:
        do_here(hold)
    return hold is not None


def do_here(hold: Hold) -> None:
    """Does the work that was taken; whatever happens it is over, or waits again, afterwards."""
    declared = long_work(hold.work.name)
    if declared is None:
        hold.fail(Message(_UNKNOWN))
    elif hold.work.attempts > MOST_ATTEMPTS:
        declared.fail(hold, declared.cut_off(hold))
    else:
        _do(hold, declared)


def _do(hold: Hold, declared: LongWork) -> None:
    try:
        with beating(hold):
            declared.do(hold)
    except TakenAway:
        _log.info("Work %s was taken away.", hold.work)
    except Stopped:
        hold.put_back()
    except DomainError as error:
        declared.fail(hold, error.message)
    except Exception:
        _log.exception("Work %s failed.", hold.work)
        declared.fail(hold, Message(BROKEN))


@contextmanager
def beating(hold: Hold) -> Iterator[None]:
    """Gives signs of life while something is at work that tells nothing itself."""
    over = Event()
    Thread(target=_beat, args=(hold, over), daemon=True, name=f"work-{hold.work.pk}").start()
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
