"""`tertial worker` does what is too long for a request, in a process of its own; `tertial serve` starts one itself."""

import logging
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

from django.db import DatabaseError, close_old_connections, connections

from tertial.cli.backup import scheduled
from tertial.cli.supervising import when_the_parent_ends
from tertial.mail import delivery
from tertial.things import work as long_work
from tertial.things.work import workers

GOOD = 0
_SECONDS_BETWEEN_LOOKS = 0.5
_SECONDS_BETWEEN_BACKUPS = 30.0
_SECONDS_FOR_THE_LAST = 10.0
_log = logging.getLogger(__name__)


def work(*, once: bool = False, parent: int | None = None) -> int:
    """Does what waits until it is stopped or the other end of `parent` is closed; with `once` until nothing waits."""
    if once:
        long_work.do_all()
        delivery.deliver_all()
        return GOOD
    signal.signal(signal.SIGTERM, lambda _number, _frame: long_work.stop())
    signal.signal(signal.SIGINT, lambda _number, _frame: long_work.stop())
    if parent is not None:
        when_the_parent_ends(parent, long_work.stop)
    mail = _beside("mail", delivery.deliver_next, _SECONDS_BETWEEN_LOOKS)
    with workers.at_work(), mail, _beside("backups", scheduled.make_if_due, _SECONDS_BETWEEN_BACKUPS):
        _go_on("work", long_work.do_next, _SECONDS_BETWEEN_LOOKS)
    return GOOD


@contextmanager
def _beside(name: str, do: Callable[[], bool], pause: float) -> Iterator[None]:
    """Does something again and again beside the long work, so that it waits for no large import."""
    thread = Thread(target=_go_on, args=(name, do, pause), daemon=True, name=name)
    thread.start()
    try:
        yield
    finally:
        thread.join(_SECONDS_FOR_THE_LAST)


def _go_on(name: str, do: Callable[[], bool], pause: float) -> None:
    try:
        while not long_work.wait(0 if _did(name, do) else pause):
            pass
    finally:
        connections.close_all()


def _did(name: str, do: Callable[[], bool]) -> bool:
    """Nothing that goes wrong ends the worker: a database that is away for a while, or what nobody foresaw."""
    close_old_connections()
    try:
        return do()
    except DatabaseError:
        _log.warning("The worker could not ask the database for %s; it goes on asking.", name, exc_info=True)
    except Exception:
        _log.exception("The worker could not go on with %s; it tries again.", name)
    return False
