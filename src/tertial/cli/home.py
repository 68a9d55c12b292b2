"""TERTIAL_HOME: what lies there is for its owner alone."""

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_OTHERS = 0o077


@contextmanager
def for_the_owner_alone() -> Iterator[int]:
    """Files written inside it can be read by their owner alone; gives the mask that held before."""
    before = os.umask(_OTHERS)
    try:
        yield before
    finally:
        os.umask(before)


def close_to_others(home: Path) -> None:
    """Makes the home where it is missing, and takes from others what an earlier version or a copy has left open."""
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    for path in (home, *home.rglob("*")):
        with suppress(OSError):  # gone since, or somebody else's
            mode = path.lstat().st_mode
            if mode & _OTHERS and not path.is_symlink():
                path.chmod(mode & 0o7777 & ~_OTHERS)


def open_as_before(paths: Iterable[Path], held_back: int) -> None:
    """Lets files that are written outside the home be read as whoever calls the command has it elsewhere."""
    for path in paths:
        path.chmod(0o666 & ~held_back)
