"""What the administrator is told of backups."""

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils.translation import gettext as _

from tertial.common.wording import sentence
from tertial.operation import backups


@dataclass(frozen=True, slots=True)
class Told:
    """When the last backup was made, its file and bytes, and what is wrong, if anything is."""

    made_at: datetime | None
    file: str
    size: int
    trouble: str
    are_made_here: bool


def told_of_backups() -> Told:
    """How it stands with backups."""
    last = backups.last()
    return Told(last.made_at, last.file, last.size, _trouble(last), settings.TERTIAL_BACKUPS is not None)


def _trouble(last: backups.Backups) -> str:
    if last.why is not None:
        return sentence(last.why)
    if last.are_late:
        return _("No backup has been made for two days; ask whoever runs Tertial to look.")
    return sentence(last.left) if last.left is not None else ""
