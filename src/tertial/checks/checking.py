"""Checks files of reports, each in a process of its own, several at the same time."""

import marshal
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tertial.checks.apart import MOST_SECONDS
from tertial.checks.files.found import UnreadableReport
from tertial.checks.plain_values import from_plain
from tertial.domain.checks import CheckResult, Reading
from tertial.domain.message import Message, gettext_noop

_MOST_TOLD = 400_000_000
_LONGEST_WAIT = 2 * MOST_SECONDS


@dataclass(frozen=True, slots=True)
class CheckedFile:
    """A file with what was read of it and found in it, or why it was not read."""

    path: Path
    reading: Reading | None = None
    result: CheckResult | None = None
    refusal: Message | None = None

    @property
    def is_clean(self) -> bool:
        """Whether it was read, and nothing in it contradicts anything."""
        return self.result is not None and self.result.is_clean


def check_file(path: Path, *, longest: float | None = None) -> CheckedFile:
    """Checks one file, for so many seconds at most; a file that cannot be read has a refusal."""
    try:
        reading, result = _checked_apart(path, longest or _LONGEST_WAIT)
    except UnreadableReport as error:
        return CheckedFile(path, refusal=error.message)
    return CheckedFile(path, reading, result)


def check_files(paths: Sequence[Path]) -> Iterator[CheckedFile]:
    """Checks files, as many at the same time as the machine has processors; gives them in their order."""
    with ThreadPoolExecutor(max_workers=max(1, min(len(paths), os.cpu_count() or 1))) as pool:
        yield from pool.map(check_file, paths)


def _checked_apart(path: Path, longest: float) -> tuple[Reading, CheckResult]:
    command = [sys.executable, "-m", "tertial.checks.apart", str(path)]
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=longest, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise _too_much() from error
    match _told(done.stdout):
        case ("checked", reading, result):
            return from_plain(reading), from_plain(result)
        case ("refused", message):
            raise UnreadableReport(from_plain(message))
    if done.returncode > 0 and b"Error" in done.stderr[-2000:]:
        raise UnreadableReport(_unforeseen(done.stderr))
    raise _too_much()


def _told(output: bytes) -> tuple[object, ...]:
    try:
        told = marshal.loads(output) if len(output) <= _MOST_TOLD else ()  # noqa: S302 - our own process wrote it
    except (EOFError, ValueError, TypeError):
        return ()
    return told if isinstance(told, tuple) else ()


def _too_much() -> UnreadableReport:
    return UnreadableReport(
        Message(
            gettext_noop(
                "The file takes more memory or time to read than a report does, so it was not read to the end. Make or "
                "fetch it again, or choose another format."
            )
        )
    )


def _unforeseen(told: bytes) -> Message:
    """What a reader did not foresee, with the end of what the process said for whoever mends it."""
    last = told.decode("utf-8", "replace").strip().rsplit("\n", 1)[-1][:200]
    template = gettext_noop("The file could not be read (%(detail)s). Report it as a fault, with the file.")
    return Message(template, {"detail": last})
