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
_NO_FOLDER = gettext_noop("There is no folder %(folder)s to make backups in; make it, or mount its disk.")
_NO_RIGHT = gettext_noop("The backup could not be written in %(folder)s (%(why)s); look to the disk and its rights.")
_AWAY = gettext_noop("The database could not be read for the backup; it is tried again within an hour.")
_BROKEN = gettext_noop("The backup could not be made because of an error in Tertial; the log says where. Report it.")
_log = logging.getLogger(__name__)


def make_if_due() -> bool:
    """Makes the backup of the day where its time has come and nobody has made it yet; says whether it tried."""
    folder = settings.TERTIAL_BACKUPS
    if folder is None or not _is_due(folder):
        return False
    with _alone() as alone:
        if not alone or not _is_due(folder):
            return False
        try:
            why = _why_not(folder)
            if why:
                backups.note_failed(why)
                _log.error("The backup of the day could not be made; tertial doctor says why.")
        except OSError:
            _log.exception("What became of the backup could not be kept.")
    return True


def next_at(now: datetime) -> datetime:
    """When the next one is due."""
    return _due_before(now) + timedelta(days=1)


def _is_due(folder: Path) -> bool:
    now, made = timezone.now(), rotation.newest(folder)
    if made is not None and made >= _due_before(now):
        return False
    failed_at = backups.last().failed_at
    return failed_at is None or not timedelta(0) <= now - failed_at < _PAUSE


def _due_before(now: datetime) -> datetime:
    local, at = timezone.localtime(now), settings.TERTIAL_BACKUP_TIME
    today = local.replace(hour=at.hour, minute=at.minute, second=0, microsecond=0)
    return today if today <= local else today - timedelta(days=1)


def _why_not(folder: Path) -> Message | None:
    """Makes the backup and drops those that are no longer kept; gives why it could not be made."""
    try:
        if not folder.is_dir():
            return Message(_NO_FOLDER, {"folder": str(folder)})
        place = rotation.named_now(folder)
        making.make(place, encryption.recipients_of(settings.TERTIAL_BACKUP_KEYS))
        backups.note_made(place)
        days, weeks, months = settings.TERTIAL_BACKUP_KEEP
        rotation.thin_out(folder, days=days, weeks=weeks, months=months)
    except DomainError as error:
        return error.message
    except OSError as error:
        told = _NO_ROOM if error.errno in _FULL else _NO_RIGHT
        where = _shown(Path(error.filename)) if isinstance(error.filename, str) else folder
        return Message(told, {"folder": str(where), "why": error.strerror or type(error).__name__})
    except DatabaseError:
        _log.exception("The database could not be read for the backup of the day.")
        return Message(_AWAY)
    except Exception:
        _log.exception("The backup of the day failed.")
        return Message(_BROKEN)
    return None


def _shown(place: Path) -> Path:
    """The folder of a file, without those of our own that are gone by now."""
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
