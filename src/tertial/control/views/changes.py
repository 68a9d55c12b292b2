"""Making, changing and putting away risks, measures, controls and recommendations."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tertial.accounts.models import Person
from tertial.accounts.queries import person_of
from tertial.common.editing import edits
from tertial.common.form_page import form_page
from tertial.common.forms import refusals_shown_in
from tertial.control.actions import archiving
from tertial.control.actions.controls import save_control
from tertial.control.actions.recommendations import save_recommendation
from tertial.control.actions.risks import save_measure, save_risk
from tertial.control.addresses import KINDS, thing_url
from tertial.control.belonging import plan_of
from tertial.control.forms.limits import limit_lines
from tertial.control.forms.things import ControlForm, MeasureForm, RecommendationForm, RiskForm
from tertial.control.models import ControlPlan, Measure, Recommendation, Risk, SystematicControl
from tertial.control.queries.plan_reading import control_plan_of
from tertial.control.views.overview import no_plan_page
from tertial.control.views.places import Thing, enter_thing
from tertial.domain.message import excerpt
from tertial.domain.ref import Ref
from tertial.organisation.undoing import undo_address
from tertial.organisation.workplace import Workplace, enter
from tertial.things.rights import Right

Saving = Callable[[Person, ControlPlan, Any, Any], Thing]
"""Saves what a form holds: by whom, in which plan, in place of what (None for something new), the form."""


@dataclass(frozen=True, slots=True)
class Planning:
    """How one kind of thing is made and changed."""

    form: type[forms.Form]
    save: Saving
    new: Any
    change: Any
    listed: str


PLANNING: Mapping[str, Planning] = {
    "risk": Planning(
        RiskForm,
        lambda by, plan, thing, form: save_risk(by=by, plan=plan, risk=thing, **form.cleaned_data),
        gettext_lazy("New risk"),
        gettext_lazy("Change the risk"),
        "risker",
    ),
    "kontroll": Planning(
        ControlForm,
        lambda by, plan, thing, form: save_control(by=by, plan=plan, control=thing, given=form.given),
        gettext_lazy("New control"),
        gettext_lazy("Change the control"),
        "kontroller",
    ),
    "rekommendation": Planning(
        RecommendationForm,
        lambda by, plan, thing, form: save_recommendation(by=by, plan=plan, recommendation=thing, given=form.given),
        gettext_lazy("New recommendation"),
        gettext_lazy("Change the recommendation"),
        "rekommendationer",
    ),
    "atgard": Planning(
        MeasureForm,
        lambda by, _plan, thing, form: save_measure(by=by, risk=thing.risk, measure=thing, **form.cleaned_data),
        gettext_lazy("New measure"),
        gettext_lazy("Change the measure"),
        "atgarder",
    ),
}
_NEW = {"risker": "risk", "kontroller": "kontroll", "rekommendationer": "rekommendation"}
_FIELDS: Mapping[type[Any], tuple[str, ...]] = {
    Risk: ("process", "description", "likelihood", "consequence", "decision", "reason", "about", "responsible_id"),
    Measure: ("title", "responsible_id", "due"),
    SystematicControl: (
        "process", "name", "common_id", "why", "method", "frequency", "risk_id", "about", "responsible_id",
    ),
    Recommendation: ("audit", "record_number", "background", "measure", "about", "responsible_id", "due"),
}  # fmt: skip


def _of_kind(kind: str) -> type[Thing] | None:
    return KINDS.get(kind)


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest, code: str, period: str, subject: str) -> HttpResponse:
    """A new risk, control or recommendation of the plan."""
    workplace = enter(request, code, period, Right.PLAN)
    if subject not in _NEW:
        raise Http404
    plan = control_plan_of(workplace.unit, workplace.period.year)
    if plan is None:
        return no_plan_page(request, workplace)
    planning = PLANNING[_NEW[subject]]
    form = planning.form(request.POST or None, plan=plan)  # type: ignore[call-arg]
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form):
            made = planning.save(person_of(request), plan, None, form)
            return _done(request, made, workplace, _("Added."))
    cancel_url = reverse("control:list", args=[code, period, subject])
    return form_page(request, form, str(planning.new), cancel_url, about=str(plan.unit), submit=_("Add"))


@require_http_methods(["GET", "POST"])
def create_measure(request: HttpRequest, risk_ref: Ref) -> HttpResponse:
    """Something to do about a risk."""
    risk, workplace = enter_thing(request, "risk", risk_ref, Right.PLAN)
    assert isinstance(risk, Risk)  # noqa: S101 - what the address names
    form = MeasureForm(request.POST or None, plan=risk.plan)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form):
            measure = save_measure(by=person_of(request), risk=risk, **form.cleaned_data)
            messages.success(request, _("Added."), extra_tags=undo_address(measure))
            return redirect(thing_url(risk, workplace.period, "measures"))
    cancel_url = thing_url(risk, workplace.period)
    about = excerpt(risk.description, 90)
    return form_page(request, form, str(PLANNING["atgard"].new), cancel_url, about=about, submit=_("Add"))


@require_http_methods(["GET", "POST"])
@edits(_of_kind, ref="thing_ref")
def change(request: HttpRequest, kind: str, thing_ref: Ref) -> HttpResponse:
    """What a thing is, by whom and when."""
    thing, workplace = enter_thing(request, kind, thing_ref, Right.PLAN)
    planning, plan = PLANNING[kind], plan_of(thing)
    initial = {name.removesuffix("_id"): getattr(thing, name) for name in _FIELDS[type(thing)]}
    if isinstance(thing, SystematicControl):
        initial["limits"] = limit_lines(thing.limits)
    form = planning.form(request.POST or None, plan=plan, thing=thing, initial=initial)  # type: ignore[call-arg]
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form):
            saved = planning.save(person_of(request), plan, thing, form)
            return _done(request, saved, workplace, _("Saved."))
    cancel_url = thing_url(thing, workplace.period)
    return form_page(request, form, str(planning.change), cancel_url, about=excerpt(str(thing), 90))


@require_POST
def archive(request: HttpRequest, kind: str, thing_ref: Ref) -> HttpResponse:
    """Puts a thing away, with an undo in the message."""
    thing, workplace = enter_thing(request, kind, thing_ref, Right.PLAN)
    archiving.archive(by=person_of(request), thing=thing)
    text = _("“%(name)s” is archived.") % {"name": excerpt(str(thing))}
    messages.success(request, text, extra_tags=undo_address(thing))
    return redirect("control:list", workplace.code, workplace.period.key, PLANNING[kind].listed)


@require_POST
def restore(request: HttpRequest, kind: str, thing_ref: Ref) -> HttpResponse:
    """Brings an archived thing back."""
    thing, workplace = enter_thing(request, kind, thing_ref, Right.PLAN)
    archiving.restore(by=person_of(request), thing=thing)
    messages.success(request, _("“%(name)s” is back.") % {"name": excerpt(str(thing))})
    return redirect(thing_url(thing, workplace.period))


def _done(request: HttpRequest, thing: Thing, workplace: Workplace, text: str) -> HttpResponse:
    messages.success(request, text, extra_tags=undo_address(thing))
    return redirect(thing_url(thing, workplace.period))
