"""Reads and checks a file in a process of its own, which may take only so much memory and time.

A file made to harm can at most end this process; the one that asked then says so in a sentence. Nothing here opens a
connection, and no reader fetches what a file points at.
"""

import marshal
import os
import resource
import sys
from pathlib import Path
from typing import Any

from tertial.checks.files.found import UnreadableReport
from tertial.checks.files.reading import read
from tertial.checks.plain_values import to_plain
from tertial.domain.checks.check import check

MOST_BYTES = 2_000_000_000
MOST_SECONDS = 100


def limit() -> None:
    """Lets this process take only so much memory and time, and write no file."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main(path: str) -> None:
    """Tells on the standard output the reading and the result, or why there is none."""
    limit()
    try:
        reading = read(Path(path))
        told: tuple[Any, ...] = ("checked", to_plain(reading), to_plain(check(reading)))
    except UnreadableReport as error:
        told = ("refused", to_plain(error.message))
    except (MemoryError, RecursionError):
        told = ("too-much",)
    marshal.dump(told, sys.stdout.buffer)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main(sys.argv[1])
    os._exit(0)
