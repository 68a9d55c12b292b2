"""What runs from a home: each `tertial serve` holds a locked file there that says where it listens."""

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Running:
    """A server that runs: its main process, and the address to open in a browser."""

    process: int
    address: str
    port: int


@contextmanager
def announced(home: Path, address: str, port: int) -> Iterator[None]:
    """Tells others, while it lasts, that this process serves here. The lock ends with the process in any case."""
    folder = home / "running"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / str(os.getpid())
    with path.open("w", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        json.dump({"process": os.getpid(), "address": address, "port": port}, file)
        file.flush()
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def running_from(home: Path) -> list[Running]:
    """The servers that run from the home; what dead ones left is removed."""
    found = []
    for path in sorted((home / "running").glob("*")):
        with suppress(OSError, ValueError, TypeError), path.open(encoding="utf-8") as file:
            if _is_locked(file.fileno()):
                found.append(Running(**json.load(file)))
            else:
                path.unlink(missing_ok=True)
    return found


def already_on(home: Path, port: int) -> Running | None:
    """The server of this home that listens on the port, if there is one."""
    return next((each for each in running_from(home) if each.port == port), None)


@contextmanager
def one_at_a_time(home: Path) -> Iterator[None]:
    """Within it no other process of this home prepares the database: two starts at once follow on each other."""
    with (home / "prepare.lock").open("w", encoding="utf-8") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def _is_locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    fcntl.flock(descriptor, fcntl.LOCK_UN)
    return False
