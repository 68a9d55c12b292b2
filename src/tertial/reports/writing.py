"""Files that are either whole or not there."""

import contextlib
import errno
import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from tertial.domain.message import DomainError, Message, gettext_noop


class ReportNotWritten(DomainError):
    """The finished files could not be put where they were asked for; nothing half-written is left."""


def write_whole(path: Path, content: bytes) -> None:
    """Writes beside the file and then takes its place, so that nobody ever reads half of it. Raises OSError."""
    write_all_whole({path: content})


def write_all_whole(contents: Mapping[Path, bytes]) -> None:
    """Writes every file beside its place, and only then puts them all in. Raises OSError."""
    staged: dict[Path, Path] = {}
    try:
        for path, content in contents.items():
            staged[path] = _staged(path, content)
        for path, temporary in staged.items():
            temporary.replace(path)
    finally:
        for temporary in staged.values():
            temporary.unlink(missing_ok=True)


def write_reports(contents: Mapping[Path, bytes]) -> None:
    """Writes finished reports. Raises `ReportNotWritten` with a sentence where the disk or the folder says no."""
    try:
        write_all_whole(contents)
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        template = (
            gettext_noop("There is no room on the disk for %(path)s. Make room and run the report again.")
            if full
            else gettext_noop("%(path)s could not be written (%(reason)s). Choose another folder or change its rights.")
        )
        path = ", ".join(map(str, contents))
        raise ReportNotWritten(
            Message(template, {"path": path, "reason": error.strerror or type(error).__name__})
        ) from error


def _staged(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    return temporary
