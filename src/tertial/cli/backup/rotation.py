"""Backups that are made again and again into one folder, of which the newest are kept."""

import re
from datetime import datetime
from pathlib import Path

from django.utils import timezone

_NAME = re.compile(r"tertial-\d{8}-\d{6}\.backup")


def named_now(folder: Path, now: datetime | None = None) -> Path:
    """The name of a backup made now in a folder; names sort as the backups were made."""
    return folder / f"tertial-{(now or timezone.now()).strftime('%Y%m%d-%H%M%S')}.backup"


def drop_oldest(folder: Path, *, keep: int) -> list[Path]:
    """Deletes all but the newest backups that were named here, and says which; other files are left alone."""
    old = sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name))[:-keep]
    for path in old:
        path.unlink()
    return old
