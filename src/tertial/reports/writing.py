"""Files that are either whole or not there."""

import contextlib
import errno
import os
import tempfile
from pathlib import Path

from tertial.domain.message import DomainError, Message, gettext_noop


class ReportNotWritten(DomainError):
    """The finished file could not be put where it was asked for; nothing half-written is left."""


def write_whole(path: Path, content: bytes) -> None:
    """Writes beside the file and then takes its place, so that nobody ever reads half of it. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def write_report(path: Path, content: bytes) -> None:
    """Writes a finished report. Raises `ReportNotWritten` with a sentence where the disk or the folder says no."""
    try:
        write_whole(path, content)
    except OSError as error:
        full = error.errno in {errno.ENOSPC, errno.EDQUOT}
        template = (
            gettext_noop("There is no room on the disk for %(path)s. Make room and run the report again.")
            if full
            else gettext_noop("%(path)s could not be written (%(reason)s). Choose another folder or change its rights.")
        )
        raise ReportNotWritten(
            Message(template, {"path": str(path), "reason": error.strerror or type(error).__name__})
        ) from error
