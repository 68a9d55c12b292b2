"""The page of a unit's budget: frame, adjustments, transfers, and the months; and its files."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from tertial.accounts.models import Person
from tertial.accounts.queries import person_of
from tertial.common.exports import Cell, ExportTable, as_response
from tertial.domain.budget import DecisionKind
from tertial.domain.money import from_ore
from tertial.domain.quantity import Quantity
from tertial.domain.quantity import Unit as Quantum
from tertial.economy.budget.forms.decisions import DecisionForm, SpreadForm, TransferForm
from tertial.economy.budget.queries.frame import BudgetFrameReading, BudgetStep, budget_frame
from tertial.economy.budget.words import budget_rule, frame_words
from tertial.economy.models import BudgetDecision
from tertial.economy.statements.charts import month_names
from tertial.organisation import gate
from tertial.organisation.models import Unit
from tertial.organisation.tree import unit_tree
from tertial.organisation.workplace import Workplace, enter


@dataclass(frozen=True, slots=True)
class StepRow:
    """A decision as a row of the page."""

    decision: BudgetDecision
    kind: str
    amount: Quantity
    running: Quantity
    others: Sequence[tuple[str, Quantity]]
    may_change: bool


def tkr(ore: int) -> Quantity:
    """The amount in full, printed in whole thousands of kronor."""
    return from_ore(ore, Quantum.TKR, 0)


@require_GET
def budget(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """How the frame came to what it is, and how it lies over the year."""
    return budget_page(request, enter(request, code, period))


def budget_page(
    request: HttpRequest, workplace: Workplace, *, kind: str = "", form: forms.Form | None = None
) -> HttpResponse:
    """The page, with the form that was refused in its place (`kind` names which)."""
    person, year = person_of(request), workplace.period.year
    reading = budget_frame(workplace.unit, year)
    given = {kind: form} if form is not None else {}
    context: dict[str, Any] = {
        "workplace": workplace,
        "period": workplace.period,
        "year": year,
        "reading": reading,
        "tally": tally(reading),
        "rows": [step_row(person, step) for step in reading.steps],
        "withdrawn": [(each, _may_change(person, each)) for each in reading.withdrawn],
        "rule": budget_rule(),
        "months": _months(reading),
        "open": kind,
    }
    if workplace.may_plan:
        context |= _forms(workplace, reading, given)
    return render(request, "economy/budget/page.html", context, status=422 if form is not None else 200)


def _forms(workplace: Workplace, reading: BudgetFrameReading, given: dict[str, forms.Form]) -> dict[str, Any]:
    made: dict[str, forms.Form] = {
        DecisionKind.FRAME: DecisionForm(prefix="frame"),
        DecisionKind.ADJUSTMENT: DecisionForm(prefix="adjustment"),
        DecisionKind.TRANSFER: TransferForm(
            prefix="transfer", units=units_around(workplace.unit), initial={"unit_1": workplace.unit.pk}
        ),
        "spread": spread_form(workplace.unit, reading),
    }
    return {f"{kind}_form": given.get(kind, form) for kind, form in made.items()}


def spread_form(unit: Unit, reading: BudgetFrameReading, sent: QueryDict | None = None) -> SpreadForm:
    """The form with the spread as it is chosen now."""
    if reading.spread is None:
        return SpreadForm(sent, prefix="spread", weights=(1,) * 12, edits=unit, proposed=True)
    chosen = reading.spread.spread
    initial = {"method": chosen.method}
    return SpreadForm(sent, prefix="spread", weights=chosen.weights, initial=initial, edits=chosen)


def units_around(unit: Unit) -> list[Unit]:
    """The units that budget can be moved to and from: those beside the unit, above it and below it."""
    tree = unit_tree()
    top = tree.path(unit.pk)[-1]
    return [top, *tree.descendants(top.pk)]


def step_row(person: Person, step: BudgetStep) -> StepRow:
    """A decision as the page shows it."""
    return StepRow(
        step.decision,
        step.decision.get_kind_display(),
        tkr(step.amount),
        tkr(step.running),
        [(line.unit.name, tkr(line.amount)) for line in step.others],
        _may_change(person, step.decision),
    )


def _may_change(person: Person, decision: BudgetDecision) -> bool:
    units = {decision.unit, *(line.unit for line in decision.lines.all())}
    return all(gate.may_each(person, gate.PLAN, list(units)))


def tally(reading: BudgetFrameReading) -> list[tuple[str, Quantity | None]]:
    """The parts of the frame, and the budget of the ledger beside them, in millions."""
    frame, words = reading.frame, frame_words()
    parts = [
        (words["frame"], frame.frame),
        (words["adjustments"], frame.adjustments),
        (words["transfers"], frame.transfers if any(_is_transfer(step) for step in reading.steps) else None),
        (words["adjusted"], frame.adjusted),
        (_("Budget in the ledger"), reading.imported),
    ]
    shown = [(label, ore) for label, ore in parts if ore is not None]
    return [(label, from_ore(ore, Quantum.MNKR, 1)) for label, ore in shown]


def _is_transfer(step: BudgetStep) -> bool:
    return step.decision.kind == DecisionKind.TRANSFER


def _months(reading: BudgetFrameReading) -> list[tuple[str, Quantity, Quantity]]:
    """Each month with its budget and what has come by then."""
    found, total = [], 0
    for name, ore in zip(month_names(), reading.spread.months if reading.spread else (), strict=False):
        total += ore
        found.append((name, tkr(ore), tkr(total)))
    return found


@require_GET
def budget_file(request: HttpRequest, code: str, period: str, file_type: str) -> HttpResponse:
    """The decisions as a file, amounts in kronor with öre."""
    workplace = enter(request, code, period)
    reading = budget_frame(workplace.unit, workplace.period.year)
    headings = [_("Kind"), _("Decided"), _("Reference"), _("What it is about"), _("Amount, kr"), _("Running total, kr")]
    rows: list[Sequence[Cell]] = [
        [
            step.decision.get_kind_display(),
            step.decision.decided_on,
            step.decision.reference,
            step.decision.text,
            _kronor(step.amount),
            _kronor(step.running),
        ]
        for step in reading.steps
    ]
    if rows:
        rows.append([frame_words()["adjusted"], None, "", "", None, _kronor(reading.frame.adjusted)])
    table = ExportTable(_("Budget"), headings, rows)
    return as_response(table, file_type, f"{workplace.code}-{reading.year}-budget")


@require_GET
def months_file(request: HttpRequest, code: str, period: str, file_type: str) -> HttpResponse:
    """The budget of each month as a file, amounts in kronor with öre."""
    workplace = enter(request, code, period)
    reading = budget_frame(workplace.unit, workplace.period.year)
    months = reading.spread.months if reading.spread else ()
    rows: list[Sequence[Cell]] = [[name, _kronor(ore)] for name, ore in zip(month_names(), months, strict=False)]
    table = ExportTable(_("Budget by month"), [_("Month"), _("Budget, kr")], rows)
    return as_response(table, file_type, f"{workplace.code}-{reading.year}-budget-per-manad")


def _kronor(ore: int) -> Quantity:
    return from_ore(ore, Quantum.KRONOR, 2)
