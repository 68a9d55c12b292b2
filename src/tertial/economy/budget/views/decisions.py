"""Entering, correcting, withdrawing and bringing back decisions; spreading a budget; and taking writes back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tertial.accounts.queries import person_of
from tertial.common.editing import edits
from tertial.common.form_page import form_page
from tertial.common.forms import refusals_shown_in
from tertial.domain.budget import DecisionKind, SpreadMethod, even_weights, own_weights, season_weights
from tertial.domain.ref import Ref
from tertial.economy.budget.actions.decisions import Line, restore_decision, save_decision, withdraw_decision
from tertial.economy.budget.actions.spreads import remove_spread, save_spread
from tertial.economy.budget.addresses import budget_url
from tertial.economy.budget.forms.decisions import DecisionForm, TransferForm
from tertial.economy.budget.queries.frame import budget_frame
from tertial.economy.budget.queries.statement_rows import net_outcome_by_month
from tertial.economy.budget.views.budget import budget_page, spread_form, units_around
from tertial.economy.models import BudgetDecision, BudgetSpread
from tertial.organisation.models import Unit
from tertial.organisation.undoing import undo_address
from tertial.organisation.workplace import enter, unit_in_address
from tertial.things.rights import Right


@require_POST
def enter_decision(request: HttpRequest, code: str, period: str, kind: str) -> HttpResponse:
    """A new frame, adjustment or transfer of the year."""
    if kind not in set(DecisionKind):
        raise Http404
    workplace = enter(request, code, period, Right.PLAN)
    form = _form(request, DecisionKind(kind), workplace.unit)
    if form.is_valid():
        with refusals_shown_in(form, beside="amount"):
            decision = save_decision(
                by=person_of(request),
                kind=DecisionKind(kind),
                unit=workplace.unit,
                year=workplace.period.year,
                lines=_lines(form, workplace.unit),
                **_said(form),
            )
            messages.success(request, _("The decision is entered."), extra_tags=undo_address(decision))
            return redirect(budget_url(workplace.unit, workplace.period.key, decision.ref.anchor))
    return budget_page(request, workplace, kind=kind, form=form)


def _form(
    request: HttpRequest, kind: DecisionKind, unit: Unit, decision: BudgetDecision | None = None
) -> DecisionForm | TransferForm:
    data = request.POST or None if request.method != "POST" else request.POST
    prefix = kind.value if decision is None else None
    if kind is DecisionKind.TRANSFER:
        return TransferForm(data, units=units_around(unit), decision=decision, prefix=prefix)
    return DecisionForm(data, decision=decision, prefix=prefix)


def _lines(form: DecisionForm | TransferForm, unit: Unit) -> list[Line]:
    return form.lines() if isinstance(form, TransferForm) else form.lines_for(unit)


def _said(form: DecisionForm | TransferForm) -> dict[str, Any]:
    return {field: form.cleaned_data[field] for field in ("decided_on", "reference", "text")}


@require_http_methods(["GET", "POST"])
@edits(BudgetDecision, ref="decision_ref")
def change_decision(request: HttpRequest, decision_ref: Ref) -> HttpResponse:
    """Corrects a decision: what it gives, its day, reference and text."""
    decision = _decision(decision_ref)
    enter(request, decision.unit, str(decision.year), Right.PLAN)
    kind, unit = DecisionKind(decision.kind), decision.unit
    form = _form(request, kind, unit, decision)
    url = budget_url(unit, str(decision.year), decision.ref.anchor)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form, beside="amount"):
            given: dict[str, Any] = {"kind": kind, "unit": unit, "year": decision.year, "decision": decision}
            save_decision(by=person_of(request), lines=_lines(form, _receiver(decision)), **given, **_said(form))
            messages.success(request, _("The decision is saved."), extra_tags=undo_address(decision))
            return redirect(url)
    title = _("Correct a decision")
    trail = [(_("Budget %(year)s") % {"year": decision.year}, budget_url(unit, str(decision.year)))]
    return form_page(request, form, title, url, about=str(decision), trail=trail)


def _receiver(decision: BudgetDecision) -> Unit:
    line = decision.lines.select_related("unit").first()
    return line.unit if line is not None else decision.unit


@require_POST
def withdraw(request: HttpRequest, decision_ref: Ref) -> HttpResponse:
    """Lets a decision count for nothing, with an undo in the message."""
    decision = _decision(decision_ref)
    enter(request, decision.unit, str(decision.year), Right.PLAN)
    withdraw_decision(by=person_of(request), decision=decision)
    messages.success(request, _("The decision is withdrawn."), extra_tags=undo_address(decision))
    return redirect(budget_url(decision.unit, str(decision.year)))


@require_POST
def restore(request: HttpRequest, decision_ref: Ref) -> HttpResponse:
    """Lets a withdrawn decision count again."""
    decision = _decision(decision_ref)
    enter(request, decision.unit, str(decision.year), Right.PLAN)
    restore_decision(by=person_of(request), decision=decision)
    messages.success(request, _("The decision counts again."), extra_tags=undo_address(decision))
    return redirect(budget_url(decision.unit, str(decision.year), decision.ref.anchor))


def _decision(decision_ref: Ref) -> BudgetDecision:
    return get_object_or_404(BudgetDecision.objects.select_related("unit"), ref=decision_ref)


@require_POST
@edits(Unit, unit_in_address)
def spread_budget(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Chooses how the year's budget is spread over its months."""
    workplace = enter(request, code, period, Right.PLAN)
    year = workplace.period.year
    form = spread_form(workplace.unit, budget_frame(workplace.unit, year), request.POST)
    if form.is_valid():
        with refusals_shown_in(form, beside="method"):
            method = SpreadMethod(form.cleaned_data["method"])
            if method is SpreadMethod.SEASON:
                weights = season_weights(net_outcome_by_month(workplace.unit, year - 1))
            else:
                weights = own_weights(form.cleaned_data["weights"]) if method is SpreadMethod.OWN else even_weights()
            saved = save_spread(by=person_of(request), unit=workplace.unit, year=year, method=method, weights=weights)
            messages.success(request, _("The budget is spread over the months."), extra_tags=undo_address(saved))
            return redirect(budget_url(workplace.unit, workplace.period.key, "spread"))
    return budget_page(request, workplace, kind="spread", form=form)


@require_POST
def unspread(request: HttpRequest, spread_ref: Ref) -> HttpResponse:
    """Leaves the budget of the year whole."""
    spread = get_object_or_404(BudgetSpread.objects.select_related("unit"), ref=spread_ref)
    enter(request, spread.unit, str(spread.year), Right.PLAN)
    remove_spread(by=person_of(request), spread=spread)
    text = _("The budget of %(year)s is no longer spread over the months.") % {"year": spread.year}
    messages.success(request, text, extra_tags=undo_address(spread))
    return redirect(budget_url(spread.unit, str(spread.year), "spread"))
