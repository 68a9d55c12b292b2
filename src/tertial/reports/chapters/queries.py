"""Reads of the sections that people add to a report's chapters."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tertial.domain.period import Period
from tertial.goals.models import Plan
from tertial.organisation.models import Unit
from tertial.reports.declaration import ReportDeclaration
from tertial.reports.errors import NoTemplate, UnusableTemplate
from tertial.reports.models import ChapterEntry
from tertial.reports.queries import template_for

TEXT = "text"


@dataclass(frozen=True, slots=True)
class EntryList:
    """A list of sections as the template declares it. `texts` are those of each section, name to heading."""

    slot: str
    title: str
    texts: Mapping[str, str]


def entry_lists(unit: Unit, period: Period) -> Mapping[str, EntryList]:
    """The lists that the unit's report has for the period, by slot in the order of the report."""
    try:
        return _declared(template_for(unit, period))
    except (NoTemplate, UnusableTemplate):
        return {}


def entries_by_slot(plan: Plan, period: Period) -> Mapping[str, list[ChapterEntry]]:
    """The sections of each list in their order; lists without any are left out. One query."""
    found: dict[str, list[ChapterEntry]] = {}
    for entry in ChapterEntry.objects.filter(plan=plan, period=period.key, archived_at=None):
        found.setdefault(entry.slot, []).append(entry)
    return found


def texts_declared(options: Mapping[str, object]) -> dict[str, str]:
    """The texts of each section of a list: those its block names, else one."""
    given = options.get("texts")
    if not isinstance(given, dict):
        return {TEXT: _("Text")}
    return {str(name): str(heading) for name, heading in given.items()}


def _declared(declaration: ReportDeclaration) -> dict[str, EntryList]:
    found = {}
    for chapter in declaration.chapters:
        for block in chapter.every_block():
            if block.kind == "entries":
                title = str(block.options.get("title") or chapter.title)
                slot = str(block.options["slot"])
                found[slot] = EntryList(slot, title, texts_declared(block.options))
    return found
