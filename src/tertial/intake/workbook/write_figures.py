"""Writes assignments, decisions on the budget and forecasts from their rows."""

from collections.abc import Sequence
from datetime import date

from tertial.domain.budget import DecisionKind
from tertial.domain.message import Message, gettext_noop
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.domain.workbook.columns import Value
from tertial.domain.workbook.comparing import Change, Fate
from tertial.economy.budget.actions.decisions import Line, restore_decision, save_decision, withdraw_decision
from tertial.economy.budget.actions.forecasts import Foreseen, save_forecasts
from tertial.economy.models import BudgetDecision
from tertial.goals.actions import assignments
from tertial.goals.models import Assignment, AssignmentFollowUp
from tertial.intake.workbook.context import Context, NotWritten, Waits, not_a_word_of
from tertial.intake.workbook.scope import Values

_ASSIGNMENT = ("title", "origin", "goal", "responsible_unit", "responsible", "due")
_DECISION = ("unit", "year", "kind", "reference", "number")
_OF_DECISION = ("decided_on", "text", "withdrawn")


def assignment(context: Context, change: Change) -> None:
    """Adds, brings back or changes an assignment, and follows it up."""
    values = change.values
    stored = _assignment(context, change) if change.stored else None
    if stored is not None and change.differs("archived") and not values["archived"]:
        stored = assignments.restore_assignment(by=context.by, assignment=stored)
    if stored is None or change.differs(*_ASSIGNMENT):
        stored = _save_assignment(context, change, stored)
    if change.differs("period", "status", "comment") or (not change.stored and values.get("status")):
        _follow_up(context, change, stored)


def _assignment(context: Context, change: Change) -> Assignment:
    plan = context.plan(change.values["unit"], change.values["year"])
    found = plan.assignments.filter(ref=Ref("assignment", plan.ref.key, change.values["code"]))
    stored = found.select_related("plan__unit").first()
    if stored is None:
        raise Waits
    return stored


def _save_assignment(context: Context, change: Change, stored: Assignment | None) -> Assignment:
    values = change.values
    plan = context.plan(values["unit"], values["year"])
    origin = plan.steering_model.assignment_origins.filter(name=values["origin"]).first()
    if origin is None:
        raise not_a_word_of(values["year"], values["origin"], "origin")
    due = values.get("due")
    return assignments.save_assignment(
        by=context.by,
        plan=plan,
        assignment=stored,
        title=str(values["title"]),
        origin=origin,
        goal=context.goal(values.get("goal")),
        responsible_unit=context.unit_or_none(values.get("responsible_unit")),
        responsible=context.person_or_none(values.get("responsible")),
        due=due if isinstance(due, date) else None,
        key=str(values["code"]),
    )


def _follow_up(context: Context, change: Change, stored: Assignment) -> None:
    values = change.values
    if not values.get("status") or not values.get("period"):
        if not values.get("comment") and not values.get("status"):
            return
        template = gettext_noop("A follow-up needs both a period and a status; write them.")
        raise NotWritten(Message(template), "status" if values.get("period") else "period")
    status = stored.plan.steering_model.assignment_statuses.filter(word=values["status"]).first()
    if status is None:
        raise not_a_word_of(values["year"], values["status"], "status")
    period, comment = Period.parse(str(values["period"])), str(values.get("comment") or "")
    same = AssignmentFollowUp.objects.filter(assignment=stored, period=period.key, status=status, comment=comment)
    if not same.exists():
        assignments.follow_up(by=context.by, assignment=stored, period=period, status=status, comment=comment)


def assignment_put_away(context: Context, change: Change) -> None:
    """Archives an assignment."""
    if change.values.get("archived") and (not change.stored or change.differs("archived")):
        assignments.archive_assignment(by=context.by, assignment=_assignment(context, change))


def decisions(changes: Sequence[Change]) -> list[list[Change]]:
    """The rows of each decision that has any that differs."""
    together: dict[tuple[Value, ...], list[Change]] = {}
    for change in changes:
        together.setdefault(tuple(change.values.get(key) for key in _DECISION), []).append(change)
    return [rows for rows in together.values() if any(row.fate is not Fate.UNCHANGED for row in rows)]


def decision(context: Context, rows: Sequence[Change]) -> None:
    """Stores a decision with the lines of its rows; lines that the file lacks stay."""
    first = rows[0].values
    for key in _OF_DECISION:
        other = next((row for row in rows if (row.values.get(key) or None) != (first.get(key) or None)), None)
        if other is not None:
            template = gettext_noop(
                "This differs from row %(row)s, which is of the same decision; write the same in both."
            )
            raise NotWritten(Message(template, {"row": rows[0].row.number}), key)
    stored = _stored(context, first)
    if stored is not None and stored.withdrawn_at is not None and not first.get("withdrawn"):
        stored = restore_decision(by=context.by, decision=stored)
    amounts = dict(stored.lines.values_list("unit__code", "amount")) if stored is not None else {}
    for row in rows:
        amount = row.values["amount"]
        assert isinstance(amount, int)  # noqa: S101 - read as kronor
        amounts[str(row.values["line_unit"])] = amount
        if row.values.get("remove"):
            del amounts[str(row.values["line_unit"])]
    content = any(row.fate is Fate.ADDED or row.differs("decided_on", "text", "amount", "remove") for row in rows)
    if content:
        stored = _save_decision(context, first, stored, amounts)
    if stored is not None and stored.withdrawn_at is None and first.get("withdrawn"):
        withdraw_decision(by=context.by, decision=stored)


def _save_decision(
    context: Context, first: Values, stored: BudgetDecision | None, amounts: dict[str, int]
) -> BudgetDecision:
    day, year = first["decided_on"], first["year"]
    assert isinstance(day, date)  # noqa: S101 - read as a day
    assert isinstance(year, int)  # noqa: S101 - read as a year
    return save_decision(
        by=context.by,
        kind=DecisionKind(str(first["kind"])),
        unit=context.unit(first["unit"]),
        year=year,
        lines=[Line(context.unit(unit), amount) for unit, amount in amounts.items()],
        decided_on=day,
        reference=str(first["reference"]),
        text=str(first.get("text") or ""),
        decision=stored,
    )


def _stored(context: Context, values: Values) -> BudgetDecision | None:
    """The decision with the unit, year, kind and reference that has the number among those."""
    found = BudgetDecision.objects.filter(
        unit=context.unit(values["unit"]),
        year=int(str(values["year"])),
        kind=values["kind"],
        reference=values["reference"],
    ).order_by("pk")
    number = values.get("number")
    place = (number if isinstance(number, int) else 1) - 1
    return found[place : place + 1].first() if place else found.first()


def forecast(context: Context, change: Change) -> None:
    """Stores a forecast, or takes it away."""
    values = change.values
    amount = values["amount"]
    assert isinstance(amount, int)  # noqa: S101 - read as kronor
    foreseen = Foreseen(
        row=str(values["row"]),
        amount=None if values.get("remove") else amount,
        comment=str(values.get("comment") or ""),
    )
    save_forecasts(
        by=context.by,
        unit=context.unit(values["unit"]),
        period=Period.parse(str(values["period"])),
        statement=str(values["statement"]),
        foreseen=[foreseen],
    )
