"""Takes back writes about budgets and forecasts, from what their audit entries hold."""

from collections.abc import Callable, Mapping, Sequence

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.models import AuditEntry
from tertial.common.undo import number_of, take_back
from tertial.domain.budget import DecisionKind, SpreadMethod
from tertial.domain.forecast import Method
from tertial.domain.period import Period
from tertial.economy.budget.actions.decisions import (
    Line,
    restore_decision,
    save_decision,
    state,
    withdraw_decision,
)
from tertial.economy.budget.actions.forecasts import FIELDS, Foreseen, remove_forecast, save_forecasts
from tertial.economy.budget.actions.spreads import remove_spread, save_spread
from tertial.economy.budget.policies import check_forecast
from tertial.economy.models import BudgetDecision, BudgetSpread, Forecast
from tertial.organisation.models import Unit


@transaction.atomic
def undo(*, by: Person, entries: Sequence[AuditEntry]) -> None:
    """Writes back what stood before the entries, as new entries: all of them, or none.

    Raises CannotBeUndone, ChangedSince when something has been written over one, and whatever the write back raises.
    """
    for entry in entries:
        take_back(_TAKEN_BACK, by, entry)


def _decision_created(by: Person, entry: AuditEntry) -> None:
    decision = _decision(entry)
    _check_unchanged(decision, entry)
    withdraw_decision(by=by, decision=decision)


def _decision_changed(by: Person, entry: AuditEntry) -> None:
    decision = _decision(entry)
    _check_unchanged(decision, entry)
    values = state(decision) | dict(entry.before)
    lines = [Line(Unit.objects.get(pk=int(unit)), amount) for unit, amount in values.pop("lines").items()]
    held = audit.as_held(BudgetDecision, values)
    held["unit"], held["kind"] = Unit.objects.get(pk=held["unit"]), DecisionKind(held["kind"])
    save_decision(by=by, decision=decision, lines=lines, **held)


def _check_unchanged(decision: BudgetDecision, entry: AuditEntry) -> None:
    now = state(decision)
    if decision.withdrawn_at is not None or any(now[field] != value for field, value in entry.after.items()):
        raise audit.changed_since(decision)


def _decision_withdrawn(by: Person, entry: AuditEntry) -> None:
    restore_decision(by=by, decision=_decision(entry))


def _decision_restored(by: Person, entry: AuditEntry) -> None:
    withdraw_decision(by=by, decision=_decision(entry))


def _decision(entry: AuditEntry) -> BudgetDecision:
    return BudgetDecision.objects.select_related("unit").get(pk=number_of(entry))


def _spread_saved(by: Person, entry: AuditEntry) -> None:
    spread = BudgetSpread.objects.select_related("unit").get(pk=number_of(entry))
    before = audit.values_before(entry, spread)
    if not before:
        remove_spread(by=by, spread=spread)
        return
    method, weights = before.get("method", spread.method), before.get("weights", spread.weights)
    save_spread(by=by, unit=spread.unit, year=spread.year, method=SpreadMethod(method), weights=weights)


def _spread_removed(by: Person, entry: AuditEntry) -> None:
    held = audit.as_held(BudgetSpread, entry.before)
    unit = Unit.objects.get(pk=held["unit"])
    now = BudgetSpread.objects.filter(unit=unit, year=held["year"]).first()
    if now is not None:
        raise audit.changed_since(now)
    method = SpreadMethod(held["method"])
    save_spread(by=by, unit=unit, year=held["year"], method=method, weights=held["weights"])


def _forecast_saved(by: Person, entry: AuditEntry) -> None:
    forecast = Forecast.objects.select_related("unit").get(pk=number_of(entry))
    before = audit.values_before(entry, forecast)
    if not before:
        remove_forecast(by=by, forecast=forecast)
        return
    _write_back(by, forecast, {field: getattr(forecast, field) for field in FIELDS} | before)


def _forecast_removed(by: Person, entry: AuditEntry) -> None:
    held = audit.as_held(Forecast, entry.before)
    unit = Unit.objects.get(pk=held["unit"])
    check_forecast(by, unit)
    place = {"period": held["period"], "statement": held["statement"], "row": held["row"]}
    now = Forecast.objects.filter(unit=unit, **place).first()
    if now is not None:
        raise audit.changed_since(now)
    # Under the number it had, so that its history stays whole.
    held["unit"] = unit
    forecast = Forecast(pk=number_of(entry), recorded_by=by, **held)
    forecast.save(force_insert=True)
    audit.record(person=by, action="forecast.enter", subject=forecast, after=audit.state(forecast, FIELDS))


def _write_back(by: Person, forecast: Forecast, held: Mapping[str, object]) -> None:
    foreseen = Foreseen(
        row=forecast.row,
        amount=int(str(held["amount"])),
        comment=str(held["comment"]),
        method=Method(str(held["method"])),
    )
    period = Period.parse(forecast.period)
    save_forecasts(by=by, unit=forecast.unit, period=period, statement=forecast.statement, foreseen=[foreseen])


_TAKEN_BACK: Mapping[str, Callable[[Person, AuditEntry], None]] = {
    "budget_decision.create": _decision_created,
    "budget_decision.change": _decision_changed,
    "budget_decision.withdraw": _decision_withdrawn,
    "budget_decision.restore": _decision_restored,
    "budget_spread.create": _spread_saved,
    "budget_spread.change": _spread_saved,
    "budget_spread.remove": _spread_removed,
    "forecast.enter": _forecast_saved,
    "forecast.change": _forecast_saved,
    "forecast.remove": _forecast_removed,
}
