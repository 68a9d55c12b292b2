"""Finished reports as files, all of them or none."""

import errno
from collections.abc import Mapping
from pathlib import Path

from tertial.common.files import write_all_whole
from tertial.domain.message import DomainError, Message, gettext_noop


class ReportNotWritten(DomainError):
    """The finished files could not be put where they were asked for; nothing half-written is left."""


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
