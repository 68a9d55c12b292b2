"""A table in which many outcomes are entered at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tertial.accounts.queries import person_of
from tertial.common.editing import edits
from tertial.common.forms import refusals_shown_in
from tertial.common.models import AuditEntry
from tertial.goals.actions.outcomes import save_outcomes
from tertial.goals.forms.outcome_table import Cell, OutcomeTableForm
from tertial.goals.models import Plan, Sex
from tertial.goals.queries.outcome_table import EntryRow, entry_rows
from tertial.goals.views.places import plan_at
from tertial.goals.views.tree import no_plan_page
from tertial.goals.words import words_of
from tertial.organisation import gate
from tertial.organisation.models import Unit
from tertial.organisation.undoing import undo_address_of
from tertial.organisation.workplace import Workplace, enter, unit_in_address


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of the table with its cells."""

    row: EntryRow
    cells: Sequence[Cell]


@require_http_methods(["GET", "POST"])
@edits(Unit, unit_in_address)
def outcome_table(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Every indicator of the unit whose outcome the person may enter, with a cell for it."""
    workplace = enter(request, code, period)
    plan = plan_at(workplace)
    if plan is None:
        return no_plan_page(request, workplace)
    rows = entry_rows(person_of(request), plan, workplace.period)
    sent = request.POST if request.method == "POST" else None
    form = OutcomeTableForm(sent, unit=workplace.unit, rows=rows)
    if request.method == "POST":
        if not rows:
            gate.check(workplace.person, gate.REPORT, workplace.unit)
        rows = _save(request, workplace, plan, form)
        if not form.errors:
            return redirect("goals:outcome_table", workplace.code, workplace.period.key)
    sexes = [sex for sex in Sex if any(sex in row.sexes for row in rows)]
    shown = [ShownRow(row, form.cells(row, sexes)) for row in rows]
    context = {
        "workplace": workplace,
        "period": workplace.period,
        "plan": plan,
        "words": words_of(plan.steering_model),
        "form": form,
        "sexes": [sex.label for sex in sexes] if len(sexes) > 1 else [_("Outcome")],
        "groups": [(goal, list(of_goal)) for goal, of_goal in groupby(shown, lambda each: each.row.goal)],
        "span": len(sexes) + 4,
    }
    return render(request, "goals/outcome_table/page.html", context, status=422 if form.errors else 200)


def _save(request: HttpRequest, workplace: Workplace, plan: Plan, form: OutcomeTableForm) -> list[EntryRow]:
    """Stores every cell that nothing is wrong with, and gives the rows as they stand then."""
    form.is_valid()
    person = person_of(request)
    saved = None
    with refusals_shown_in(form):
        preliminary = form.cleaned_data.get("preliminary", False)
        saved = save_outcomes(by=person, plan=plan, given=form.given(), preliminary=preliminary)
    rows = entry_rows(person, plan, workplace.period)
    if saved is not None:
        form.go_on(saved.refused, rows)
        if saved.written:
            messages.success(request, _said(saved.written), extra_tags=undo_address_of(saved.written))
        elif not form.errors:
            messages.info(request, _("Nothing was changed."))
    return rows


def _said(written: Sequence[AuditEntry]) -> str:
    removed = sum(entry.action == "outcome.remove" for entry in written)
    kept = len(written) - removed
    said = [ngettext("%(number)s outcome is saved.", "%(number)s outcomes are saved.", kept) % {"number": kept}]
    gone = ngettext("%(number)s outcome is removed.", "%(number)s outcomes are removed.", removed) % {"number": removed}
    return " ".join([*(said if kept else []), *([gone] if removed else [])])
