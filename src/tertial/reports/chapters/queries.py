"""Reads of the sections that people add to a report's chapters."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tertial.domain.period import Period
from tertial.organisation.models import Unit
from tertial.reports.declaration import ReportDeclaration
from tertial.reports.errors import NoTemplate, UnusableTemplate
from tertial.reports.models import ChapterEntry
from tertial.reports.placeholders import filled
from tertial.reports.queries import template_for

TEXT = "text"


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


def entries_by_slot(unit: Unit, period: Period) -> Mapping[str, list[ChapterEntry]]:
    """The sections of each list in their order; lists without any are left out. One query."""
    found: dict[str, list[ChapterEntry]] = {}
    for entry in ChapterEntry.objects.filter(unit=unit, period=period.key, archived_at=None):
        found.setdefault(entry.slot, []).append(entry)
    return found


def earlier_entry(entry: ChapterEntry) -> str:
    """The ref of the section with the same heading in the same list, in the unit's nearest period before; or nothing.

    Sections belong to a period and name no one before them; a heading that is kept is the same section to a reader.
    """
    alike = ChapterEntry.objects.filter(unit=entry.unit_id, slot=entry.slot, heading=entry.heading, archived_at=None)
    now = Period.parse(entry.period)
    before = [(Period.parse(period), number) for number, period in alike.values_list("pk", "period")]
    nearest = max((each for each in before if each[0] < now), default=None)
    return f"entry:{nearest[1]}" if nearest is not None else ""


def texts_declared(options: Mapping[str, object]) -> dict[str, str]:
    """The texts of each section of a list: those its block names, else one."""
    given = options.get("texts")
    if not isinstance(given, dict):
        return {TEXT: _("Text")}
    return {str(name): str(heading) for name, heading in given.items()}


def _declared(declaration: ReportDeclaration, unit: Unit, period: Period) -> Iterator[EntryList]:
    for chapter in declaration.chapters:
        for block in chapter.every_block():
            if block.kind == "entries":
                title = str(block.options.get("title") or chapter.title)
                texts = {name: filled(heading, unit, period) for name, heading in texts_declared(block.options).items()}
                yield EntryList(str(block.options["slot"]), filled(title, unit, period), texts)
