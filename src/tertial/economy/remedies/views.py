"""The page of what is done against a deficit, and its forms."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tertial.accounts.queries import person_of
from tertial.common.editing import edits
from tertial.common.exports import ExportTable, as_response
from tertial.common.form_page import form_page
from tertial.common.forms import refusals_shown_in
from tertial.common.period_words import period_name
from tertial.domain.money import from_ore
from tertial.domain.quantity import Unit as Quantum
from tertial.domain.ref import Ref
from tertial.economy.budget.views.budget import tkr
from tertial.economy.ledger.styles import DEFAULT_UNIT, MONEY_UNITS
from tertial.economy.models import Remedy
from tertial.economy.remedies.actions import follow_up_remedy, restore_remedy, save_remedy, withdraw_remedy
from tertial.economy.remedies.addresses import remedies_url, remedy_url
from tertial.economy.remedies.forms import RemedyFollowUpForm, RemedyForm
from tertial.economy.remedies.queries import (
    RemedyReading,
    read_remedy,
    remedies_of,
    sums,
    withdrawn_remedies,
)
from tertial.economy.remedies.words import remedies_rule, tally
from tertial.organisation import gate
from tertial.organisation.undoing import undo_address, undo_address_of
from tertial.organisation.workplace import Workplace, enter
from tertial.things.rights import Right


@require_GET
def page(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """What is done against a deficit in the unit and below it, and what it comes to."""
    return _page(request, enter(request, code, period))


def _page(request: HttpRequest, workplace: Workplace, form: RemedyForm | None = None) -> HttpResponse:
    readings = remedies_of(workplace.unit, workplace.period)
    may = gate.may_each(workplace.person, gate.REPORT, [each.remedy for each in readings])
    form = form or (RemedyForm(unit=workplace.unit) if workplace.may_report else None)
    context = {
        "workplace": workplace,
        "period": workplace.period,
        "rows": [_row(reading, workplace, asked) for reading, asked in zip(readings, may, strict=True)],
        "tally": [(label, tkr(ore)) for label, ore in tally(sums(readings))] if readings else [],
        "withdrawn": withdrawn_remedies(workplace.unit, workplace.period) if workplace.may_report else [],
        "form": form,
        "rule": remedies_rule(MONEY_UNITS[DEFAULT_UNIT]),
        "shows_units": any(each.remedy.unit_id != workplace.unit.pk for each in readings),
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "economy/remedies/page.html", context, status=status)


def _row(reading: RemedyReading, workplace: Workplace, may_report: bool) -> dict[str, Any]:
    return {
        "reading": reading,
        "remedy": reading.remedy,
        "this_year": tkr(reading.effect.this_year),
        "full_year": tkr(reading.effect.full_year),
        "is_late": reading.is_late(timezone.localdate()),
        "may_report": may_report and reading.remedy.period[:4] == str(workplace.period.year),
    }


@require_POST
def create(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """A new remedy, decided in the period."""
    workplace = enter(request, code, period, Right.REPORT)
    form = RemedyForm(request.POST, unit=workplace.unit)
    if form.is_valid():
        with refusals_shown_in(form):
            saved = save_remedy(by=person_of(request), unit=workplace.unit, period=workplace.period, given=form.given())
            messages.success(request, _("The remedy is added."), extra_tags=undo_address(saved))
            return redirect(remedy_url(saved))
    return _page(request, workplace, form)


@require_http_methods(["GET", "POST"])
@edits(Remedy, ref="remedy")
def change(request: HttpRequest, remedy: Ref) -> HttpResponse:
    """Corrects what is done, by whom, when, and what it gives."""
    found = _remedy(remedy)
    workplace = _enter(request, found, found.period)
    form = RemedyForm(request.POST if request.method == "POST" else None, unit=found.unit, remedy=found)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form):
            saved = save_remedy(
                by=person_of(request), unit=found.unit, period=workplace.period, given=form.given(), remedy=found
            )
            messages.success(request, _("The remedy is saved."), extra_tags=undo_address(saved))
            return redirect(remedy_url(saved))
    return form_page(
        request, form, _("Correct a remedy"), remedy_url(found), about=str(found), trail=_trail(found, found.period)
    )


@require_http_methods(["GET", "POST"])
@edits(Remedy, ref="remedy")
def follow_up(request: HttpRequest, remedy: Ref, period: str) -> HttpResponse:
    """How far a remedy had come in a period, and what it is expected to give this year."""
    found = _remedy(remedy)
    workplace = _enter(request, found, period)
    reading = read_remedy(found, workplace.period)
    form = RemedyFollowUpForm(request.POST if request.method == "POST" else None, reading=reading)
    back = remedy_url(found, workplace.period.key)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form):
            entry = follow_up_remedy(by=person_of(request), remedy=found, period=workplace.period, **form.given())
            said = _("The follow-up is saved.") if entry is not None else _("Nothing was changed.")
            messages.success(request, said, extra_tags=undo_address_of([entry] if entry is not None else []))
            return redirect(back)
    title = _("Follow up %(period)s") % {"period": period_name(workplace.period)}
    return form_page(request, form, title, back, about=str(found), trail=_trail(found, workplace.period.key))


@require_POST
def withdraw(request: HttpRequest, remedy: Ref) -> HttpResponse:
    """Lets a remedy count no more, with an undo in the message."""
    found = _remedy(remedy)
    _enter(request, found, found.period, gate.WITHDRAW)
    withdraw_remedy(by=person_of(request), remedy=found)
    messages.success(request, _("The remedy is withdrawn."), extra_tags=undo_address(found))
    return redirect(remedies_url(found.unit.code, found.period))


@require_POST
def restore(request: HttpRequest, remedy: Ref) -> HttpResponse:
    """Lets a withdrawn remedy count again."""
    found = _remedy(remedy)
    _enter(request, found, found.period, gate.WITHDRAW)
    restore_remedy(by=person_of(request), remedy=found)
    messages.success(request, _("The remedy counts again."), extra_tags=undo_address(found))
    return redirect(remedy_url(found))


@require_GET
def file(request: HttpRequest, code: str, period: str, file_type: str) -> HttpResponse:
    """The remedies as a file, amounts in kronor with öre."""
    workplace = enter(request, code, period)
    headings = [
        _("Unit"),
        _("What is done"),
        _("Responsible"),
        _("Done by"),
        _("Effect this year, kr"),
        _("Effect in a full year, kr"),
        _("The forecast counts with it"),
        _("How far it has come"),
        _("Comment"),
    ]
    rows = [
        [
            reading.remedy.unit.name,
            reading.remedy.what,
            reading.remedy.responsible.name if reading.remedy.responsible is not None else "",
            reading.remedy.due,
            from_ore(reading.effect.this_year, Quantum.KRONOR, 2),
            from_ore(reading.effect.full_year, Quantum.KRONOR, 2),
            _("Yes") if reading.effect.in_forecast else _("No"),
            reading.state_word,
            reading.comment,
        ]
        for reading in remedies_of(workplace.unit, workplace.period)
    ]
    name = f"{workplace.code}-{workplace.period.key}-atgarder"
    return as_response(ExportTable(_("Remedies against a deficit"), headings, rows), file_type, name)


def _remedy(ref: Ref) -> Remedy:
    return get_object_or_404(Remedy.objects.select_related("unit", "responsible"), ref=ref)


def _enter(request: HttpRequest, remedy: Remedy, period: str, act: gate.Act = gate.REPORT) -> Workplace:
    """Enters where the remedy is read, for whoever may do the act to it: also the one responsible from elsewhere."""
    workplace = enter(request, remedy.unit, period)
    gate.check(person_of(request), act, remedy)
    return workplace


def _trail(remedy: Remedy, period: str) -> list[tuple[str, str]]:
    return [(_("Remedies"), remedies_url(remedy.unit.code, period))]
