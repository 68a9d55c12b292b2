"""Pages on which many are invited at once, and on which a link is withdrawn."""

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from tertial.accounts.models import Person
from tertial.accounts.queries import person_of
from tertial.common.forms import refusals_shown_in
from tertial.domain.ref import Ref
from tertial.mail import outbox
from tertial.organisation import actions, gate
from tertial.organisation.actions.inviting import LINK_LASTS
from tertial.organisation.inviting import read_list
from tertial.organisation.roles import Role
from tertial.organisation.tree import unit_tree
from tertial.organisation.views.pages import people_trail


class ListForm(forms.Form):
    """People to invite, a line each."""

    people = forms.CharField(
        label=gettext_lazy("People, one on each line"),
        max_length=200_000,
        help_text=gettext_lazy("Name; e-mail address; unit (its code or name); role. Paste it from Excel if you like."),
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false", "autocomplete": "off"}),
    )


@never_cache
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest) -> HttpResponse:
    """Asks for a list, shows what it comes to, and then invites all at once and shows their links this once."""
    by = person_of(request)
    gate.check(by, gate.ADMINISTER, gate.anywhere())
    form = ListForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "trail": people_trail(), "roles": list(Role), "days": LINK_LASTS.days}
    if request.method == "POST" and form.is_valid():
        invited, refused = read_list(form.cleaned_data["people"], by)
        context |= {"invited": invited, "refused": refused, "previewed": True}
        if "invite" in request.POST and invited:
            with refusals_shown_in(form):
                links = actions.invite(by=by, people=invited, address=lambda name: _address(request, name))
                context |= {"links": links, "mailed": outbox.is_on()}
                return render(request, "organisation/invited.html", context)
    context["example"] = _example()
    return render(request, "organisation/invite.html", context, status=422 if form.errors else 200)


@require_POST
def withdraw(request: HttpRequest, person_ref: Ref) -> HttpResponse:
    """Lets the link of someone who is invited work no more."""
    by = person_of(request)
    gate.check(by, gate.ADMINISTER, gate.anywhere())
    found = get_object_or_404(Person, ref=person_ref)
    actions.withdraw_link(by=by, person=found)
    messages.success(request, _("The link of %(person)s no longer works.") % {"person": found.name})
    return redirect("organisation:person", found.ref)


def _address(request: HttpRequest, name: str) -> str:
    return request.build_absolute_uri(reverse("accounts:password_link", args=[name]))


def _example() -> str:
    """A line as it is to be written, with a unit that there is."""
    units = [unit for unit, _depth in unit_tree().walk()]
    return f"Anna Ek; anna.ek@exempelby.se; {units[-1].code if units else 'KS'}; {str(Role.REPORTER.label).lower()}"
