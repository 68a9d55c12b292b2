"""The page that shows how far a new municipality has come, and leads on."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tertial.accounts.queries import person_of
from tertial.desk.queries.checklist import Checklist, checklist
from tertial.domain.period import Period
from tertial.organisation import gate
from tertial.organisation.actions.steps import skip_step, take_up_step
from tertial.organisation.models import SkippedStep, Unit
from tertial.organisation.queries import municipality_worked_in
from tertial.organisation.steps import STEPS, THE_LIST
from tertial.organisation.undoing import undo_address
from tertial.organisation.workplace import last_workplace


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """Every step with its state, and a button to where it is taken."""
    municipality = _municipality(request)
    return render(request, "desk/checklist.html", {"checklist": checklist(municipality, _period(request))})


@require_POST
def skip(request: HttpRequest, key: str) -> HttpResponse:
    """Skips a step, or puts the list away, with an undo in the message."""
    municipality, step = _municipality(request), STEPS.called(key)
    if step is None and key != THE_LIST:
        raise Http404
    skip_step(by=person_of(request), municipality=municipality, step=key)
    if step is None:
        text = _("The list is put away. It stands under Structure and settings.")
    else:
        text = _("%(step)s is skipped for now.") % {"step": _(step.word)}
    messages.success(request, text, extra_tags=undo_address(municipality))
    return redirect("desk:root" if step is None else "desk:checklist")


@require_POST
def take_up(request: HttpRequest, key: str) -> HttpResponse:
    """Takes up a step that was skipped, or brings the list back."""
    municipality = _municipality(request)
    take_up_step(by=person_of(request), municipality=municipality, step=key)
    return redirect("desk:checklist")


def checklist_to_show(request: HttpRequest, period: Period) -> Checklist | None:
    """What the start page of an administrator shows, until all is done or the list is put away."""
    person = person_of(request)
    if not gate.may(person, gate.ADMINISTER, gate.whole_municipality()):
        return None
    municipality = municipality_worked_in(person)
    if SkippedStep.objects.filter(municipality=municipality, step=THE_LIST).exists():
        return None  # before everything that the steps would count
    found = checklist(municipality, period)
    return found if found.is_shown else None


def _municipality(request: HttpRequest) -> Unit:
    person = person_of(request)
    municipality = municipality_worked_in(person)
    gate.check(person, gate.ADMINISTER, municipality)
    return municipality


def _period(request: HttpRequest) -> Period:
    last = last_workplace(request)
    return Period.parse(last[1]) if last is not None else Period.of_year(timezone.localdate().year)
