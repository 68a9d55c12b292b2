"""Finds the statement that an address names, and how the person wants to see it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from tertial.common.policies import NotThere
from tertial.domain.message import Message, gettext_noop
from tertial.domain.statement import LineKind
from tertial.economy.ledger.styles import MONEY_UNITS, MoneyUnit, Style
from tertial.economy.statements.columns import (
    FOLLOW_UP,
    YEARS,
    ColumnChoice,
    columns_for,
)
from tertial.economy.statements.view import Statements, StatementView
from tertial.organisation.workplace import Workplace, enter
from tertial.things.rights import Right


@dataclass(frozen=True)
class StatementPlace:
    """Where someone looks at a statement, and how: the columns of a view, amounts in a unit, the ledger of a day."""

    workplace: Workplace
    statements: Statements
    view: StatementView
    layout: str
    money: MoneyUnit
    day: date | None = None

    @property
    def columns(self) -> tuple[ColumnChoice, ...]:
        """The columns of the chosen view that suit the period."""
        return columns_for(self.view.period, self.view.extent, self.layout, self.view.layout.columns)

    def files(self, name: str) -> dict[str, str]:
        """The addresses of a table as xlsx and csv, seen as it is seen now."""
        return files_of(self.view, name, vy=self.layout, enhet=self.money.key, **self.of_day)

    @property
    def of_day(self) -> dict[str, str]:
        """What in an address asks for the ledger of the day; nothing for that of today."""
        return {"per": self.day.isoformat()} if self.day else {}


def files_of(view: StatementView, name: str, **seen: str) -> dict[str, str]:
    """The addresses of a file of a statement, by its type."""
    here = [view.unit.code, view.period.key, view.reading.key]
    query = f"?{urlencode(seen)}" if seen else ""
    return {file_type: f"{reverse(name, args=[*here, file_type])}{query}" for file_type in ("xlsx", "csv")}


def enter_statement(
    request: HttpRequest, code: str, period: str, statement: str, right: Right = Right.READ
) -> StatementPlace:
    """The statement of a unit in a period. Raises NotThere, naming those there are, besides what `enter` raises."""
    workplace = enter(request, code, period, right)
    day = _day(request)
    end_of_day = datetime.combine(day, time.max, timezone.get_current_timezone()) if day else None
    statements = Statements(workplace.unit, workplace.period, end_of_day)
    view = statements.view(statement)
    if view is None:
        known = ", ".join(each.key for each in statements.layouts) or "–"
        template = gettext_noop("There is no statement called “%(key)s”. Choose among: %(known)s.")
        raise NotThere(Message(template, {"key": statement, "known": known}))
    return StatementPlace(workplace, statements, view, _layout(request, view), money_of(request, view.style), day)


def money_of(request: HttpRequest, style: Style) -> MoneyUnit:
    """The unit someone has chosen for amounts on pages, kept from page to page; else that of the statement."""
    asked = request.GET.get("enhet", "")
    if asked in MONEY_UNITS and request.session.get("money") != asked:
        request.session["money"] = asked
    chosen = asked if asked in MONEY_UNITS else request.session.get("money", "")
    return style.in_unit(chosen) if chosen in MONEY_UNITS else style.money


def _layout(request: HttpRequest, view: StatementView) -> str:
    """A statement with parts of which is one of development over years; any can be seen either way."""
    asked = request.GET.get("vy")
    if asked in {FOLLOW_UP, YEARS}:
        return str(asked)
    return YEARS if any(line.kind is LineKind.OF_WHICH for line in view.reading.lines) else FOLLOW_UP


def _day(request: HttpRequest) -> date | None:
    """The day whose ledger is asked for (`?per=2024-09-30`); what is no day, or not over, asks for none."""
    try:
        day = date.fromisoformat(request.GET.get("per", ""))
    except ValueError:
        return None
    return day if day < timezone.localdate() else None
