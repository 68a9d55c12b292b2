"""What an undo asks of spreads and forecasts, and of decisions, which are written with their lines."""

from collections.abc import Iterable

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.models import AuditEntry
from tertial.domain.budget import DecisionKind
from tertial.economy.budget.actions.decisions import (
    Line,
    restore_decision,
    save_decision,
    state,
    units_of,
    withdraw_decision,
)
from tertial.economy.models import BudgetDecision, BudgetSpread, Forecast
from tertial.organisation import gate
from tertial.organisation.models import Unit
from tertial.things.undo import Undone


def _may(by: Person, act: gate.Act, units: Iterable[Unit]) -> None:
    gate.enter(by=by, act=act, things=list(units))


def withdraw_created(by: Person, entry: AuditEntry, decision: BudgetDecision) -> None:
    """Withdraws a decision that was entered."""
    _check_unchanged(decision, entry)
    withdraw_decision(by=by, decision=decision)


def change_back(by: Person, entry: AuditEntry, decision: BudgetDecision) -> None:
    """Lets a decision be as it was before it was changed."""
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


def count_again(by: Person, _entry: AuditEntry, decision: BudgetDecision) -> None:
    """Lets a decision that was withdrawn count again."""
    restore_decision(by=by, decision=decision)


def withdraw_restored(by: Person, _entry: AuditEntry, decision: BudgetDecision) -> None:
    """Withdraws a decision that was brought back."""
    withdraw_decision(by=by, decision=decision)


DECISION = Undone(
    model=BudgetDecision,
    may=lambda by, decision, _entry: _may(by, gate.PLAN, units_of(decision)),
    related=("unit",),
)
SPREAD = Undone(
    model=BudgetSpread,
    may=lambda by, spread, _entry: _may(by, gate.PLAN, [spread.unit]),
    related=("unit",),
    author="recorded_by",
    removable=True,
)
FORECAST = Undone(
    model=Forecast,
    may=lambda by, forecast, _entry: _may(by, gate.REPORT, [forecast.unit]),
    related=("unit",),
    author="recorded_by",
    removable=True,
)
