"""The backup that Tertial makes by itself once a day, where a folder for it is set."""

import fcntl
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from errno import EDQUOT, EFBIG, ENOSPC
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError
from django.utils import timezone

from tertial.cli.backup import encryption, making, rotation
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.operation import backups

_PAUSE = timedelta(hours=1)
"""How long it is before one that failed is tried again."""

_FULL = (ENOSPC, EDQUOT, EFBIG)
_NO_ROOM = gettext_noop(
    "There is no room for the backup in %(folder)s; make room, or keep fewer with TERTIAL_BACKUP_KEEP."
)
_NO_RIGHT = gettext_noop("The backup could not be written in %(folder)s (%(why)s); look to the disk and its rights.")
_LEFT = gettext_noop(
    "The backup was made, but old backups could not be removed from %(folder)s (%(why)s); look to the disk and its "
    "rights before it is full."
)
_AWAY = gettext_noop("The database could not be read for the backup; it is tried again within an hour.")
_BROKEN = gettext_noop("The backup could not be made because of an error in Tertial; the log says where. Report it.")
_NOT_KEPT = "What became of the backup could not be kept."
_log = logging.getLogger(__name__)


def make_if_due() -> bool:
    """Makes the backup of the day where its time has come and nobody has made it yet; says whether it tried."""
    folder = settings.TERTIAL_BACKUPS
    if folder is None:
        return False
    with _alone() as alone:
        return alone and not _has_just_failed() and _has_tried(folder)


def _has_just_failed() -> bool:
    failed_at = backups.last().failed_at
    return failed_at is not None and timedelta(0) <= timezone.now() - failed_at < _PAUSE


def _has_tried(folder: Path) -> bool:
    try:
        if _is_made(folder):
            return False
        _make(folder)
    except Exception as error:
        _tell(_why(error, folder))
    return True


def _is_made(folder: Path) -> bool:
    now = timezone.now()
    made = rotation.newest(folder, until=now)
    return made is not None and made >= _due_before(now)


def _due_before(now: datetime) -> datetime:
    local, at = timezone.localtime(now), settings.TERTIAL_BACKUP_TIME
    today = local.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    return today if today <= local else today - timedelta(days=1)


def _make(folder: Path) -> None:
    """Makes the backup, and removes those that are no longer kept where it can."""
    if not folder.is_dir():
        raise DomainError(Message(making.NO_FOLDER, {"folder": str(folder)}))
    place = rotation.named_now(folder)
    making.make(place, encryption.recipients_of(settings.TERTIAL_BACKUP_KEYS))
    left = _why_old_ones_are_left(folder)
    try:
        backups.note_made(place, left=left)
    except OSError:
        _log.exception(_NOT_KEPT)


def _why_old_ones_are_left(folder: Path) -> Message | None:
    days, weeks, months = settings.TERTIAL_BACKUP_KEEP
    try:
        rotation.thin_out(folder, days=days, weeks=weeks, months=months)
    except Exception as error:
        _log.exception("Old backups could not be removed.")
        why = error.strerror if isinstance(error, OSError) else None
        return Message(_LEFT, {"folder": str(folder), "why": why or type(error).__name__})
    return None


def _why(error: Exception, folder: Path) -> Message:
    """In a sentence, why the backup could not be made."""
    if isinstance(error, DomainError):
        return error.message
    if isinstance(error, OSError):
        told = _NO_ROOM if error.errno in _FULL else _NO_RIGHT
        where = _shown(Path(error.filename), folder) if isinstance(error.filename, str) else folder
        return Message(told, {"folder": str(where), "why": error.strerror or type(error).__name__})
    if isinstance(error, DatabaseError):
        _log.error("The database could not be read for the backup of the day.", exc_info=error)
        return Message(_AWAY)
    _log.error("The backup of the day failed.", exc_info=error)
    return Message(_BROKEN)


def _tell(why: Message) -> None:
    _log.error("The backup of the day could not be made; tertial doctor says why.")
    try:
        backups.note_failed(why)
    except OSError:
        _log.exception(_NOT_KEPT)


def _shown(place: Path, folder: Path) -> Path:
    """The folder of a file, without those of our own that are gone by now."""
    if place == folder:
        return folder
    return next(each for each in place.parents if not each.name.startswith("."))


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether no other worker of this home is making one."""
    with (Path(settings.TERTIAL_HOME) / "backup.lock").open("w", encoding="utf-8") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
