"""Checks a report that someone sends: it lies on the disk while it is read, and nothing of it is kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore
from typing import Any

from django.core.files.uploadedfile import UploadedFile

from tertial.checks.checking import CheckedFile, check_file
from tertial.checks.files.found import UnreadableReport
from tertial.domain.message import Message, gettext_noop

# A request waits for the check, so only a few may, and not for ever.
_MOST_AT_ONCE = 2
_LONGEST = 60.0
_LONGEST_QUEUE = 20.0
_turns = BoundedSemaphore(_MOST_AT_ONCE)


@contextmanager
def checked_file(sent: "UploadedFile[Any]") -> Iterator[CheckedFile]:
    """The check of a file that was sent, which is gone afterwards. Raises UnreadableReport with the reason."""
    if not _turns.acquire(timeout=_LONGEST_QUEUE):
        raise UnreadableReport(
            Message(gettext_noop("Others are having reports checked just now. Send yours once more in a minute."))
        )
    try:
        with TemporaryDirectory(prefix="tertial-check-") as folder:
            path = Path(folder) / "report"
            with path.open("wb") as file:
                for block in sent.chunks():
                    file.write(block)
            checked = check_file(path, longest=_LONGEST)
            if checked.refusal:
                raise UnreadableReport(checked.refusal)
            yield checked
    finally:
        _turns.release()
