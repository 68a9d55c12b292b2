"""Ending this process's work in good order."""

from threading import Event

_stopping = Event()


class Stopped(Exception):
    """The worker is asked to end; what is in hand is put back, and begun again by the next worker."""


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
