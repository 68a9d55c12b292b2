"""The tables of a unit: all of them at a glance, each on a page, and each as a file."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tertial.accounts.queries import person_of
from tertial.common.exports import Cell, ExportTable, as_response
from tertial.domain.numbers_sv import format_quantity
from tertial.domain.project_table import Fact, Measure, RowsBy
from tertial.domain.quantity import Quantity
from tertial.domain.quantity import Unit as Quantum
from tertial.domain.ref import Ref
from tertial.economy.models import Project, ProjectTable
from tertial.economy.projects.addresses import table_url, tables_url
from tertial.economy.projects.queries.figures import counts
from tertial.economy.projects.queries.layout import Layout, layouts_of, tables_at
from tertial.economy.projects.queries.lists import (
    ListedProject,
    ProjectFilter,
    has_list_of_its_own,
    listed,
    shown_total,
)
from tertial.economy.projects.queries.readings import ProjectTableReading, read_all_tables, read_project_table
from tertial.economy.projects.text_slots import group_slot, subject_of
from tertial.economy.projects.views.places import at_former_addresses, table_at
from tertial.economy.projects.views.rows import (
    headings_of,
    key_figures,
    list_rows,
    shows_group,
    summary_rows,
    total_row,
)
from tertial.organisation import gate
from tertial.organisation.workplace import Workplace, enter
from tertial.texts.figures import UnitFigures
from tertial.texts.queries import texts_of
from tertial.texts.reading import page_texts


@require_GET
def overview(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Every table with its few telling figures."""
    workplace = enter(request, code, period)
    readings = read_all_tables(workplace.unit, workplace.period)
    tables = [
        {
            "caption": reading.layout.caption_for(workplace.period.year),
            "url": table_url(workplace.code, workplace.period, reading.layout.table),
            "figures": key_figures(reading),
            "count": sum(line.count for line in reading.table.lines),
            "findings": [finding for finding in reading.table.findings if finding.severity != "note"],
        }
        for reading in readings
    ]
    context = {"workplace": workplace, "period": workplace.period, "tables": tables, "sections": sections(workplace)}
    context["declared"] = bool(readings) or tables_at(workplace.unit).exists()
    return render(request, "economy/projects/overview.html", context)


@require_GET
@at_former_addresses
def table(request: HttpRequest, code: str, period: str, slug: str) -> HttpResponse:
    """One table: its sums, the projects behind them, and what is written about it."""
    workplace = enter(request, code, period)
    reading = read_project_table(workplace.unit, workplace.period, table_at(workplace.unit, slug))
    return render(request, "economy/projects/table.html", _context(request, workplace, reading))


def _context(request: HttpRequest, workplace: Workplace, reading: ProjectTableReading) -> dict[str, Any]:
    chosen, layout = _filter(request), reading.layout
    everything, found = listed(reading, ProjectFilter()), listed(reading, chosen)
    headed = reading.shape.rows is RowsBy.UNDER_GROUPS and not chosen.sort
    apart, plain = has_list_of_its_own(reading), not chosen.narrows and not has_list_of_its_own(reading)
    rows = list_rows(reading, found, headed=headed, unwritten=_unwritten(reading))
    return {
        "workplace": workplace,
        "period": workplace.period,
        "reading": reading,
        "caption": layout.caption_for(workplace.period.year),
        "row_heading": layout.row_heading(workplace.period.year),
        "list_heading": _("Project") if apart else layout.row_heading(workplace.period.year),
        "rule": layout.rule(workplace.period.year),
        "goal_heading": layout.heading(Fact.GOAL, workplace.period.year) if Fact.GOAL in reading.shape.facts else "",
        "responsible_heading": _responsible_heading(layout, workplace.period.year),
        "headings": headings_of(layout, workplace.period.year),
        "summary": summary_rows(reading) if apart else [],
        "rows": [*rows, *(total_row(reading) if plain and rows else [])],
        "chosen": chosen,
        "found": len(found),
        "total": len(everything),
        "groups": list(reading.groups.values()),
        "ungrouped": any(not each.figures.facts.group for each in everything),
        "shows_group": shows_group(reading),
        "tally": _tally(reading),
        "findings": [finding for finding in reading.table.findings if finding.severity != "note"],
        "slug": layout.key,
        "table": layout.table,
        "query": request.GET.urlencode(),
        "sections": sections(workplace, layout.table),
        "archived": archived(workplace, reading),
        "may_declare": gate.may(person_of(request), gate.PLAN, layout.table, workplace.period),
        **_texts(workplace, reading),
    }


def _responsible_heading(layout: Layout, year: int) -> str:
    return layout.heading(Fact.RESPONSIBLE, year) if Fact.RESPONSIBLE in layout.shape.facts else ""


def _unwritten(reading: ProjectTableReading) -> set[Ref]:
    """The projects whose text the report waits for, where their table has a text about each."""
    if not reading.shape.text_for_each:
        return set()
    written = texts_of(reading.projects, reading.period.key)
    done = {ref for (ref, _slot), text in written.items() if text.plain_text.strip()}
    return set(reading.projects) - done


def _texts(workplace: Workplace, reading: ProjectTableReading) -> dict[str, Any]:
    key, subject = reading.layout.key, subject_of(workplace.unit)
    slots = [(key, reading.layout.caption_for(workplace.period.year))]
    if reading.shape.rows is RowsBy.UNDER_GROUPS:
        slots += [(group_slot(key, each), group.name) for each, group in reading.groups.items()]
    return {
        "subject": subject,
        "slots": slots,
        "preloaded": page_texts(
            unit=workplace.unit,
            subjects=[subject],
            period=workplace.period,
            figures=UnitFigures(workplace.unit, workplace.period),
            writable=[subject] if workplace.may_report else [],
        ),
    }


def _tally(reading: ProjectTableReading) -> list[tuple[str, str]]:
    """What is worth knowing above the table: how much has been used, or how many have come how far."""
    used, layout = reading.utilisation, reading.layout
    if used is not None and reading.table.lines:
        found = [
            (_("used"), _percent(used.with_reserve)),
            (_("used, reserve left out"), _percent(used.without_reserve)),
        ]
        carried = layout.shape.column(Measure.CARRY_OVER)
        if carried is not None and carried in reading.table.total.amounts:
            amount = format_quantity(layout.quantity(reading.table.total.amounts[carried]))
            found.append((layout.heading(carried, reading.period.year).lower(), amount))
        return found
    if any(group.state for group in reading.groups.values()):
        caption = layout.caption_for(reading.period.year)
        numbers = [(ref, format_quantity(quantity)) for ref, _label, quantity in counts(reading, caption)]
        names = [group.name.lower() for group in reading.groups.values()]
        return [(name, number) for name, (_ref, number) in zip(names, numbers, strict=False)]
    return []


def _percent(share: Any) -> str:  # noqa: ANN401 - a Decimal or nothing
    return format_quantity(Quantity(share, Quantum.PERCENT, 0), with_unit=True) if share is not None else "–"


def archived(workplace: Workplace, reading: ProjectTableReading) -> list[Project]:
    """The unit's projects of the table that have been put away."""
    found = Project.objects.filter(unit=workplace.unit, table=reading.layout.table.rows_of or reading.layout.table)
    return list(found.exclude(archived_at=None))


def sections(workplace: Workplace, current: ProjectTable | None = None) -> list[tuple[str, str, bool]]:
    """The tables as links beside each other: label, address, whether it is this page."""
    first = (_("Overview"), tables_url(workplace.code, workplace.period), current is None)
    year = workplace.period.year
    return [
        first,
        *(
            (
                layout.short_caption_for(year),
                table_url(workplace.code, workplace.period, layout.table),
                layout.table == current,
            )
            for layout in layouts_of(workplace.unit).values()
        ),
    ]


@require_GET
@at_former_addresses
def export(request: HttpRequest, code: str, period: str, slug: str, file_type: str) -> HttpResponse:
    """The table as a file; with `?list=1` the projects behind its sums, as they are filtered and sorted."""
    workplace = enter(request, code, period)
    reading = read_project_table(workplace.unit, workplace.period, table_at(workplace.unit, slug))
    if has_list_of_its_own(reading) and not request.GET.get("list"):
        made, name = summary_export(reading), reading.layout.key
    else:
        made, name = list_export(reading, listed(reading, _filter(request))), f"{reading.layout.key}-projekt"
    return as_response(made, file_type, f"{workplace.code}-{workplace.period.key}-{name}")


def summary_export(reading: ProjectTableReading) -> ExportTable:
    """The table as it is printed."""
    layout, year = reading.layout, reading.period.year
    headings = [layout.row_heading(year), *(heading.text for heading in headings_of(layout, year))]
    lines = [(reading.label(line.key) or _("No stage"), line.amounts) for line in reading.table.lines]
    if layout.total_label:
        lines.append((layout.total_label, reading.table.total.amounts))
    rows: list[Sequence[Cell]] = [
        [label, *(layout.figure(column, amounts) for column in layout.shape.amounts)] for label, amounts in lines
    ]
    return ExportTable(layout.short_caption_for(year), headings, rows)


def list_export(reading: ProjectTableReading, found: Sequence[ListedProject]) -> ExportTable:
    """The projects of the table with all that its page shows of them."""
    layout, year = reading.layout, reading.period.year
    columns = layout.shape.amounts
    headings = [
        layout.row_heading(year),
        _("Group"),
        *(heading.text for heading in headings_of(layout, year)),
        layout.headings.get(Fact.GOAL) or _("Goal"),
        _("Unit"),
        _("Project codes"),
    ]
    rows: list[Sequence[Cell]] = [
        [
            each.project.name,
            each.group,
            *(layout.figure(column, each.figures.amounts) for column in columns),
            reading.goal(each.project),
            each.project.unit.name,
            ", ".join(code.code for code in each.project.codes.all() if code.table_id == layout.table.pk),
        ]
        for each in found
    ]
    if layout.total_label and found:
        totals = {column: amount for column in columns if (amount := shown_total(found, column)) is not None}
        rows.append([layout.total_label, "", *(layout.figure(column, totals) for column in columns), "", "", ""])
    return ExportTable(layout.short_caption_for(year), headings, rows)


def _filter(request: HttpRequest) -> ProjectFilter:
    return ProjectFilter(**{name: request.GET.get(name, "").strip() for name in ("text", "group", "sort")})
