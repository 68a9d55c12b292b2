"""The municipality's words and limits for internal control."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tertial.accounts.queries import person_of
from tertial.common.editing import edits
from tertial.common.forms import refusals_shown_in
from tertial.control.actions.control_model import save_control_model
from tertial.control.forms.settings import SettingsForm, initial_words
from tertial.control.models import ControlModel
from tertial.organisation import gate
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_worked_in


@require_http_methods(["GET", "POST"])
@edits(Unit, lambda request, **_address: {"pk": municipality_worked_in(person_of(request)).pk})
def settings(request: HttpRequest) -> HttpResponse:
    """Scales, limits, statuses and headings; a municipality without any gets a usual set to begin with."""
    person = person_of(request)
    municipality = municipality_worked_in(person)
    gate.check(person, gate.ADMINISTER, gate.whole_municipality())
    gate.check(person, gate.ADMINISTER, municipality)
    model = ControlModel.objects.filter(municipality=municipality).first()
    form = SettingsForm(request.POST or None, initial=initial_words(model), edits=model or municipality)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form):
            save_control_model(by=person, municipality=municipality, given=form.given(model))
            messages.success(request, _("Scales and words are saved."))
            return redirect("control:settings")
    context = {"form": form, "municipality": municipality, "is_new": model is None}
    return render(request, "control/settings.html", context, status=422 if form.errors else 200)
