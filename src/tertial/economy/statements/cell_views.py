"""What a cell of a statement opens into: accounts, vouchers and lines, and the file and row they came from."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tertial.accounts.models import Person
from tertial.accounts.queries import person_of
from tertial.common.exports import Cell, ExportTable, as_response
from tertial.common.policies import NotThere
from tertial.domain.message import Message, gettext_noop
from tertial.domain.numbers_sv import format_quantity
from tertial.domain.quantity import Quantity
from tertial.domain.statement import Measure, StatementLine
from tertial.domain.statement.columns import PERCENTAGES, Shown, amount, in_signs, parts_of
from tertial.economy.ledger.styles import MONEY_UNITS
from tertial.economy.statements.accounts import AccountRow, accounts_of
from tertial.economy.statements.causes import cause_in_words
from tertial.economy.statements.choice import Choice
from tertial.economy.statements.columns import columns_for, headings
from tertial.economy.statements.forms import LineFilterForm
from tertial.economy.statements.lines import LinesBehind, printed_line
from tertial.economy.statements.months import chart_of, months_of
from tertial.economy.statements.places import StatementPlace, enter_statement, files_of
from tertial.economy.statements.refs import CellPlace, row_ref
from tertial.organisation.graph import Connection, connections_to

KRONOR = MONEY_UNITS["kr"]
CENTS = replace(KRONOR, decimals=2)
ACCOUNTS, LINES = "konton", "rader"


@dataclass(frozen=True)
class Opened:
    """A cell that has been opened: where it stands, and what it rests on."""

    place: StatementPlace
    line: StatementLine
    shown: Shown

    @property
    def parts(self) -> tuple[Measure, ...]:
        """The measures with ledger lines behind them."""
        return tuple(part for part in parts_of(self.shown) if part is not Measure.FORECAST)

    @property
    def cause(self) -> str:
        """Why the cell has no figure; empty where it has one."""
        if amount(self.line, PERCENTAGES.get(self.shown, self.shown)) is not None:
            return ""
        return cause_in_words(self.line, self.shown) or _("What the figure is made of is not known.")

    @property
    def ore(self) -> int:
        """What the cell comes to; for a percentage what its difference comes to."""
        return in_signs(self.line.amounts, self.shown, self.place.view.convention)


@require_GET
def cell(request: HttpRequest, **address: str) -> HttpResponse:
    """A cell with the accounts behind it and their lines."""
    opened = _open(request, **address)
    form = LineFilterForm(request.GET)
    narrowed = form.line_filter()
    accounts = accounts_of(opened.place.view, opened.line.key, opened.shown, narrowed)
    part = _part(request, opened)
    return render(request, "economy/statements/cell.html", _context(request, opened, form, accounts, part))


@require_GET
def cell_file(request: HttpRequest, *, what: str, file_type: str, **address: str) -> HttpResponse:
    """The accounts or the lines behind a cell as a file, narrowed as on the page."""
    opened = _open(request, **address)
    narrowed = LineFilterForm(request.GET).line_filter()
    if what not in {ACCOUNTS, LINES}:
        raise Http404
    if what == ACCOUNTS:
        accounts = accounts_of(opened.place.view, opened.line.key, opened.shown, narrowed)
        table = _accounts_file(opened, accounts)
    else:
        lines = LinesBehind(opened.place.view, opened.line.key, _part(request, opened), narrowed)
        table = lines.as_file(opened.line.label)
    return as_response(table, file_type, "-".join([*address.values(), what]))


def _open(request: HttpRequest, *, row: str, shown: str, **address: str) -> Opened:
    place = enter_statement(request, address["code"], address["period"], address["statement"])
    line = next((each for each in place.view.reading.lines if each.key == row), None)
    if line is None or shown not in set(Shown):
        template = gettext_noop("“%(statement)s” has no cell called “%(row)s, %(shown)s”.")
        params = {"statement": place.view.reading.title, "row": row, "shown": shown}
        raise NotThere(Message(template, params))
    return Opened(place, line, Shown(shown))


def _part(request: HttpRequest, opened: Opened) -> Measure:
    """The measure whose lines are listed: the one asked for, or the first."""
    asked = request.GET.get("av", "")
    return next((part for part in opened.parts if part.value == asked), next(iter(opened.parts), Measure.OUTCOME))


def _context(
    request: HttpRequest, opened: Opened, form: LineFilterForm, accounts: list[AccountRow], part: Measure
) -> dict[str, Any]:
    place, view = opened.place, opened.place.view
    names = headings(view.period, view.extent)
    total = sum(account.total for account in accounts)
    lines, page = LinesBehind(view, opened.line.key, part, form.line_filter()).page(request.GET.get("page"))
    return {
        "workplace": place.workplace,
        "period": view.period,
        "view": view,
        "line": opened.line,
        "heading": names[opened.shown],
        "sum": place.money.quantity(opened.ore),
        "cause": opened.cause,
        "share": _share(opened),
        "statement_url": f"{view.url}?{urlencode(place.of_day)}" if place.day else view.url,
        "day": place.day,
        "form": form,
        **_sides(opened, part, names),
        "accounts": [_account(account, opened, names) for account in accounts],
        "totals": _amounts({part: sum(each.of(part) for each in accounts) for part in opened.parts}, opened, names),
        "total": KRONOR.quantity(total),
        "agreement": _agreement(opened, total, narrowed=form.narrows),
        "lines": [printed_line(line, place.workplace, view.convention) for line in lines.lines],
        "page": page,
        "pages": list(page.paginator.get_elided_page_range(page.number)),
        "cells": _cells(opened),
        "files": _files(request, opened),
        **chart_of(
            months_of(view, opened.line.key),
            files_of(view, "economy:months_file", rad=opened.line.key, **place.of_day),
        ),
        "connections": _connections(person_of(request), opened),
        "from_forecast": _("The forecast is what people have entered; it has no ledger lines.")
        if Measure.FORECAST in parts_of(opened.shown)
        else "",
    }


def _sides(opened: Opened, chosen: Measure, names: Mapping[Shown, str]) -> dict[str, Any]:
    """The measures of the cell, and whose lines are listed."""
    headed = [(part, names[Shown(part.value)]) for part in opened.parts]
    return {
        "parts": [part.value for part, _name in headed],
        "part": chosen.value,
        "part_names": [name for _part, name in headed],
        "part_choices": [Choice(part.value, name, part is chosen) for part, name in headed],
    }


def _connections(person: Person, opened: Opened) -> list[Connection]:
    """What the person may read of other rooms that says that it concerns the row in the period's year."""
    view = opened.place.view
    ref = row_ref(view.unit, view.period.year, view.reading.key, opened.line.key)
    return connections_to(person, view.unit, view.period, [ref]).get(ref, [])


def _share(opened: Opened) -> Quantity | None:
    """The percentage itself, where a percentage was opened."""
    view = opened.place.view
    if not opened.shown.is_percent:
        return None
    return view.figure(opened.line, opened.shown, opened.place.money)


def _account(account: AccountRow, opened: Opened, names: Mapping[Shown, str]) -> dict[str, Any]:
    return {
        "code": account.code,
        "name": account.name,
        "amounts": _amounts(account.amounts, opened, names),
        "total": KRONOR.quantity(account.total),
        "url": f"?{urlencode({'konto': account.code, **opened.place.of_day})}#lines",
    }


def _amounts(amounts: Mapping[Measure, int], opened: Opened, names: Mapping[Shown, str]) -> list[dict[str, Any]]:
    return [
        {"heading": names[Shown(part.value)], "quantity": KRONOR.quantity(amounts.get(part, 0))}
        for part in opened.parts
    ]


def _agreement(opened: Opened, total: int, *, narrowed: bool) -> str:
    """Says that the accounts are the cell, or what share of it a filter leaves."""
    cell = format_quantity(KRONOR.quantity(opened.ore), with_unit=True)
    if opened.cause:
        return ""
    if narrowed:
        shown = format_quantity(KRONOR.quantity(total), with_unit=True)
        return _("%(shown)s of the cell's %(cell)s is shown.") % {"shown": shown, "cell": cell}
    return _("The sum of the accounts is the cell: %(cell)s.") % {"cell": cell}


def _cells(opened: Opened) -> list[Choice]:
    """The other cells of the row."""
    view = opened.place.view
    return [
        Choice(
            _cell_url(opened, column.shown),
            column.heading,
            column.shown is opened.shown,
        )
        for column in columns_for(view.period, view.extent, chosen=view.layout.columns)
        if column.shown is opened.shown or not column.shown.is_percent
    ]


def _cell_url(opened: Opened, shown: Shown) -> str:
    view, seen = opened.place.view, opened.place.of_day
    url = CellPlace(view.unit, view.period, view.reading.key, opened.line.key, shown).url
    return f"{url}?{urlencode(seen)}" if seen else url


def _files(request: HttpRequest, opened: Opened) -> dict[str, dict[str, str]]:
    view = opened.place.view
    here = [view.unit.code, view.period.key, view.reading.key, opened.line.key, opened.shown.value]
    query = request.GET.copy()
    query.pop("page", None)
    return {
        name: {
            file_type: f"{reverse('economy:cell_file', args=[*here, what, file_type])}?{query.urlencode()}"
            for file_type in ("xlsx", "csv")
        }
        for name, what in (("accounts", ACCOUNTS), ("lines", LINES))
    }


def _accounts_file(opened: Opened, accounts: list[AccountRow]) -> ExportTable:
    names = headings(opened.place.view.period, opened.place.view.extent)
    parts = [names[Shown(part.value)] for part in opened.parts]
    difference = [_("Difference")] if len(parts) > 1 else []
    rows: list[list[Cell]] = [
        [
            account.code,
            account.name,
            *(CENTS.quantity(account.of(part)) for part in opened.parts),
            *([CENTS.quantity(account.total)] if difference else []),
        ]
        for account in accounts
    ]
    return ExportTable(opened.line.label, [_("Account"), _("Name"), *parts, *difference], rows)
