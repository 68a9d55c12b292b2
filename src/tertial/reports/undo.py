"""What an undo asks of report templates, and of the sections that people add to chapters."""

from django.urls import reverse

from tertial.accounts.models import Person
from tertial.common.models import AuditEntry
from tertial.common.ordering import move_back
from tertial.organisation import gate
from tertial.reports.chapters.actions import move_entry, order_beside
from tertial.reports.declaration import read_declaration
from tertial.reports.models import ChapterEntry, ReportTemplate
from tertial.things.undo import Undone


def _template_can_be_used(_by: Person, template: ReportTemplate) -> None:
    """Raises UnusableTemplate."""
    read_declaration(template.declaration)


def move_entry_back(by: Person, entry: AuditEntry, section: ChapterEntry) -> None:
    """Puts a section back to its place in the chapter."""
    move_back(entry, section, order_beside(section), lambda down: move_entry(by=by, entry=section, down=down))


TEMPLATE = Undone(
    model=ReportTemplate,
    may=lambda by, template, _entry: gate.enter(by=by, act=gate.ADMINISTER, things=[template.unit]),
    rules=_template_can_be_used,
    above=lambda template: [template.unit],
    page=lambda template: reverse("reports:template", args=[template.unit.code, template.kind]),
    related=("unit",),
)
ENTRY = Undone(
    model=ChapterEntry,
    may=lambda by, section, _entry: gate.enter(by=by, act=gate.REPORT.undone, things=[section]),
    above=lambda section: [section.unit],
    page=lambda section: reverse("reports:chapter", args=[section.unit.code, section.period, section.slot]),
    related=("unit",),
)
