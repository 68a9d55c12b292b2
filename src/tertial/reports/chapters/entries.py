"""Reads of the sections that people have added."""

from collections.abc import Mapping

from tertial.domain.period import Period
from tertial.domain.ref import NO_REF, Ref
from tertial.organisation.models import Unit
from tertial.reports.models import ChapterEntry


def entries_by_slot(unit: Unit, period: Period) -> Mapping[str, list[ChapterEntry]]:
    """The sections of each list in their order; lists without any are left out. One query."""
    found: dict[str, list[ChapterEntry]] = {}
    for entry in ChapterEntry.objects.filter(unit=unit, period=period.key, archived_at=None):
        found.setdefault(entry.slot, []).append(entry)
    return found


def earlier_entry(entry: ChapterEntry) -> Ref:
    """The ref of the section with the same heading in the same list, in the unit's nearest period before; or nothing.

    Sections belong to a period and name no one before them; a heading that is kept is the same section to a reader.
    """
    alike = ChapterEntry.objects.filter(unit=entry.unit_id, slot=entry.slot, heading=entry.heading, archived_at=None)
    now = Period.parse(entry.period)
    before = [each for each in alike if Period.parse(each.period) < now]
    nearest = max(before, key=lambda each: (Period.parse(each.period), each.pk), default=None)
    return nearest.ref if nearest is not None else NO_REF
