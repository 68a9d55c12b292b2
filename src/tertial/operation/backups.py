"""What became of backups: the last one that was made, and the last that could not be. Kept in the home, not in the
database, since it tells of this machine and is wanted most when the database is away.
"""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from tertial.common.files import write_whole
from tertial.common.stored_messages import as_json, from_json
from tertial.domain.message import Message

TOO_OLD = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class Backups:
    """When the last one was made, its file and bytes; when and why one could not be made since; and why older ones that
    are no longer kept could not be removed.
    """

    made_at: datetime | None = None
    file: str = ""
    size: int = 0
    failed_at: datetime | None = None
    why: Message | None = None
    left: Message | None = None

    @property
    def age(self) -> timedelta | None:
        """How old the last one is, None where there is none."""
        return None if self.made_at is None else timezone.now() - self.made_at

    @property
    def are_late(self) -> bool:
        """Whether Tertial makes backups by itself, and has made none for days since the last one."""
        return settings.TERTIAL_BACKUPS is not None and self.age is not None and self.age > TOO_OLD


def last() -> Backups:
    """What is known; nothing where that cannot be read."""
    try:
        found = json.loads(_place().read_text(encoding="utf-8"))
        made_at, failed_at = found.get("made_at"), found.get("failed_at")
        return Backups(
            datetime.fromisoformat(made_at) if made_at else None,
            str(found.get("file", "")),
            int(found.get("size", 0)),
            datetime.fromisoformat(failed_at) if failed_at else None,
            from_json(found["why"]) if found.get("why") else None,
            from_json(found["left"]) if found.get("left") else None,
        )
    except (OSError, ValueError, TypeError, KeyError):
        return Backups()


def note_made(file: Path, *, left: Message | None = None) -> None:
    """Says that one has been made, and why older ones are left; forgets what failed before it. Raises OSError."""
    told = {"made_at": timezone.now().isoformat(), "file": str(file), "size": file.stat().st_size}
    _note({**told, "left": left and as_json(left)})


def note_failed(why: Message) -> None:
    """Says that one could not be made, and remembers the last that was. Raises OSError."""
    before = last()
    made = before.made_at and {"made_at": before.made_at.isoformat(), "file": before.file, "size": before.size}
    _note({**(made or {}), "failed_at": timezone.now().isoformat(), "why": as_json(why)})


def _note(told: dict[str, Any]) -> None:
    write_whole(_place(), json.dumps(told, ensure_ascii=False).encode())
    _place().chmod(0o600)


def _place() -> Path:
    return Path(settings.TERTIAL_HOME) / "backups.json"
