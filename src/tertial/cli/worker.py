"""`tertial worker` does what is too long for a request, in a process of its own; `tertial serve` starts one itself."""

import logging
import signal

from django.db import DatabaseError, close_old_connections

from tertial.cli.supervising import when_the_parent_ends
from tertial.things import work as long_work
from tertial.things.work import workers

GOOD = 0
_SECONDS_BETWEEN_LOOKS = 0.5
_log = logging.getLogger(__name__)


def work(*, once: bool = False, parent: int | None = None) -> int:
    """Does what waits until it is stopped or the other end of `parent` is closed; with `once` until nothing waits."""
    if once:
        long_work.do_all()
        return GOOD
    signal.signal(signal.SIGTERM, lambda _number, _frame: long_work.stop())
    signal.signal(signal.SIGINT, lambda _number, _frame: long_work.stop())
    if parent is not None:
        when_the_parent_ends(parent, long_work.stop)
    with workers.at_work():
        while not long_work.wait(0 if _did_something() else _SECONDS_BETWEEN_LOOKS):
            pass
    return GOOD


def _did_something() -> bool:
    """A database that is away for a while or locked does not end the worker."""
    close_old_connections()
    try:
        return long_work.do_next()
    except DatabaseError:
        _log.warning("The worker could not ask the database for work; it goes on asking.", exc_info=True)
        return False
