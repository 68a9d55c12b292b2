"""The page of a unit's forecast: what can be proposed, what is forecast, and its files."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BoundField
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tertial.accounts.queries import person_of
from tertial.common.editing import edits
from tertial.common.exports import Cell, ExportTable, as_response
from tertial.common.forms import refusals_shown_in
from tertial.common.period_words import period_name
from tertial.common.wording import sentence
from tertial.domain.forecast import Method, Proposal
from tertial.domain.money import from_ore
from tertial.domain.quantity import Quantity
from tertial.domain.quantity import Unit as Quantum
from tertial.domain.statement import Convention, LineKind, Measure
from tertial.economy.budget.actions.forecasts import Foreseen, save_forecasts
from tertial.economy.budget.addresses import forecast_url, track_url
from tertial.economy.budget.forms.forecasts import ForecastForm
from tertial.economy.budget.queries.forecasts import (
    ForecastReading,
    ForecastRow,
    forecast_table,
    occasions_of,
    proposals,
)
from tertial.economy.budget.views.budget import tkr
from tertial.economy.budget.words import forecast_rule, method_words
from tertial.economy.ledger.layouts import statements_of
from tertial.economy.ledger.styles import style_of
from tertial.economy.models import Forecast, Statement
from tertial.economy.remedies.addresses import remedies_url
from tertial.economy.remedies.queries import remedies_of, sums
from tertial.economy.remedies.words import tally as remedies_tally
from tertial.organisation.models import Unit
from tertial.organisation.undoing import undo_address_of
from tertial.organisation.workplace import Workplace, enter, unit_in_address
from tertial.things.rights import Right


@dataclass(frozen=True, slots=True)
class ShownProposal:
    """A proposal as it is printed: its amount, or why there is none."""

    amount: Quantity | None
    cause: str


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A line of the page."""

    key: str
    label: str
    is_total: bool
    is_entered: bool
    outcome: Quantity | None
    budget: Quantity | None
    by_budget: ShownProposal
    by_season: ShownProposal
    foreseen: Quantity | None
    deviation: Quantity | None
    own: Forecast | None
    method: str
    history: str
    fields: tuple[BoundField, BoundField] | None


@require_http_methods(["GET", "POST"])
@edits(Unit, unit_in_address)
def forecast(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """What the year is forecast to come to, entered row by row."""
    workplace = enter(request, code, period, Right.REPORT if request.method == "POST" else Right.READ)
    statement, names = _statement(request, workplace)
    if statement is None:
        return render(request, "economy/budget/forecast.html", _empty(workplace))
    rows, reading = forecast_table(workplace.unit, workplace.period, statement.key)
    signs = style_of(statement, workplace.period.year).convention
    form = ForecastForm(
        request.POST if request.method == "POST" else None, unit=workplace.unit, rows=rows, convention=signs
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form):
            written = save_forecasts(
                by=person_of(request),
                unit=workplace.unit,
                period=workplace.period,
                statement=statement.key,
                foreseen=form.foreseen(),
            )
            said = ngettext("%(number)s forecast is saved.", "%(number)s forecasts are saved.", len(written))
            text = said % {"number": len(written)} if written else _("Nothing was changed.")
            messages.success(request, text, extra_tags=undo_address_of(written))
            return redirect(forecast_url(workplace.unit, workplace.period.key, statement.key))
    may_enter = workplace.may_report and not workplace.period.is_year
    context = {
        **_common(workplace, statement, names),
        "rows": [shown_row(row, signs, form if may_enter else None) for row in rows],
        "reading": reading,
        "lacking": [
            (each.name, forecast_url(each, workplace.period.key, statement.key))
            for each in reading.missing
            if each.pk != workplace.unit.pk
        ],
        "form": form,
        "may_enter": may_enter,
        "rule": forecast_rule(signs),
        "has_forecast": bool(reading.rows),
        **_remedies(workplace),
    }
    return render(request, "economy/budget/forecast.html", context, status=422 if form.errors else 200)


def _remedies(workplace: Workplace) -> dict[str, Any]:
    """What is done against a deficit, and what it comes to; nothing where nothing is done."""
    found = remedies_of(workplace.unit, workplace.period)
    return {
        "remedies": [(label, tkr(ore)) for label, ore in remedies_tally(sums(found))] if found else [],
        "remedies_url": remedies_url(workplace.code, workplace.period.key),
    }


def _empty(workplace: Workplace) -> dict[str, Any]:
    return {"workplace": workplace, "period": workplace.period, "statement": None}


def _common(workplace: Workplace, statement: Statement, names: Sequence[Statement]) -> dict[str, Any]:
    unit, period = workplace.unit, workplace.period
    return {
        "workplace": workplace,
        "period": period,
        "statement": statement,
        "statements": [(each.title, forecast_url(unit, period.key, each.key), each == statement) for each in names],
        "occasions": [
            (period_name(each), forecast_url(unit, each.key, statement.key), each == period)
            for each in occasions_of(period.year)
        ],
        "track_url": track_url(unit, period.key, statement.key),
        "methods": [(method.value, method_words()[method]) for method in (Method.BUDGET, Method.SEASON)],
    }


def _statement(request: HttpRequest, workplace: Workplace) -> tuple[Statement | None, Sequence[Statement]]:
    """The statement that is asked for, or the first; None where the municipality has none."""
    names = statements_of(workplace.unit, workplace.period.year)
    asked = request.POST.get("uppstallning") or request.GET.get("uppstallning", "")
    return next((each for each in names if each.key == asked), names[0] if names else None), names


def shown_row(row: ForecastRow, signs: Convention, form: ForecastForm | None) -> ShownRow:
    """A line as the page shows it, in the signs of its statement; with its fields where a forecast can be entered."""
    foreseen = row.foreseen.amount if row.foreseen is not None else None
    budget = row.line.amounts.get(Measure.BUDGET_YEAR)
    outcome = row.known.outcome if row.known is not None else row.line.amounts.get(Measure.OUTCOME)
    return ShownRow(
        key=row.line.key,
        label=row.line.label,
        is_total=row.line.kind is LineKind.TOTAL,
        is_entered=row.is_entered,
        outcome=_tkr(_signed(outcome, signs)),
        budget=_tkr(_signed(budget, signs)),
        by_budget=_shown(row.by_budget, signs),
        by_season=_shown(row.by_season, signs),
        foreseen=_tkr(_signed(foreseen, signs)),
        deviation=_tkr(_deviation(foreseen, budget, signs)),
        own=row.own,
        method=method_words()[Method(row.own.method)] if row.own is not None else "",
        history=row.own.ref if row.own is not None else "",
        fields=form.pair(row.line.key) if form is not None and row.is_entered else None,
    )


def _signed(ore: int | None, signs: Convention) -> int | None:
    return None if ore is None else signs.printed(ore)


def _deviation(foreseen: int | None, budget: int | None, signs: Convention) -> int | None:
    if foreseen is None or budget is None:
        return None
    return signs.difference(signs.printed(foreseen), signs.printed(budget))


def _shown(proposal: Proposal, signs: Convention) -> ShownProposal:
    return ShownProposal(
        _tkr(_signed(proposal.amount, signs)), sentence(proposal.cause) if proposal.cause is not None else ""
    )


def _tkr(ore: int | None) -> Quantity | None:
    return tkr(ore) if ore is not None else None


@require_POST
@edits(Unit, unit_in_address)
def propose(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Lets a proposal stand as the forecast of every row that has none; what someone has entered is left alone."""
    workplace = enter(request, code, period, Right.REPORT)
    statement, _names = _statement(request, workplace)
    asked = request.POST.get("method", "")
    if statement is None or asked not in {Method.BUDGET.value, Method.SEASON.value}:
        raise Http404
    method = Method(asked)
    rows = [row for row in proposals(workplace.unit, workplace.period, statement.key) if row.own is None]
    made = [(row, row.by_budget if method is Method.BUDGET else row.by_season) for row in rows]
    foreseen = [
        Foreseen(row.line.key, proposal.amount, method=method) for row, proposal in made if proposal.amount is not None
    ]
    written = save_forecasts(
        by=person_of(request),
        unit=workplace.unit,
        period=workplace.period,
        statement=statement.key,
        foreseen=foreseen,
    )
    messages.success(request, _adopted(len(written), len(rows)), extra_tags=undo_address_of(written))
    return redirect(forecast_url(workplace.unit, workplace.period.key, statement.key))


def _adopted(written: int, empty: int) -> str:
    if not written:
        return _("No empty row could be filled; every row has a forecast, or none can be proposed.")
    said = {"written": written, "empty": empty}
    return (
        ngettext(
            "The proposal stands as the forecast of %(written)s row of %(empty)s that had none.",
            "The proposal stands as the forecast of %(written)s rows of %(empty)s that had none.",
            written,
        )
        % said
    )


@require_GET
def forecast_file(request: HttpRequest, code: str, period: str, file_type: str) -> HttpResponse:
    """The forecast with its proposals as a file, amounts in kronor with öre."""
    workplace = enter(request, code, period)
    statement, _names = _statement(request, workplace)
    if statement is None:
        raise Http404
    rows, reading = forecast_table(workplace.unit, workplace.period, statement.key)
    signs = style_of(statement, workplace.period.year).convention
    headings = [
        _("Row"),
        _("Outcome so far, kr"),
        _("Budget for the year, kr"),
        _("Proposal: budget for the rest, kr"),
        _("Proposal: last year's season, kr"),
        _("Forecast, kr"),
        _("Forecast against budget, kr"),
        _("Where it comes from"),
        _("Comment"),
        _("Who"),
    ]
    table = ExportTable(statement.title, headings, [_file_row(row, reading, signs) for row in rows])
    return as_response(table, file_type, f"{workplace.code}-{workplace.period.key}-prognos")


def _file_row(row: ForecastRow, reading: ForecastReading, signs: Convention) -> Sequence[Cell]:
    foreseen = row.foreseen.amount if row.foreseen is not None else None
    budget = row.line.amounts.get(Measure.BUDGET_YEAR)
    outcome = row.known.outcome if row.known is not None else row.line.amounts.get(Measure.OUTCOME)
    own = row.own
    summed = ", ".join(unit.name for unit in reading.summed) if row.foreseen is not None and own is None else ""
    amounts = (outcome, budget, row.by_budget.amount, row.by_season.amount, foreseen)
    return [
        row.line.label,
        *(_kronor(_signed(ore, signs)) for ore in amounts),
        _kronor(_deviation(foreseen, budget, signs)),
        method_words()[Method(own.method)] if own is not None else summed,
        own.comment if own is not None else "",
        own.recorded_by.name if own is not None and own.recorded_by is not None else "",
    ]


def _kronor(ore: int | None) -> Quantity | None:
    return from_ore(ore, Quantum.KRONOR, 2) if ore is not None else None
