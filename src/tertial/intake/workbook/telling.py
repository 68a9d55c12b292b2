"""How far the work on a workbook has come, in a file beside it.

What is written is one transaction, out of which nothing is seen and in which SQLite lets nobody else write; so the
work row cannot tell.
"""

import time
from contextlib import suppress
from pathlib import Path

from tertial.things import work

_FILE = "progress"
_SECONDS_BETWEEN = 0.5
_SECONDS_ALIVE = 10.0


class Telling:
    """Tells now and then, and lets the work end where the worker is asked to."""

    def __init__(self, folder: Path) -> None:
        self._file, self._last = folder / _FILE, 0.0

    def __call__(self, done: int, every: int) -> None:
        """So many rows of so many. Raises Stopped."""
        work.check_not_stopped()
        if time.monotonic() - self._last < _SECONDS_BETWEEN:
            return
        self._last = time.monotonic()
        with suppress(OSError):  # on a full disk the work itself says so
            new = self._file.with_suffix(".new")
            new.write_text(f"{done} {every}", encoding="ascii")
            new.replace(self._file)


def told(folder: Path) -> tuple[int, int] | None:
    """The rows that are done and all there are; None where nothing has been told for a while."""
    file = folder / _FILE
    try:
        if time.time() - file.stat().st_mtime > _SECONDS_ALIVE:
            return None
        done, _space, every = file.read_text(encoding="ascii").partition(" ")
        return int(done), int(every)
    except (OSError, ValueError):
        return None


def forget(folder: Path) -> None:
    """Begins anew."""
    with suppress(OSError):
        (folder / _FILE).unlink(missing_ok=True)
