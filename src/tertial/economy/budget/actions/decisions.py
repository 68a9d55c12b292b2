"""Writes of decisions about budgets: frames, adjustments, and transfers between units."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.locks import lock
from tertial.domain.budget import DecisionKind, check_transfer
from tertial.domain.message import Message, gettext_noop
from tertial.domain.period import Period
from tertial.economy.budget.errors import DecisionNotSaved
from tertial.economy.models import BudgetDecision, BudgetLine
from tertial.organisation import gate
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_of

FIELDS = ("unit", "year", "kind", "decided_on", "reference", "text")
MOST_ORE = 10**15  # ten thousand billion kronor: more is a slip of the unit


@dataclass(frozen=True, slots=True)
class Line:
    """What a decision gives a unit: öre of net cost, plus for more to spend."""

    unit: Unit
    amount: int


@transaction.atomic
def save_decision(
    *,
    by: Person,
    kind: DecisionKind,
    unit: Unit,
    year: int,
    lines: Sequence[Line],
    decided_on: date,
    reference: str,
    text: str = "",
    decision: BudgetDecision | None = None,
) -> BudgetDecision:
    """Stores a decision with its lines, or corrects one: all of it, or nothing.

    Raises DecisionNotSaved without a reference, for a second frame of the year, or amounts that cannot be true;
    UnusableTransfer for a transfer that does not sum to zero; NotAllowed unless every unit may be planned for.
    """
    gate.enter(
        by=by,
        act=gate.PLAN,
        things=list({unit, *(line.unit for line in lines), *units_of(decision)}),
        period=Period.parse(str(year)),
    )
    lock(*([decision] if decision is not None else []), unit)  # of two frames at once the second is refused
    _check_counts(decision)
    _check(kind, unit, lines, reference)
    if kind is DecisionKind.FRAME:
        _check_only_frame(unit, year, decision)
    before = state(decision) if decision is not None else {}
    saved = decision or BudgetDecision()
    saved.unit, saved.year, saved.kind, saved.decided_on = unit, year, kind, decided_on
    saved.reference, saved.text, saved.recorded_by = reference.strip(), text.strip(), by
    saved.save()
    saved.lines.all().delete()
    BudgetLine.objects.bulk_create(BudgetLine(decision=saved, unit=line.unit, amount=line.amount) for line in lines)
    action = "budget_decision.change" if decision is not None else "budget_decision.create"
    audit.record(person=by, action=action, subject=saved, before=before, after=state(saved))
    return saved


@transaction.atomic
def withdraw_decision(*, by: Person, decision: BudgetDecision) -> BudgetDecision:
    """Lets a decision count for nothing; it can be brought back."""
    _enter(by, decision)
    lock(decision)
    if decision.withdrawn_at is not None:
        raise DecisionNotSaved(Message(gettext_noop("This decision is withdrawn already.")))
    decision.withdrawn_at = timezone.now()
    decision.save(update_fields=["withdrawn_at"])
    audit.record(person=by, action="budget_decision.withdraw", subject=decision)
    return decision


@transaction.atomic
def restore_decision(*, by: Person, decision: BudgetDecision) -> BudgetDecision:
    """Lets a withdrawn decision count again; raises DecisionNotSaved where another frame has come in its place."""
    _enter(by, decision)
    lock(decision, decision.unit)
    if decision.withdrawn_at is None:
        raise DecisionNotSaved(Message(gettext_noop("This decision counts already.")))
    if decision.kind == DecisionKind.FRAME:
        _check_only_frame(decision.unit, decision.year, decision)
    decision.withdrawn_at = None
    decision.save(update_fields=["withdrawn_at"])
    audit.record(person=by, action="budget_decision.restore", subject=decision)
    return decision


def _enter(by: Person, decision: BudgetDecision) -> None:
    year = Period.parse(str(decision.year))
    gate.enter(by=by, act=gate.PLAN, things=list(units_of(decision)), period=year)


def state(decision: BudgetDecision) -> dict[str, Any]:
    """A decision and its lines (öre by the number of the unit), in a shape that the audit trail can hold."""
    lines = {str(unit): amount for unit, amount in decision.lines.order_by("id").values_list("unit_id", "amount")}
    return {**audit.state(decision, FIELDS), "lines": lines}


def _check_counts(decision: BudgetDecision | None) -> None:
    if decision is not None and decision.withdrawn_at is not None:
        template = gettext_noop("This decision has been withdrawn; let it count again before you correct it.")
        raise DecisionNotSaved(Message(template))


def units_of(decision: BudgetDecision | None) -> set[Unit]:
    """The units that a decision is about."""
    if decision is None:
        return set()
    return {decision.unit, *(line.unit for line in decision.lines.select_related("unit"))}


def _check(kind: DecisionKind, unit: Unit, lines: Sequence[Line], reference: str) -> None:
    if not reference.strip():
        template = gettext_noop("A decision needs its reference, such as the number or day of the minutes; write it.")
        raise DecisionNotSaved(Message(template), "reference")
    if not lines or any(line.amount == 0 for line in lines):
        raise DecisionNotSaved(Message(gettext_noop("A decision needs an amount that is not zero; write it.")))
    if any(abs(line.amount) > MOST_ORE for line in lines):
        template = gettext_noop("The amount is too large to be true; check the unit it is written in.")
        raise DecisionNotSaved(Message(template))
    if len({line.unit for line in lines}) != len(lines):
        template = gettext_noop("A unit stands on two lines of the decision; add them together.")
        raise DecisionNotSaved(Message(template), "lines")
    if any(municipality_of(line.unit) != municipality_of(unit) for line in lines):
        template = gettext_noop("Budget cannot be moved to another municipality; choose units of the same.")
        raise DecisionNotSaved(Message(template), "lines")
    if kind is DecisionKind.TRANSFER:
        check_transfer(line.amount for line in lines)


def _check_only_frame(unit: Unit, year: int, decision: BudgetDecision | None) -> None:
    others = BudgetDecision.objects.filter(unit=unit, year=year, kind=DecisionKind.FRAME, withdrawn_at=None)
    if decision is not None:
        others = others.exclude(pk=decision.pk)
    if others.exists():
        template = gettext_noop(
            "%(unit)s already has a frame for %(year)s; correct or withdraw it, or enter the change as an adjustment."
        )
        raise DecisionNotSaved(Message(template, {"unit": unit.name, "year": str(year)}))
