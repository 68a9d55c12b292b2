"""The page of a project: its years, its amounts and their ground, where it stands, and what is written about it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tertial.accounts.queries import person_of
from tertial.domain.numbers_sv import format_quantity
from tertial.domain.period import Period
from tertial.domain.project_table import DECIDED, Measure, figures_of, with_parts
from tertial.domain.ref import Ref
from tertial.economy.models import Project, ProjectTable
from tertial.economy.projects.addresses import project_url, table_url
from tertial.economy.projects.forms.amounts import AmountForm
from tertial.economy.projects.forms.project import StageForm, groups_of
from tertial.economy.projects.queries.goals import goal_in
from tertial.economy.projects.queries.layout import Layout, column_words, layout_for
from tertial.economy.projects.queries.ledger_sums import ledger_sums
from tertial.economy.projects.queries.readings import facts_of, layouts_about, stage_on, with_details
from tertial.economy.projects.views.places import enter_project
from tertial.economy.projects.views.rows import cells_of, headings_of, mark_of
from tertial.economy.projects.views.tables import sections
from tertial.organisation import gate
from tertial.organisation.workplace import Workplace
from tertial.texts.figures import UnitFigures
from tertial.texts.reading import page_texts
from tertial.things.finding import names_of

YEARS_BACK, YEARS_AHEAD = 2, 2


@require_GET
def project(request: HttpRequest, project_ref: Ref) -> HttpResponse:
    """What it costs and brings in, year by year, on what ground, and what is said of it."""
    found, workplace = enter_project(request, project_ref)
    return project_page(request, found, workplace)


def project_page(
    request: HttpRequest,
    found: Project,
    workplace: Workplace,
    *,
    table: ProjectTable | None = None,
    **given: Any,  # noqa: ANN401
) -> HttpResponse:
    """The page, with a form that was sent and refused in the place of its own."""
    person, period, year = person_of(request), workplace.period, workplace.period.year
    is_open, goal_ref = found.archived_at is None, goal_in(found.goal_ref, year)
    stage, groups = stage_on(found, workplace.period.end), groups_of(found.table)
    reports = gate.permits(person, gate.REPORT, found) if given else gate.may(person, gate.REPORT, found, period)
    tables = [
        _table(found, layout, workplace, reports=reports, sent=given.get("form") if layout.table == table else None)
        for layout in layouts_about(found)
    ]
    context = {
        "project": found,
        "workplace": workplace,
        "period": workplace.period,
        "list_caption": layout_for(found.table).caption_for(year),
        "list_url": table_url(found.unit.code, workplace.period, found.table),
        "sections": sections(workplace, found.table),
        "stage": stage,
        "mark": mark_of(stage.group if stage else None),
        "stages": list(found.stages.all()),
        "stage_form": given.get("stage_form") or StageForm(project=found, groups=groups),
        "has_groups": bool(groups),
        "tables": tables,
        "goal": names_of([goal_ref]).get(goal_ref, ""),
        "goal_ref": goal_ref,
        "parts": [(part, project_url(part.ref, workplace.period)) for part in found.parts.filter(archived_at=None)],
        "whole_url": project_url(found.parent.ref, workplace.period) if found.parent else "",
        "may_report": reports,
        "may_plan": gate.may(person, gate.PLAN, found, period),
        "may_restore": not is_open and gate.may(person, gate.PUT_AWAY, found, period),
        **_texts(found, workplace, tables, reports=reports),
    }
    status = 422 if any(form.errors for form in given.values()) else 200
    return render(request, "economy/projects/project.html", context, status=status)


def _table(
    found: Project, layout: Layout, workplace: Workplace, *, reports: bool, sent: AmountForm | None
) -> dict[str, Any]:
    table, year = layout.table, workplace.period.year
    codes = [code.code for code in found.codes.all() if code.table_id == table.pk]
    entries = [entry for entry in found.amounts.all() if entry.table_id == table.pk]
    measures = _measures(layout, plans=workplace.may_plan, reports=reports and not codes)
    return {
        "key": table.key,
        "caption": layout.caption_for(year),
        "rule": layout.rule(year),
        "codes": codes,
        "lines_url": f"{reverse('economy:project_lines', args=[found.ref, table.key])}?period={workplace.period.key}",
        "headings": headings_of(layout, year),
        "years": _years(found, layout, workplace.period),
        "entries": [
            {
                "entry": entry,
                "amount": format_quantity(layout.quantity(layout.convention.shown(entry.amount))),
                "what": _word(layout, entry.measure).replace("{year}", str(entry.year)),
                "may_change": entry.measure in measures,
            }
            for entry in entries
        ],
        "form": sent or _form(layout, measures, workplace),
        "action": reverse("economy:project_amount_add", args=[found.ref, table.key]),
        "open": sent is not None,
        "may_transfer": workplace.may_plan and Measure.BUDGET in measures and layout.shape.has_reserve,
    }


def _word(layout: Layout, measure: str) -> str:
    """What an amount is called, also one whose column is no longer shown, or shown of later years alone."""
    return layout.headings.get(measure) or str(column_words()[measure])


def _measures(layout: Layout, *, plans: bool, reports: bool) -> list[Measure]:
    """What the person may enter in a table: what is decided, what has happened, or both."""
    measures = dict.fromkeys(column.measure for column in layout.shape.entered)
    from_ledger = layout.shape.from_ledger
    return [
        measure
        for measure in measures
        if (plans if measure in DECIDED else (reports or (measure not in from_ledger and plans)))
    ]


def _form(layout: Layout, measures: list[Measure], workplace: Workplace) -> AmountForm | None:
    if not measures:
        return None
    initial = {"year": workplace.period.year}
    return AmountForm(layout=layout, measures=measures, initial=initial, prefix=layout.key)


def _years(found: Project, layout: Layout, period: Period) -> list[dict[str, Any]]:
    """The project's figures in the period, and in the whole years around it."""
    written = {entry.year for entry in found.amounts.all() if entry.table_id == layout.table.pk}
    around = range(period.year - YEARS_BACK, period.year + YEARS_AHEAD + 1)
    periods = [period if year == period.year else Period.of_year(year) for year in around if year in written]
    if period not in periods:
        periods = sorted([*periods, period])
    rows = []
    for each in periods:
        sums = ledger_sums(found.unit, each)
        facts = facts_of(found, layout, each, sums)
        parts = list(with_details(found.parts.filter(archived_at=None)))
        if parts:
            facts = with_parts(layout.shape, facts, [facts_of(part, layout, each, sums) for part in parts])
        amounts = figures_of(layout.shape, facts, layout.convention).amounts
        rows.append({"period": each, "cells": cells_of(layout, period.year, amounts), "current": each == period})
    return rows


def _texts(found: Project, workplace: Workplace, tables: list[dict[str, Any]], *, reports: bool) -> dict[str, Any]:
    subject = found.ref
    several = len(tables) > 1
    return {
        "subject": subject,
        "slots": [(table["key"], table["caption"] if several else _("What is said of it")) for table in tables],
        "preloaded": page_texts(
            unit=found.unit,
            subjects=[subject],
            period=workplace.period,
            figures=UnitFigures(found.unit, workplace.period),
            writable=[subject] if reports else [],
        ),
    }
