"""The first page of the room."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from tertial.domain.statement.columns import Shown
from tertial.economy.ledger.styles import MONEY_UNITS
from tertial.economy.statements.columns import ColumnChoice, headings
from tertial.economy.statements.months import chart_of, months_of
from tertial.economy.statements.overview import headlines, largest_deviations
from tertial.economy.statements.page import rows_of
from tertial.economy.statements.panels import panels_of
from tertial.economy.statements.places import files_of
from tertial.economy.statements.view import Statements, StatementView
from tertial.organisation.workplace import enter


@require_GET
def overview(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Where the year is heading, on one screen."""
    workplace = enter(request, code, period)
    statements = Statements(workplace.unit, workplace.period)
    view = statements.main
    context: dict[str, Any] = {
        "workplace": workplace,
        "period": workplace.period,
        "view": view,
        "may_report": workplace.may_report,
        "panels": panels_of(workplace.unit, workplace.period),
    }
    if view is not None and not view.is_empty:
        context |= _figures(statements, view)
    return render(request, "economy/overview.html", context)


def _figures(statements: Statements, view: StatementView) -> dict[str, Any]:
    names = headings(view.period, view.extent)
    columns = [ColumnChoice(each, names[each]) for each in (Shown.DEVIATION, Shown.DEVIATION_PERCENT)]
    rows = {row.line.key: row for row in rows_of(view, columns, MONEY_UNITS["mnkr"])}
    return {
        "headlines": headlines(statements, view),
        "largest": [rows[line.key] for line in largest_deviations(view)],
        "statement_url": view.url,
        **chart_of(months_of(view), files_of(view, "economy:months_file")),
    }
