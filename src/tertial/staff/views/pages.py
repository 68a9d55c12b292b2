"""The pages that show staff: overview, employees, sick leave, HME, and how one figure was worked out."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tertial.accounts.queries import person_of
from tertial.common.charts import vega_lite
from tertial.common.exports import as_response
from tertial.domain.document import Chart, FigureCell, Table
from tertial.domain.ref import Ref
from tertial.organisation import gate
from tertial.organisation.workplace import Workplace, enter
from tertial.staff import charts, shown
from tertial.staff.exports import export_table
from tertial.staff.headline import headlines
from tertial.staff.queries.sick_leave import read_sick_leave
from tertial.staff.text_subjects import slots, subject_of
from tertial.staff.words import named
from tertial.texts.figures import FiguresOf
from tertial.texts.reading import page_texts


@require_GET
def overview(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Where the year is heading, on one screen."""
    workplace = enter(request, code, period)
    unit, when = workplace.unit, workplace.period
    cards, tables = headlines(unit, when), _tables(workplace, "nyckeltal", "enheter")
    context = _context(request, workplace, "overview") | {
        "headlines": cards,
        "tables": tables,
        "is_empty": not tables and not any(each.is_figure for each in cards),
        "chart": _drawn(charts.chart_by_month(read_sick_leave(unit, when.year), _("Sick leave by month, %"))),
    }
    return render(request, "staff/overview.html", context)


@require_GET
def employees(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Employees and turnover, with what is written about them."""
    workplace = enter(request, code, period)
    context = _context(request, workplace, "employees") | {
        "tables": _tables(workplace, "anstallda", "omsattning"),
        **_texts(workplace, "employees", "turnover", "supply", "development"),
    }
    return render(request, "staff/employees.html", context)


@require_GET
def sick_leave(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Sick leave by sex, age, length, month and unit."""
    workplace = enter(request, code, period)
    reading = read_sick_leave(workplace.unit, workplace.period.year)
    made = (
        charts.chart_by_sex(reading, workplace.period, _("Sick leave by sex, %")),
        charts.chart_by_length(reading, workplace.period, _("Sick leave by length, %")),
        charts.chart_by_month(reading, _("Sick leave by month, %")),
    )
    of_month = workplace.period.is_month
    written = ("month_total", "month_short", "month_long") if of_month else ("sick_leave", "by_month")
    context = _context(request, workplace, "sick_leave") | {
        "reading": reading,
        "charts": [drawn for chart in made if (drawn := _drawn(chart))],
        "tables": _tables(workplace, "sjukfranvaro", "manader", "grupper", "enheter"),
        **_texts(workplace, *written),
        "months": reading.covered(workplace.period),
    }
    return render(request, "staff/sick_leave.html", context)


@require_GET
def survey(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """HME, its parts and its nine questions."""
    workplace = enter(request, code, period)
    context = _context(request, workplace, "survey") | {
        "tables": _tables(workplace, "hme"),
        **_texts(workplace, "survey"),
    }
    return render(request, "staff/survey.html", context)


@require_GET
def export(request: HttpRequest, code: str, period: str, table: str, file_type: str) -> HttpResponse:
    """A table as a file, with the same groups left out as on the page."""
    workplace = enter(request, code, period)
    build = shown.TABLES.get(table)
    if build is None:
        raise Http404
    made = build(workplace.unit, workplace.period)
    name = f"{workplace.code}-{workplace.period.key}-{table}"
    return as_response(export_table(made, table), file_type, name)


def _context(request: HttpRequest, workplace: Workplace, here: str) -> dict[str, Any]:
    return {
        "workplace": workplace,
        "period": workplace.period,
        "period_name": named(workplace.period),
        "here": here,
        "may_import": gate.may(person_of(request), gate.PLAN, workplace.unit, workplace.period),
    }


def _tables(workplace: Workplace, *names: str) -> list[dict[str, Any]]:
    made = [(name, shown.TABLES[name](workplace.unit, workplace.period)) for name in names]
    found = [(name, table) for name, table in made if table is not None]
    # A rule that several tables share is said once, below the last of them.
    last = {table.rule: name for name, table in found}
    return [
        {"name": name, "table": table, "with_rule": last[table.rule] == name, "figure_links": _links(table)}
        for name, table in found
    ]


def _links(table: Table) -> dict[Ref, str]:
    """Where each figure of a table is shown with what it came from, by its ref."""
    refs = {cell.figure.ref for row in table.rows for cell in row.cells if isinstance(cell, FigureCell)}
    return {ref: reverse("staff:figure", args=ref.parts(3)) for ref in refs}


def _texts(workplace: Workplace, *names: str) -> dict[str, Any]:
    """The texts of a page, read together."""
    words, subject, period = slots(), subject_of(workplace.unit), workplace.period
    return {
        "subject": subject,
        "texts": [(name, words[name]) for name in names],
        "preloaded": page_texts(
            unit=workplace.unit,
            subjects=[subject],
            period=period,
            figures=FiguresOf(subject, period),
            writable=[subject] if workplace.may_report else (),
        ),
    }


def _drawn(chart: Chart | None) -> dict[str, Any] | None:
    if chart is None:
        return None
    spec = vega_lite(chart)
    # In print the picture has one text for all of it; on a page the browser names the marks too.
    del spec["config"]["aria"]
    # On paper the chart has a width of its own; on a page it takes the width there is, with letters that stay legible.
    spec.pop("width", None)
    return {"chart": chart, "spec": spec}
