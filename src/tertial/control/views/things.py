"""The pages of a risk, a measure, a control and a recommendation, and what is reported on them."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from tertial.accounts.queries import person_of
from tertial.common.editing import edits
from tertial.common.forms import refusals_shown_in
from tertial.common.keys import Keyed
from tertial.common.period_words import period_name
from tertial.control.actions.controls import record_result
from tertial.control.actions.recommendations import follow_up as save_follow_up
from tertial.control.actions.recommendations import recheck as save_recheck
from tertial.control.addresses import KINDS, thing_url
from tertial.control.belonging import plan_of
from tertial.control.forms.reporting import FollowUpForm, RecheckForm, ResultForm
from tertial.control.models import Measure, Recommendation, Risk, SystematicControl
from tertial.control.queries.plan_reading import read_control_plan
from tertial.control.queries.readings import ControlPlanReading
from tertial.control.scales import state_mark
from tertial.control.views.places import Thing, enter_thing
from tertial.control.views.results import InPeriod, period_by_period
from tertial.control.views.rows import control_rows, measure_rows, recommendation_rows, risk_rows
from tertial.domain.period import Period
from tertial.domain.ref import NO_REF, Ref
from tertial.organisation import gate
from tertial.organisation.pointing import led_forward
from tertial.organisation.undoing import undo_address
from tertial.organisation.workplace import Workplace
from tertial.things.finding import UnknownRef, held
from tertial.things.kinds import Held

Row = dict[str, Any] | None
_LISTED = {"risk": "risker", "atgard": "atgarder", "kontroll": "kontroller", "rekommendation": "rekommendationer"}
_TEMPLATES = {"risk": "risk", "atgard": "measure", "kontroll": "control", "rekommendation": "recommendation"}


@require_GET
def page(request: HttpRequest, kind: str, thing_ref: Ref) -> HttpResponse:
    """What it is, how far it has come, and what can be said about it."""
    thing, workplace = enter_thing(request, kind, thing_ref)
    return _page(request, kind, thing, workplace)


@require_http_methods(["GET", "POST"])
@edits(Measure, ref="measure_ref")
def follow_up_measure(request: HttpRequest, measure_ref: Ref) -> HttpResponse:
    """How far a measure has come in the period."""
    return _follow_up(request, "atgard", measure_ref)


@require_http_methods(["GET", "POST"])
@edits(Recommendation, ref="recommendation_ref")
def follow_up_recommendation(request: HttpRequest, recommendation_ref: Ref) -> HttpResponse:
    """How far a recommendation has come in the period."""
    return _follow_up(request, "rekommendation", recommendation_ref)


def _follow_up(request: HttpRequest, kind: str, ref: Ref) -> HttpResponse:
    thing, workplace = enter_thing(request, kind, ref)
    assert isinstance(thing, Measure | Recommendation)  # noqa: S101 - the two addresses that lead here
    if request.method == "GET":
        return redirect(thing_url(thing, workplace.period, "follow-up"))
    gate.check(person_of(request), gate.REPORT, thing)
    form = _follow_up_form(thing, _row(thing, workplace), workplace.period, request.POST)
    if form.is_valid():
        with refusals_shown_in(form, beside="status"):
            saved = save_follow_up(by=person_of(request), thing=thing, period=workplace.period, **form.cleaned_data)
            return _saved(request, thing, workplace, _("The follow-up is saved."), saved)
    return _page(request, kind, thing, workplace, follow_up_form=form)


@require_http_methods(["GET", "POST"])
@edits(SystematicControl, ref="systematic_ref")
def result(request: HttpRequest, systematic_ref: Ref) -> HttpResponse:
    """What a control came to in the period."""
    thing, workplace = enter_thing(request, "kontroll", systematic_ref)
    assert isinstance(thing, SystematicControl)  # noqa: S101 - what the address names
    if request.method == "GET":
        return redirect(thing_url(thing, workplace.period, "result"))
    gate.check(person_of(request), gate.REPORT, thing)
    form = _result_form(thing, _row(thing, workplace), workplace.period, request.POST)
    if form.is_valid():
        with refusals_shown_in(form, beside="deviations"):
            saved = record_result(
                by=person_of(request),
                control=thing,
                period=workplace.period,
                counts=form.counts,
                **{name: form.cleaned_data[name] for name in ("status", "conclusion", "comment")},
            )
            return _saved(request, thing, workplace, _("The result is saved."), saved)
    return _page(request, "kontroll", thing, workplace, result_form=form)


@require_http_methods(["GET", "POST"])
def recheck(request: HttpRequest, recommendation_ref: Ref) -> HttpResponse:
    """Someone has looked whether a recommendation is met; only this closes it."""
    thing, workplace = enter_thing(request, "rekommendation", recommendation_ref)
    assert isinstance(thing, Recommendation)  # noqa: S101 - what the address names
    if request.method == "GET":
        return redirect(thing_url(thing, workplace.period, "recheck"))
    gate.check(person_of(request), gate.REPORT, thing)
    form = RecheckForm(request.POST)
    if form.is_valid():
        with refusals_shown_in(form, beside="seen"):
            saved = save_recheck(by=person_of(request), recommendation=thing, **form.cleaned_data)
            text = _("The recommendation is closed.") if saved.closes else _("The re-check is saved; it stays open.")
            return _saved(request, thing, workplace, text, saved)
    return _page(request, "rekommendation", thing, workplace, recheck_form=form)


def _row(thing: Thing, workplace: Workplace) -> Row:
    row: Row = _found(read_control_plan(plan_of(thing), workplace.period), thing)["row"]
    return row


def _result_form(thing: SystematicControl, row: Row, period: Period, sent: QueryDict | None = None) -> ResultForm:
    now = row["reading"].result if row else None
    names = ("status", "population", "sample", "deviations", "conclusion", "comment")
    values = {name: getattr(now, name) for name in names} if now is not None else {}
    initial = {name: "" if value is None else value for name, value in values.items()}
    return ResultForm(sent, control=thing, initial=initial, edits=_with(thing, now), proposed=not _is_of(now, period))


def _follow_up_form(
    thing: Measure | Recommendation, row: Row, period: Period, sent: QueryDict | None = None
) -> FollowUpForm:
    now = row["reading"].follow_up if row else None
    initial = {"status": now.status, "comment": now.comment} if now else {}
    model = plan_of(thing).control_model
    return FollowUpForm(sent, model=model, initial=initial, edits=_with(thing, now), proposed=not _is_of(now, period))


def _with(thing: Thing, reported: Keyed | None) -> list[Keyed]:
    return [thing, *([reported] if reported is not None else [])]


def _is_of(reported: Any, period: Period) -> bool:  # noqa: ANN401 - a result or a follow-up
    """Whether what is shown was said of this period, and is not only what was said before it."""
    return reported is not None and reported.period == period.key


def _saved(request: HttpRequest, thing: Thing, workplace: Workplace, text: str, row: Keyed) -> HttpResponse:
    messages.success(request, text, extra_tags=undo_address(row))
    return redirect(thing_url(thing, workplace.period))


def _page(request: HttpRequest, kind: str, thing: Thing, workplace: Workplace, **given: Any) -> HttpResponse:  # noqa: ANN401
    if kind not in KINDS:
        raise Http404
    plan = plan_of(thing)
    reading = read_control_plan(plan, workplace.period)
    person = person_of(request)
    shut = thing.archived_at is not None or plan.archived_at is not None
    context: dict[str, Any] = {
        "thing": thing,
        "kind": kind,
        "here": _LISTED[kind],
        "ref": thing.ref,
        "workplace": workplace,
        "period": workplace.period,
        "plan": plan,
        "words": reading.words,
        "may_plan": gate.may(person, gate.PLAN, thing, workplace.period),
        "may_restore": shut and gate.may(person, gate.PUT_AWAY, thing, workplace.period),
        "may_report": not isinstance(thing, Risk) and (gate.permits if given else gate.may)(person, gate.REPORT, thing),
        "about": _about(thing),
        **_found(reading, thing),
    }
    context |= _forms(thing, context) | given
    wrong = any(isinstance(form, forms.Form) and form.errors for form in given.values())
    return render(request, f"control/things/{_TEMPLATES[kind]}.html", context, status=422 if wrong else 200)


def _about(thing: Thing) -> Held | None:
    """What it concerns: in the plan's own year, where that of an earlier year has been continued."""
    about = getattr(thing, "about", NO_REF)
    ref = led_forward([about], plan_of(thing).year)[about]
    try:
        return held(ref) if ref else None
    except UnknownRef:
        return None


def _found(reading: ControlPlanReading, thing: Thing) -> dict[str, Any]:
    """The row of a thing as it stands in lists; None for what is archived."""
    if isinstance(thing, Risk):
        risk = next((each for each in reading.risks if each.risk.pk == thing.pk), None)
        controls = [each for each in reading.controls if each.control.risk_id == thing.pk]
        return {
            "row": risk_rows(reading, [risk])[0] if risk else None,
            "measures": measure_rows(reading, list(risk.measures)) if risk else [],
            "controls": control_rows(controls),
            "archived": thing.measures.exclude(archived_at=None),
            "likelihood": _word(reading.model.likelihoods, thing.likelihood),
            "consequence": _word(reading.model.consequences, thing.consequence),
        }
    rows: list[dict[str, Any]]
    if isinstance(thing, Measure):
        rows = measure_rows(reading, [each for each in reading.measures if each.measure.pk == thing.pk])
    elif isinstance(thing, SystematicControl):
        rows = control_rows([each for each in reading.controls if each.control.pk == thing.pk])
        return {
            "row": rows[0] if rows else None,
            "periods": period_by_period(thing, rows[0]["reading"] if rows else None),
        }
    else:
        found = [each for each in reading.recommendations if each.recommendation.pk == thing.pk]
        rows = recommendation_rows(reading, found)
    return {"row": rows[0] if rows else None, "periods": _periods(thing)}


def _word(words: list[str], number: int) -> str:
    return f"{number} {words[number - 1]}" if number <= len(words) else str(number)


def _periods(thing: Measure | Recommendation) -> list[InPeriod]:
    """What was said in each period, the latest first."""
    model = plan_of(thing).control_model
    said = sorted(thing.follow_ups.select_related("person"), key=lambda each: Period.parse(each.period), reverse=True)
    return [
        InPeriod(
            period_name(Period.parse(each.period)),
            state_mark(model, each.status),
            comment=each.comment,
            at=each.at,
            person=each.person,
        )
        for each in said
    ]


def _forms(thing: Thing, context: dict[str, Any]) -> dict[str, Any]:
    if isinstance(thing, Risk) or not context["may_report"]:
        return {}
    row: Row = context["row"]
    if isinstance(thing, SystematicControl):
        return {"result_form": _result_form(thing, row, context["period"])}
    found: dict[str, Any] = {"follow_up_form": _follow_up_form(thing, row, context["period"])}
    if isinstance(thing, Recommendation):
        found["recheck_form"] = RecheckForm()
        found["rechecks"] = thing.rechecks.select_related("person").order_by("-on", "-pk")
    return found
