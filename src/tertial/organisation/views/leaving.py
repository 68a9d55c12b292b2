"""The page on which someone who leaves hands over."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tertial.accounts.models import Person
from tertial.accounts.queries import person_of
from tertial.common import audit
from tertial.common.forms import refusals_shown_in
from tertial.domain.ref import Ref
from tertial.organisation import actions, gate, queries
from tertial.organisation.handing_over import owned_by
from tertial.organisation.leaving_form import LeavingForm
from tertial.organisation.undoing import undo_address_of
from tertial.organisation.views.pages import people_trail


@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest, person_ref: Ref) -> HttpResponse:
    """Shows all that the person answers for, asks who takes over, and does it in one step."""
    by = person_of(request)
    gate.check(by, gate.ADMINISTER, gate.anywhere())
    found = get_object_or_404(Person, ref=person_ref)
    gate.check(by, gate.ADMINISTER, found)
    back = reverse("organisation:person", args=[found.ref])
    if not found.is_active:
        return redirect(back)
    groups = owned_by(found)
    form = LeavingForm(request.POST if request.method == "POST" else None, groups=groups)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form), audit.noted() as left:
            actions.leave(by=by, person=found, successors=form.successors())
            number = sum(len(group.things) for group in groups)
            text = ngettext(
                "%(person)s has left, and %(number)s thing is handed over.",
                "%(person)s has left, and %(number)s things are handed over.",
                number,
            )
            named = {"person": found.name, "number": number}
            messages.success(request, text % named, extra_tags=undo_address_of(left))
            return redirect(back)
    context = {
        "form": form,
        "person": found,
        "groups": [(group, form[group.key]) for group in groups],
        "trail": people_trail((found.name, back)),
        "back": back,
        "roles": found.roles.select_related("unit"),
        "people": queries.people_to_suggest(),
    }
    return render(request, "organisation/leave.html", context, status=422 if form.errors else 200)
