"""Writes of forecasts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.locks import lock
from tertial.common.models import AuditEntry
from tertial.domain.forecast import Method
from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.domain.period import Period
from tertial.economy.budget.actions.decisions import MOST_ORE
from tertial.economy.budget.errors import ForecastNotSaved
from tertial.economy.budget.queries.statement_rows import rows_of
from tertial.economy.models import Forecast
from tertial.organisation import gate
from tertial.organisation.models import Unit

FIELDS = ("unit", "period", "statement", "row", "amount", "method", "comment")


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What someone forecasts of a row: öre for the whole year, income plus; None takes the forecast away."""

    row: str
    amount: int | None
    comment: str = ""
    method: Method = Method.ENTERED


@transaction.atomic
def save_forecasts(
    *, by: Person, unit: Unit, period: Period, statement: str, foreseen: Sequence[Foreseen]
) -> list[AuditEntry]:
    """Stores the forecasts of some rows on an occasion, and gives the entries of those that were written.

    A row that is as it was is left alone. Raises ForecastNotSaved for a year that is no occasion, or a row that the
    statement does not have or that is a sum of others.
    """
    gate.enter(by=by, act=gate.REPORT, things=[unit], period=period)
    lock(unit)
    if period.is_year:
        template = gettext_noop(
            "A forecast is made during the year; choose the tertial or month it is made in, such as %(year)s-T2."
        )
        raise ForecastNotSaved(Message(template, {"year": str(period.year)}))
    known = {row.key for row in rows_of(unit, statement, period.year)}
    stored = {each.row: each for each in Forecast.objects.filter(unit=unit, period=period.key, statement=statement)}
    written = []
    for each in foreseen:
        _check(each, known)
        now = stored.get(each.row) or Forecast(unit=unit, period=period.key, statement=statement, row=each.row)
        entry = _written(by, now, each)
        if entry is not None:
            written.append(entry)
    return written


def _check(each: Foreseen, known: set[str]) -> None:
    if each.row not in known:
        template = gettext_noop(
            "“%(row)s” is not a row that a forecast is made for; choose one of the statement's own."
        )
        raise ForecastNotSaved(Message(template, {"row": excerpt(each.row)}), each.row)
    if each.amount is not None and abs(each.amount) > MOST_ORE:
        template = gettext_noop("The amount is too large to be true; check the unit it is written in.")
        raise ForecastNotSaved(Message(template), each.row)


def _written(by: Person, forecast: Forecast, given: Foreseen) -> AuditEntry | None:
    before = audit.state(forecast, FIELDS) if forecast.pk else {}
    if given.amount is None:
        return _remove(by, forecast) if forecast.pk else None
    same_amount = forecast.pk and forecast.amount == given.amount
    if same_amount and forecast.comment == given.comment.strip():
        return None
    forecast.amount, forecast.comment = given.amount, given.comment.strip()
    # A comment added to a proposal leaves it a proposal.
    forecast.method = Method(forecast.method) if same_amount and given.method is Method.ENTERED else given.method
    forecast.recorded_by = by
    forecast.save()
    action = "forecast.change" if before else "forecast.enter"
    return audit.record(person=by, action=action, subject=forecast, before=before, after=audit.state(forecast, FIELDS))


def _remove(by: Person, forecast: Forecast) -> AuditEntry:
    lock(forecast)
    entry = audit.record(
        person=by, action="forecast.remove", subject=forecast, before=audit.state(forecast, ("id", *FIELDS))
    )
    Forecast.objects.filter(pk=forecast.pk).delete()
    return entry
