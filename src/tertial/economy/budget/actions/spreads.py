"""Writes of how a year's budget lies over its months."""

from collections.abc import Sequence

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.locks import lock
from tertial.domain.budget import SpreadMethod, spread
from tertial.domain.period import Period
from tertial.economy.models import BudgetSpread
from tertial.organisation import gate
from tertial.organisation.models import Unit

FIELDS = ("unit", "year", "method", "weights")


@transaction.atomic
def save_spread(*, by: Person, unit: Unit, year: int, method: SpreadMethod, weights: Sequence[int]) -> BudgetSpread:
    """Chooses how the unit's budget of the year is spread. The weights are kept: what they were read from may change.

    Raises UnusableSpread for weights that cannot spread anything.
    """
    gate.enter(by=by, act=gate.PLAN, things=[unit], period=Period.parse(str(year)))
    lock(unit)
    spread(0, weights)
    saved = BudgetSpread.objects.filter(unit=unit, year=year).first() or BudgetSpread(unit=unit, year=year)
    before = audit.state(saved, FIELDS) if saved.pk else {}
    saved.method, saved.weights, saved.recorded_by = method, list(weights), by
    saved.save()
    action = "budget_spread.change" if before else "budget_spread.create"
    audit.record(person=by, action=action, subject=saved, before=before, after=audit.state(saved, FIELDS))
    return saved


@transaction.atomic
def remove_spread(*, by: Person, spread: BudgetSpread) -> None:
    """Leaves the budget of the year whole."""
    gate.enter(by=by, act=gate.PLAN, things=[spread.unit], period=Period.parse(str(spread.year)))
    lock(spread.unit, spread)
    audit.record(person=by, action="budget_spread.remove", subject=spread, before=audit.state(spread, ("id", *FIELDS)))
    BudgetSpread.objects.filter(pk=spread.pk).delete()
