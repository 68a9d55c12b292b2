"""Reads of the sections that people have added."""

from collections.abc import Mapping

from tertial.domain.period import Period
from tertial.organisation.models import Unit
from tertial.reports.models import ChapterEntry


def entries_by_slot(unit: Unit, period: Period) -> Mapping[str, list[ChapterEntry]]:
    """The sections of each list in their order; lists without any are left out. One query."""
    found: dict[str, list[ChapterEntry]] = {}
    for entry in ChapterEntry.objects.filter(unit=unit, period=period.key, archived_at=None):
        found.setdefault(entry.slot, []).append(entry)
    return found
