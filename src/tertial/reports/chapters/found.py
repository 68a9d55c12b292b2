"""Sections of chapters, found by the words that someone searches for."""

from django.utils.translation import gettext as _

from tertial.common.matching import having
from tertial.reports.models import ChapterEntry
from tertial.things.finding import held
from tertial.things.searching import Asked, Hit, HitGroup, hit_group


def entries_found(asked: Asked) -> HitGroup:
    """Sections by their headings, of the units that the person may read, the newest first."""
    within = {"unit__in": asked.units, "archived_at": None}
    entries = ChapterEntry.objects.filter(having(asked.words, "heading"), **within).select_related("unit")
    return hit_group(_("Sections of chapters"), entries.order_by("-period", "slot", "position"), _entry)


def _entry(entry: ChapterEntry) -> Hit:
    return Hit(entry.heading, f"{entry.unit.name} {entry.period}", held(entry.ref).page)
