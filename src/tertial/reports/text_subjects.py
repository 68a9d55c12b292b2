"""The free texts of a unit's report, and those of the sections in its chapters: what the templates ask for."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.goals.models import Plan
from tertial.goals.queries.live_figures import LiveFigures
from tertial.goals.queries.plan_reading import read_plan
from tertial.goals.queries.plans import plan_by_ref, plan_of
from tertial.organisation.models import Unit
from tertial.reports.blocks.text import TEXT
from tertial.reports.chapters.entries import earlier_entry
from tertial.reports.declaration import ReportDeclaration
from tertial.reports.errors import NoTemplate, UnusableTemplate
from tertial.reports.models import ChapterEntry
from tertial.reports.placeholders import filled
from tertial.reports.queries import entry_lists, template_for
from tertial.texts.figures import FigureSource
from tertial.texts.subjects import SubjectPlace


def report_subject(ref: Ref, period: Period) -> SubjectPlace | None:
    """The report of a unit, with its free texts."""
    unit = Unit.objects.filter(ref=Ref("unit", ref.key)).first()
    if unit is None:
        return None
    return SubjectPlace(
        unit=unit,
        label=_("The report of %(unit)s") % {"unit": unit.name},
        url=reverse("reports:report", args=[unit.code, period.key]),
        slots=free_texts(unit, period),
        prompts=_prompts(unit, period),
    )


def entry_subject(ref: Ref, period: Period) -> SubjectPlace | None:
    """A section of a chapter, with the texts that the report has for each section there."""
    entry = ChapterEntry.objects.select_related("unit").filter(ref=ref).first()
    if entry is None or entry.period != period.key:
        return None
    unit = entry.unit
    declared = entry_lists(unit, period).get(entry.slot)
    return SubjectPlace(
        unit=unit,
        label=entry.heading,
        url=f"{reverse('reports:chapter', args=[unit.code, period.key, entry.slot])}#{ref.anchor}",
        slots=declared.texts if declared else {},
        earlier=earlier_entry(entry),
    )


def entry_figures(ref: Ref, period: Period) -> FigureSource | None:
    """The figures of the report that a section belongs to."""
    entry = ChapterEntry.objects.filter(ref=ref).first()
    return figures_of(entry.unit_id, period) if entry is not None else None


def report_figures(ref: Ref, period: Period) -> FigureSource | None:
    """The figures of the plan that a unit has for the period's year, if it has one."""
    return _figures(plan_by_ref(Ref("unit", ref.key), period.year), period)


def figures_of(unit_id: int, period: Period) -> FigureSource | None:
    """As `report_figures`, of a unit by its number."""
    return _figures(plan_of(unit_id, period.year), period)


def _figures(plan: Plan | None, period: Period) -> FigureSource | None:
    return LiveFigures(read_plan(plan, period)) if plan is not None else None


def free_texts(unit: Unit, period: Period) -> Mapping[str, str]:
    """The slots that the unit's report has for the period, each with its heading, in the order of the report."""
    try:
        return _declared(template_for(unit, period), unit, period)
    except (NoTemplate, UnusableTemplate):
        return {}


def _prompts(unit: Unit, period: Period) -> Mapping[str, str]:
    """What the report asks for in each of its free texts, where it says so."""
    try:
        declared = _texts(template_for(unit, period))
    except (NoTemplate, UnusableTemplate):
        return {}
    return {options["slot"]: options["prompt"] for _heading, options in declared if options.get("prompt")}


def _declared(declaration: ReportDeclaration, unit: Unit, period: Period) -> dict[str, str]:
    return {
        options["slot"]: filled(options.get("title") or heading, unit, period)
        for heading, options in _texts(declaration)
    }


def _texts(declaration: ReportDeclaration) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The heading of each free text's chapter, and what is declared of the text."""
    for chapter in declaration.chapters:
        yield from ((chapter.title, block.options) for block in chapter.every_block() if block.kind == TEXT)
