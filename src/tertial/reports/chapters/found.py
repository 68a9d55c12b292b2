"""Sections of chapters, found by the words that someone searches for."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from tertial.common.keys import ref_of
from tertial.common.matching import having
from tertial.organisation.searching import Asked, Hit, HitGroup, hit_group
from tertial.organisation.tracing import trace
from tertial.reports.models import ChapterEntry


def found_in_chapters(asked: Asked) -> Iterator[HitGroup]:
    """Sections by their headings, of the units that the person may read, the newest first."""
    within = {"unit__in": asked.units, "archived_at": None}
    entries = ChapterEntry.objects.filter(having(asked.words, "heading"), **within).select_related("unit")
    yield hit_group(_("Sections of chapters"), entries.order_by("-period", "slot", "position"), _entry)


def _entry(entry: ChapterEntry) -> Hit:
    return Hit(entry.heading, f"{entry.unit.name} {entry.period}", trace(ref_of(entry)).url)
