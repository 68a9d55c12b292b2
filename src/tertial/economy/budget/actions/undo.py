"""What an undo asks of spreads and forecasts, and of decisions, which are written with their lines."""

from collections.abc import Iterable

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.models import AuditEntry
from tertial.common.undo import Undoable, register
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


def declare() -> None:
    """Tells common/undo how writes about budgets and forecasts are taken back."""
    register(
        Undoable(
            model=BudgetDecision,
            may=lambda by, decision, _entry: _may(by, gate.PLAN, units_of(decision)),
            related=("unit",),
            ways={
                "budget_decision.create": _created,
                "budget_decision.change": _changed,
                "budget_decision.withdraw": lambda by, _entry, decision: restore_decision(by=by, decision=decision),
                "budget_decision.restore": lambda by, _entry, decision: withdraw_decision(by=by, decision=decision),
            },
        ),
        Undoable(
            model=BudgetSpread,
            may=lambda by, spread, _entry: _may(by, gate.PLAN, [spread.unit]),
            related=("unit",),
            author="recorded_by",
            removable=True,
        ),
        Undoable(
            model=Forecast,
            may=lambda by, forecast, _entry: _may(by, gate.REPORT, [forecast.unit]),
            related=("unit",),
            author="recorded_by",
            removable=True,
        ),
    )


def _may(by: Person, act: gate.Act, units: Iterable[Unit]) -> None:
    gate.enter(by=by, act=act, things=list(units))


def _created(by: Person, entry: AuditEntry, decision: BudgetDecision) -> None:
    _check_unchanged(decision, entry)
    withdraw_decision(by=by, decision=decision)


def _changed(by: Person, entry: AuditEntry, decision: BudgetDecision) -> None:
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
