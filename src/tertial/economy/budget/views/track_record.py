"""The page that compares earlier forecasts with what happened, and its files."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tertial.common.exports import Cell, ExportTable, as_response
from tertial.common.period_words import period_name
from tertial.domain.money import from_ore
from tertial.domain.quantity import Quantity
from tertial.domain.quantity import Unit as Quantum
from tertial.domain.statement import AmountSign, Convention
from tertial.economy.budget.addresses import forecast_url, track_url
from tertial.economy.budget.charts import track_chart, track_in_words
from tertial.economy.budget.queries.track_record import Record, TrackRecord, track_record
from tertial.economy.budget.views.budget import tkr
from tertial.economy.budget.words import missed_rule
from tertial.economy.ledger.layouts import statements_of
from tertial.economy.ledger.styles import style_of
from tertial.economy.models import Statement
from tertial.organisation.workplace import Workplace, enter


@dataclass(frozen=True, slots=True)
class ShownRecord:
    """An earlier forecast as the page shows it."""

    label: str
    is_total: bool
    forecast: Quantity
    outcome: Quantity
    error: Quantity
    percent: Quantity | None


@dataclass(frozen=True, slots=True)
class Occasion:
    """The forecasts of one unit on one occasion."""

    title: str
    url: str
    records: Sequence[ShownRecord]


@require_GET
def track(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """How earlier forecasts came out, newest occasion first."""
    workplace = enter(request, code, period)
    statement = _statement(request, workplace)
    found = track_record(workplace.unit, statement.key) if statement is not None else TrackRecord([], [])
    totals = [record for record in found.totals() if record.budget is not None]
    title = _("Result against the budget: forecast and outcome")
    signs = _signs(statement, workplace)
    names = statements_of(workplace.unit, workplace.period.year)
    here = (workplace.unit, workplace.period.key)
    context: dict[str, Any] = {
        "workplace": workplace,
        "period": workplace.period,
        "statement": statement,
        "statements": [(each.title, track_url(*here, each.key), each == statement) for each in names],
        "forecast_url": forecast_url(*here, statement.key if statement else ""),
        "compared": _occasions(found, statement, signs),
        "rule": missed_rule(signs),
        "not_over": ", ".join(map(str, found.not_over)),
        "mean": _percent(found.mean),
        "spec": track_chart(totals, signs),
        "chart_title": title,
        "chart_alt": track_in_words(title, totals, signs),
    }
    return render(request, "economy/budget/track_record.html", context)


def _statement(request: HttpRequest, workplace: Workplace) -> Statement | None:
    names = statements_of(workplace.unit, workplace.period.year)
    asked = request.GET.get("uppstallning", "")
    return next((each for each in names if each.key == asked), names[0] if names else None)


def _signs(statement: Statement | None, workplace: Workplace) -> Convention:
    return style_of(statement, workplace.period.year).convention if statement is not None else Convention()


def _occasions(found: TrackRecord, statement: Statement | None, signs: Convention) -> list[Occasion]:
    groups: dict[tuple[int, str], list[Record]] = {}
    for record in found.records:
        groups.setdefault((record.unit.pk, record.occasion.key), []).append(record)
    key = statement.key if statement is not None else ""
    return [
        Occasion(
            f"{records[0].unit.name}, {period_name(records[0].occasion)}",
            forecast_url(records[0].unit, records[0].occasion.key, key),
            [_shown(record, signs) for record in records],
        )
        for records in groups.values()
    ]


def _shown(record: Record, signs: Convention) -> ShownRecord:
    return ShownRecord(
        record.label,
        record.is_total,
        tkr(signs.printed(record.forecast)),
        tkr(signs.printed(record.outcome)),
        tkr(signs.printed(record.miss.error)),
        _missed(record.miss.percent, signs),
    )


def _missed(share: Decimal | None, signs: Convention) -> Quantity | None:
    """The share that a forecast missed by, with the sign of the amount beside it."""
    return _percent(share if share is None or signs.amounts is AmountSign.COST_MINUS else -share)


def _percent(share: Decimal | None) -> Quantity | None:
    return Quantity(share, Quantum.PERCENT, 1) if share is not None else None


def _kronor(ore: int, signs: Convention) -> Quantity:
    return from_ore(signs.printed(ore), Quantum.KRONOR, 2)


@require_GET
def track_file(request: HttpRequest, code: str, period: str, file_type: str) -> HttpResponse:
    """Every comparison as a file, amounts in kronor with öre."""
    workplace = enter(request, code, period)
    statement = _statement(request, workplace)
    if statement is None:
        raise Http404
    headings = [
        _("Unit"),
        _("Occasion"),
        _("Row"),
        _("Forecast, kr"),
        _("Outcome, kr"),
        _("Outcome − forecast, kr"),
        _("Percent of budget"),
    ]
    signs = _signs(statement, workplace)
    rows: list[Sequence[Cell]] = [
        [
            record.unit.name,
            period_name(record.occasion),
            record.label,
            *(_kronor(ore, signs) for ore in (record.forecast, record.outcome, record.miss.error)),
            _missed(record.miss.percent, signs),
        ]
        for record in track_record(workplace.unit, statement.key).records
    ]
    table = ExportTable(_("Track record"), headings, rows)
    return as_response(table, file_type, f"{workplace.code}-traffsakerhet")
