"""`tertial worker` does what is too long for a request, in a process of its own; `tertial serve` starts one itself."""

import logging
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

from django.db import DatabaseError, close_old_connections

from tertial.common import jobs

GOOD = 0
_SECONDS_BETWEEN_LOOKS = 0.5
_SHORTEST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0
_SECONDS_TO_END = 10.0
_log = logging.getLogger(__name__)


def work(*, once: bool = False, parent: int | None = None) -> int:
    """Does what waits until it is stopped; with `once` until nothing waits. Ends when the parent process has ended."""
    if once:
        jobs.do_all()
        return GOOD
    signal.signal(signal.SIGTERM, lambda _number, _frame: jobs.stop())
    signal.signal(signal.SIGINT, lambda _number, _frame: jobs.stop())
    if parent is not None:
        Thread(target=_stop_without, args=(parent,), daemon=True).start()
    while not jobs.wait(0 if _did_something() else _SECONDS_BETWEEN_LOOKS):
        pass
    return GOOD


def _did_something() -> bool:
    """A database that is away for a while or locked does not end the worker."""
    close_old_connections()
    try:
        return jobs.do_next()
    except DatabaseError:
        _log.warning("The worker could not ask the database for work; it goes on asking.", exc_info=True)
        return False


def _stop_without(parent: int) -> None:
    while not jobs.wait(_SECONDS_BETWEEN_LOOKS):
        if os.getppid() != parent:
            jobs.stop()


@contextmanager
def worker_beside() -> Iterator[None]:
    """Runs a worker beside what is done within: begun again when it ends, and stopped at the end."""
    over = Event()
    watcher = Thread(target=_watch, args=(over,), name="worker")
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


def _watch(over: Event) -> None:
    pause = _SHORTEST_PAUSE
    while True:
        process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "tertial", "worker", "--parent", str(os.getpid())]
        )
        while process.poll() is None:
            if over.wait(_SECONDS_BETWEEN_LOOKS):
                _end(process)
                return
        _log.warning("The worker ended by itself (%s); another is started.", process.returncode)
        if over.wait(pause):
            return
        pause = min(2 * pause, _LONGEST_PAUSE)


def _end(process: "subprocess.Popen[bytes]") -> None:
    """In good order; what a kill would leave half done is begun anew by the next worker."""
    process.terminate()
    try:
        process.wait(_SECONDS_TO_END)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
