"""Making, changing and archiving indicators, and entering the outcome that a table waits for."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from django_htmx.http import HttpResponseClientRedirect

from tertial.accounts.queries import person_of
from tertial.common.editing import edits
from tertial.common.form_page import form_page
from tertial.common.forms import refusals_shown_in
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.goals.actions.indicators import archive_indicator, restore_indicator, save_indicator
from tertial.goals.actions.outcomes import record_outcome
from tertial.goals.addresses import goal_url, indicator_url
from tertial.goals.errors import DuplicateOutcome
from tertial.goals.forms.indicator import CellForm, IndicatorForm
from tertial.goals.models import Goal, Indicator
from tertial.goals.views.goal_page import after_change
from tertial.goals.views.places import back, enter_goal, enter_indicator
from tertial.organisation import gate
from tertial.organisation.undoing import undo_address
from tertial.organisation.workplace import enter
from tertial.things.rights import Right

_FIELDS = (
    "name",
    "unit_of_measure",
    "decimals",
    "direction",
    "source",
    "source_id",
    "publication_week",
    "lag_years",
    "split",
    "description",
)


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """A new indicator of the unit, which goals can then be followed by."""
    workplace = enter(request, code, period, Right.PLAN)
    form = IndicatorForm(request.POST or None, unit=workplace.unit)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form, beside="name"):
            indicator = save_indicator(by=person_of(request), unit=workplace.unit, **form.cleaned_data)
            messages.success(request, _("The indicator is added; now set its targets."))
            return redirect(indicator_url(indicator.ref, workplace.period, "targets"))
    cancel_url = reverse("goals:indicators", args=[code, period])
    return form_page(request, form, _("New indicator"), cancel_url, submit=_("Add the indicator"))


@require_http_methods(["GET", "POST"])
@edits(Indicator, ref="indicator_ref")
def change(request: HttpRequest, indicator_ref: Ref) -> HttpResponse:
    """What an indicator measures, its source and its owner."""
    indicator, workplace = enter_indicator(request, indicator_ref)
    gate.check(person_of(request), gate.PLAN, indicator)
    initial = {name: getattr(indicator, name) for name in _FIELDS} | {"owner": indicator.owner_id}
    form = IndicatorForm(
        request.POST or None, unit=indicator.unit, owner=indicator.owner, initial=initial, edits=indicator
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form, beside="name"):
            save_indicator(by=person_of(request), unit=indicator.unit, indicator=indicator, **form.cleaned_data)
            messages.success(request, _("The indicator is saved."))
            return redirect(indicator_url(indicator.ref, workplace.period))
    cancel_url = indicator_url(indicator.ref, workplace.period)
    return form_page(request, form, _("Change the indicator"), cancel_url, about=indicator)


@require_POST
def archive(request: HttpRequest, indicator_ref: Ref) -> HttpResponse:
    """Puts an indicator away, with an undo in the message."""
    indicator, workplace = enter_indicator(request, indicator_ref)
    archive_indicator(by=person_of(request), indicator=indicator)
    text = _("“%(indicator)s” is archived.") % {"indicator": indicator.name}
    messages.success(request, text, extra_tags=undo_address(indicator))
    return redirect("goals:indicators", workplace.code, workplace.period.key)


@require_POST
def restore(request: HttpRequest, indicator_ref: Ref) -> HttpResponse:
    """Brings an archived indicator back."""
    indicator, workplace = enter_indicator(request, indicator_ref)
    restore_indicator(by=person_of(request), indicator=indicator)
    messages.success(request, _("“%(indicator)s” is back.") % {"indicator": indicator.name})
    return redirect(indicator_url(indicator.ref, workplace.period))


@require_POST
@edits(Indicator, ref="indicator_ref")
def fill_cell(request: HttpRequest, goal_ref: Ref, indicator_ref: Ref, asked: str) -> HttpResponse:
    """Enters the outcome that a goal waits for, where it is missing."""
    goal, workplace = enter_goal(request, goal_ref)
    indicator, period = _followed(goal, indicator_ref), Period.parse(asked)
    gate.check(person_of(request), gate.REPORT, indicator)
    form = CellForm(request.POST, indicator=indicator, asked=period, auto_id=f"outcome-{indicator.pk}-%s")
    duplicate = False
    if form.is_valid():
        with refusals_shown_in(form, beside="text"):
            try:
                outcome = record_outcome(
                    by=person_of(request),
                    indicator=indicator,
                    plan=goal.plan,
                    period=period,
                    text=form.cleaned_data["text"],
                    source=indicator.source,
                    replace=form.cleaned_data["replace"] or form.chose_mine("text"),
                )
            except DuplicateOutcome:
                duplicate = True
                raise
            text = _("The outcome of “%(indicator)s” is saved.") % {"indicator": indicator.name}
            messages.success(request, text, extra_tags=undo_address(outcome))
            if request.POST.get("next"):
                return _back(request, indicator_url(indicator.ref, workplace.period))
            return after_change(request, goal, workplace, indicator.ref.anchor)
    context = {
        "form": form,
        "asked": period,
        "goal": goal,
        "indicator": indicator,
        "period": workplace.period,
        "duplicate": duplicate,
        "next": request.POST.get("next", ""),
        "cancel_url": goal_url(goal.ref, workplace.period, indicator.ref.anchor),
    }
    template = "goals/indicator/cell_form.html" if request.htmx else "goals/indicator/cell_page.html"  # type: ignore[attr-defined]
    return render(request, template, context, status=422)


def _back(request: HttpRequest, otherwise: str) -> HttpResponse:
    address = back(request, otherwise)
    if not request.htmx:  # type: ignore[attr-defined]
        return redirect(address)
    return HttpResponseClientRedirect(address)


def _followed(goal: Goal, indicator_ref: Ref) -> Indicator:
    return get_object_or_404(goal.indicators.select_related("unit"), ref=indicator_ref)
