"""Backups that are made again and again into one folder, of which some are kept."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from django.utils import timezone

_NAME = re.compile(r"tertial-(\d{8}-\d{6})\.backup")
_TIME = "%Y%m%d-%H%M%S"


def named_now(folder: Path, now: datetime | None = None) -> Path:
    """The name of a backup made now in a folder; names sort as the backups were made."""
    return folder / f"tertial-{(now or timezone.now()).astimezone(UTC).strftime(_TIME)}.backup"


def newest(folder: Path, *, until: datetime) -> datetime | None:
    """When the newest backup that was named here was made; one named while the clock was ahead does not count."""
    return max(_made_in(folder, until).values(), default=None)


def drop_oldest(folder: Path, *, keep: int) -> list[Path]:
    """Deletes all but the newest backups that were named here, and says which; other files are left alone.

    So are those that were named while the clock was ahead: they would take the place of the one just made.
    """
    return _dropped(sorted(_made_in(folder, timezone.now()))[:-keep])


def thin_out(folder: Path, *, days: int, weeks: int, months: int) -> list[Path]:
    """Keeps the last backup of each of the newest days, weeks and months that have one; deletes the others.

    Says which; other files are left alone, and those that were named while the clock was ahead.
    """
    made = _made_in(folder, timezone.now())
    kept = {max(made, key=lambda path: made[path])} if made else set()
    kept |= _last_of_each(made, lambda at: at.date().isoformat(), days)
    kept |= _last_of_each(made, lambda at: "{:04}-{:02}".format(*at.isocalendar()[:2]), weeks)
    kept |= _last_of_each(made, lambda at: f"{at:%Y-%m}", months)
    return _dropped(sorted(set(made) - kept))


def _last_of_each(made: dict[Path, datetime], span: Callable[[datetime], str], number: int) -> set[Path]:
    """The last one of each of the newest spans of time, by the calendar of the municipality."""
    last = {span(timezone.localtime(at)): path for path, at in sorted(made.items())}
    return {last[each] for each in sorted(last, reverse=True)[:number]}


def _made_in(folder: Path, until: datetime) -> dict[Path, datetime]:
    found: dict[Path, datetime] = {}
    for path in folder.iterdir() if folder.is_dir() else ():
        if told := _NAME.fullmatch(path.name):
            with suppress(ValueError):  # digits that are no time: not named here
                found[path] = datetime.strptime(told[1], _TIME).replace(tzinfo=UTC)
    return {path: at for path, at in found.items() if at <= until}


def _dropped(old: list[Path]) -> list[Path]:
    for path in old:
        path.unlink()
    return old
