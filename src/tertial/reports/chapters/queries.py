"""Reads of the sections that people add to a report's chapters."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tertial.common.keys import ref_of
from tertial.domain.period import Period
from tertial.domain.ref import NO_REF, Ref
from tertial.organisation.models import Unit
from tertial.reports.blocks.entries import ENTRIES, texts_declared
from tertial.reports.declaration import ReportDeclaration
from tertial.reports.errors import NoTemplate, UnusableTemplate
from tertial.reports.models import ChapterEntry
from tertial.reports.placeholders import filled
from tertial.reports.queries import template_for


@dataclass(frozen=True, slots=True)
class EntryList:
    """A list of sections of a unit's report for a period. `texts` are those of each section, name to heading."""

    slot: str
    title: str
    texts: Mapping[str, str]


def entry_lists(unit: Unit, period: Period) -> Mapping[str, EntryList]:
    """The lists that the unit's report has for the period, by slot in the order of the report."""
    try:
        return {each.slot: each for each in _declared(template_for(unit, period), unit, period)}
    except (NoTemplate, UnusableTemplate):
        return {}


def earlier_entry(entry: ChapterEntry) -> Ref:
    """The ref of the section with the same heading in the same list, in the unit's nearest period before; or nothing.

    Sections belong to a period and name no one before them; a heading that is kept is the same section to a reader.
    """
    alike = ChapterEntry.objects.filter(unit=entry.unit_id, slot=entry.slot, heading=entry.heading, archived_at=None)
    now = Period.parse(entry.period)
    before = [each for each in alike if Period.parse(each.period) < now]
    nearest = max(before, key=lambda each: (Period.parse(each.period), each.pk), default=None)
    return ref_of(nearest) if nearest is not None else NO_REF


def _declared(declaration: ReportDeclaration, unit: Unit, period: Period) -> Iterator[EntryList]:
    for chapter in declaration.chapters:
        for block in chapter.every_block():
            if block.kind == ENTRIES:
                title = str(block.options.get("title") or chapter.title)
                texts = {name: filled(heading, unit, period) for name, heading in texts_declared(block.options).items()}
                yield EntryList(str(block.options["slot"]), filled(title, unit, period), texts)
