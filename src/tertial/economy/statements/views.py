"""Pages of statements: one statement, its files, and the draft of a comment made a text."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tertial.accounts.queries import person_of
from tertial.common.exports import as_response
from tertial.domain.finding import Severity
from tertial.economy.ledger.styles import MONEY_UNITS
from tertial.economy.statements.actions import adopt_draft
from tertial.economy.statements.causes import causes_of
from tertial.economy.statements.choice import Choice
from tertial.economy.statements.columns import FOLLOW_UP, YEARS, sign_rule
from tertial.economy.statements.live_figures import StatementFigures
from tertial.economy.statements.months import chart_of, months_of
from tertial.economy.statements.page import PageRow, as_file, rows_of, threshold_in_words
from tertial.economy.statements.places import StatementPlace, enter_statement
from tertial.economy.statements.refs import STATEMENT, comment_url, row_ref, subject_of
from tertial.economy.statements.row_drafts import drafts_of
from tertial.economy.statements.view import Statements, StatementView
from tertial.organisation.graph import connections_to
from tertial.organisation.undoing import undo_address
from tertial.organisation.workplace import enter
from tertial.texts.actions import Conflict
from tertial.texts.figures import UnitFigures
from tertial.texts.reading import page_texts
from tertial.things.rights import Right


@require_GET
def statements(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Leads to the first statement of the municipality."""
    workplace = enter(request, code, period)
    first = next(iter(Statements(workplace.unit, workplace.period).layouts), None)
    if first is None:
        return redirect("economy:overview", code, period)
    return redirect("economy:statement", code, period, first.key)


@require_GET
def statement(request: HttpRequest, code: str, period: str, statement: str) -> HttpResponse:
    """One statement: its table, its chart, and the comments on its rows."""
    place = enter_statement(request, code, period, statement)
    return render(request, "economy/statements/page.html", _context(request, place))


@require_GET
def statement_file(request: HttpRequest, code: str, period: str, statement: str, file_type: str) -> HttpResponse:
    """The table of a statement as a file."""
    place = enter_statement(request, code, period, statement)
    table = as_file(place.view, place.columns, place.money)
    return as_response(table, file_type, f"{place.workplace.code}-{place.workplace.period.key}-{statement}")


@require_GET
def months_file(request: HttpRequest, code: str, period: str, statement: str, file_type: str) -> HttpResponse:
    """A row, by default the bottom line, added up month by month as a file: what its chart draws."""
    place = enter_statement(request, code, period, statement)
    asked = request.GET.get("rad")
    row = next((line.key for line in place.view.reading.lines if line.key == asked), None)
    name = f"{place.workplace.code}-{place.workplace.period.key}-{statement}-manader"
    return as_response(months_of(place.view, row).as_file(), file_type, name)


@require_POST
def adopt(request: HttpRequest, code: str, period: str, statement: str, row: str) -> HttpResponse:
    """Makes the draft of a row's comment the text about it, to go on writing."""
    place = enter_statement(request, code, period, statement, Right.REPORT)
    result = adopt_draft(by=person_of(request), view=place.view, row=row)
    if isinstance(result, Conflict):
        messages.error(request, _("Someone has written about the row meanwhile, so the draft was not used."))
    else:
        text = _("The draft is now your text. Go on writing: say why.")
        messages.success(request, text, extra_tags=undo_address(result.section))
    return redirect(comment_url(place.workplace.unit, place.workplace.period, statement, row))


def _context(request: HttpRequest, place: StatementPlace) -> dict[str, Any]:
    workplace, view = place.workplace, place.view
    rows = _with_connections(request, view, rows_of(view, place.columns, place.money, place.of_day))
    months = months_of(view)
    subject = subject_of(workplace.unit)
    figures = UnitFigures(workplace.unit, workplace.period, {STATEMENT: StatementFigures(place.statements)})
    texts = page_texts(
        unit=workplace.unit,
        subjects=[subject],
        period=workplace.period,
        figures=figures,
        writable=[subject] if workplace.may_report else (),
    )
    return {
        "workplace": workplace,
        "period": workplace.period,
        "view": view,
        "statements": place.statements.layouts,
        "columns": place.columns,
        "width": len(place.columns) + 2,
        "rows": rows,
        "commented": _commented(request, view, rows),
        "subject": subject,
        "texts": texts,
        "may_report": workplace.may_report and place.day is None,
        "day": place.day,
        "today": timezone.localdate(),
        "rule": sign_rule(place.money, place.columns, view.convention),
        "causes": causes_of(view, place.columns),
        "threshold": threshold_in_words(view, MONEY_UNITS["tkr"]),
        "has_errors": any(finding.severity is Severity.ERROR for finding in view.reading.findings),
        **_choices(request, place),
        **chart_of(months, place.files("economy:months_file")),
    }


def _with_connections(request: HttpRequest, view: StatementView, rows: Sequence[PageRow]) -> list[PageRow]:
    """The rows with how much of other rooms concerns each, as far as the person may read."""
    refs = {row.line.key: row_ref(view.unit, view.period.year, view.reading.key, row.line.key) for row in rows}
    found = connections_to(person_of(request), view.unit, view.period, refs.values())
    return [replace(row, connections=len(found.get(refs[row.line.key], ()))) for row in rows]


def _choices(request: HttpRequest, place: StatementPlace) -> dict[str, Any]:
    """The other ways to see the statement, and the table as files, as it is seen now."""
    views = ((FOLLOW_UP, _("Against the budget")), (YEARS, _("Three years")))
    return {
        "views": [Choice(key, label, key == place.layout) for key, label in views],
        "moneys": [Choice(key, key, key == place.money.key) for key in MONEY_UNITS],
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
        "files": place.files("economy:statement_file"),
    }


def _commented(request: HttpRequest, view: StatementView, rows: list[PageRow]) -> list[PageRow]:
    """The rows that are commented, ask for it, or that someone has chosen to comment; a draft where nothing stands."""
    chosen = request.GET.get("kommentera", "")
    shown = [row for row in rows if row.comment or row.is_missing or row.line.key == chosen]
    drafts = drafts_of(view, [row.line for row in shown if not row.comment])
    return [replace(row, draft=drafts.get(row.line.key, "")) for row in shown]
