"""What the room of reports has: the sections that people add to chapters, and what free texts are about."""

from functools import partial

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from tertial.domain.message import gettext_noop
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.organisation.models import Unit
from tertial.organisation.once import by_number
from tertial.reports import configuration, guarded, text_subjects, undo, writes
from tertial.reports.chapters.found import entries_found
from tertial.reports.made_files import MAKING
from tertial.reports.models import ChapterEntry, ReportTemplate
from tertial.reports.text_slots import ENTRY, KIND
from tertial.texts.figures import HasFigures
from tertial.texts.log_words import GROUP as TEXTS
from tertial.texts.subjects import HasTexts
from tertial.things.finding import stored
from tertial.things.kinds import Held, Kind, no_history
from tertial.things.log_words import Logged, LogGroup
from tertial.things.old_refs import OnceCalled
from tertial.things.searching import Searched


def _entry(entry: ChapterEntry, _rest: str) -> Held:
    chapter = [entry.unit.code, entry.period, entry.slot]
    return Held(
        called=entry.heading,
        way=lambda: f"{reverse('reports:chapter', args=chapter)}#{entry.ref.anchor}",
        units=(entry.unit_id,),
        year=Period.parse(entry.period).year,
        archived=entry.archived_at is not None,
    )


def _report(unit: Unit, _rest: str) -> Held:
    return Held(
        called=_("The report of %(unit)s") % {"unit": unit.name},
        way=lambda: reverse("reports:report", args=[unit.code, timezone.localdate().year]),
        units=(unit.pk,),
    )


def _template(template: ReportTemplate, _rest: str) -> Held:
    return Held(
        called=template.name,
        way=partial(reverse, "reports:template", args=[template.unit.code, template.kind]),
        units=(template.unit_id,),
        archived=template.archived_at is not None,
    )


ENTRY_KIND = Kind(
    word=ENTRY,
    one=gettext_noop("Section of a chapter"),
    many=gettext_noop("Sections of chapters"),
    find=stored(ChapterEntry, _entry, "unit"),
    writes=writes.ENTRY,
    facets=(
        undo.ENTRY,
        guarded.ENTRY,
        Logged(group=TEXTS),
        HasTexts(text_subjects.entry_subject),
        HasFigures(text_subjects.entry_figures),
        Searched(40, entries_found),
        OnceCalled("entry", lambda ref: Ref(ENTRY, ref.key)),
    ),
)
REPORT = Kind(
    word=KIND,
    one=gettext_noop("Report of a unit"),
    many=gettext_noop("Reports of units"),
    find=stored(Unit, _report),
    history=no_history,
    facets=(
        HasTexts(text_subjects.report_subject),
        HasFigures(text_subjects.report_figures),
        MAKING,
        by_number(KIND),
    ),
)

TEMPLATE = Kind(
    word="reporttemplate",
    one=gettext_noop("Report template"),
    many=gettext_noop("Report templates"),
    find=stored(ReportTemplate, _template, "unit"),
    writes=writes.TEMPLATE,
    facets=(
        configuration.TEMPLATES,
        undo.TEMPLATE,
        Logged(group=LogGroup(100, "templates", gettext_noop("Report templates"))),
    ),
)

KINDS = (ENTRY_KIND, REPORT, TEMPLATE)
