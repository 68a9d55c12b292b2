"""`tertial worker` does what is too long for a request, in a process of its own; `tertial serve` starts one itself."""

import logging
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from django.db import DatabaseError, close_old_connections, connections

from tertial.cli.supervising import when_the_parent_ends
from tertial.mail import delivery
from tertial.things import work as long_work
from tertial.things.work import workers

GOOD = 0
_SECONDS_BETWEEN_LOOKS = 0.5
_SECONDS_FOR_THE_LAST_MAIL = 10.0
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
    with workers.at_work(), _mail_leaving():
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


@contextmanager
def _mail_leaving() -> Iterator[None]:
    """Sends mail beside the long work, so that none waits for a large import."""
    thread = Thread(target=_send_mail, daemon=True, name="mail")
    thread.start()
    try:
        yield
    finally:
        thread.join(_SECONDS_FOR_THE_LAST_MAIL)


def _send_mail() -> None:
    try:
        while not long_work.wait(0 if _sent_something() else _SECONDS_BETWEEN_LOOKS):
            pass
    finally:
        connections.close_all()


def _sent_something() -> bool:
    close_old_connections()
    try:
        return delivery.deliver_next()
    except DatabaseError:
        _log.warning("The worker could not ask the database for mail; it goes on asking.", exc_info=True)
        return False
