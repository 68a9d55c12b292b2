"""The administrator's page of the municipality's own structure as a file: taken out, and put in after a look."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tertial.accounts.models import Person
from tertial.accounts.queries import person_of
from tertial.common.forms import refusals_shown_in
from tertial.desk.forms import ConfigurationForm
from tertial.organisation import gate
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_worked_in
from tertial.organisation.views.pages import refused
from tertial.things import configuration


@require_GET
def page(request: HttpRequest) -> HttpResponse:
    """What a configuration is, a button that takes it out, and a form that puts one in."""
    _by, municipality = _administrator(request)
    return render(request, "desk/configuration.html", {"municipality": municipality, "form": ConfigurationForm()})


@require_GET
def export(request: HttpRequest) -> HttpResponse:
    """The file."""
    _by, municipality = _administrator(request)
    content = configuration.written_file(municipality)
    name = f"tertial-{slugify(municipality.name) or 'kommun'}.toml"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/toml", headers=headers)


@require_POST
def look(request: HttpRequest) -> HttpResponse:
    """What a file would change; nothing is stored."""
    _by, municipality = _administrator(request)
    form = ConfigurationForm(request.POST, request.FILES)
    context = {"municipality": municipality, "form": form}
    if form.is_valid():
        with refusals_shown_in(form):
            content: bytes = form.cleaned_data["file"].read()
            plan = configuration.plan_for(municipality, configuration.read_file(content))
            return _shown(request, municipality, plan, content.decode("utf-8-sig"))
    return render(request, "desk/configuration.html", context, status=422)


@require_POST
def apply(request: HttpRequest) -> HttpResponse:
    """Applies what was shown; where something has changed since, it is shown again."""
    by, municipality = _administrator(request)
    text = request.POST.get("text", "")
    try:
        plan = configuration.plan_for(municipality, configuration.read_file(text.encode()))
        if request.POST.get("mark") != plan.mark:
            return _shown(request, municipality, plan, text, changed=True)
        configuration.apply(by=by, municipality=municipality, plan=plan)
    except configuration.UnusableConfiguration as error:
        return refused(request, error, reverse("desk:configuration"))
    messages.success(request, _("The configuration is applied."))
    return redirect("desk:configuration")


def _shown(
    request: HttpRequest, municipality: Unit, plan: configuration.Plan, text: str, *, changed: bool = False
) -> HttpResponse:
    context = {"municipality": municipality, "plan": plan, "text": text, "changed": changed}
    return render(request, "desk/configuration_look.html", context, status=409 if changed else 200)


def _administrator(request: HttpRequest) -> tuple[Person, Unit]:
    by = person_of(request)
    gate.check(by, gate.ADMINISTER, gate.whole_municipality())
    return by, municipality_worked_in(by)
