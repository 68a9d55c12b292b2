"""Pages of units: the tree, one unit, and everything that can be changed about it."""

from datetime import timedelta

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tertial.accounts.models import Person
from tertial.accounts.queries import person_of
from tertial.common.editing import edits
from tertial.common.forms import refusals_shown_in
from tertial.domain.ref import Ref
from tertial.organisation import actions, gate, policies, queries
from tertial.organisation.forms import EndForm, SuccessorForm, UnitFilter, UnitForm
from tertial.organisation.models import Succession, Unit, UnitKind
from tertial.organisation.policies import Rights
from tertial.organisation.tree import unit_tree
from tertial.organisation.views.pages import form_page, refused, say_with_undo, structure_trail
from tertial.organisation.workplace import unit_at, unit_in_address
from tertial.things.rights import Right


@require_GET
def structure(request: HttpRequest) -> HttpResponse:
    """The units the person may read, as a tree."""
    person = person_of(request)
    policies.check_reads_somewhere(person)
    form = UnitFilter(request.GET)
    wanted = form.cleaned_data if form.is_valid() else {}
    rights = policies.rights(person)
    context = {
        "form": form,
        "rows": queries.unit_rows(rights, **wanted),
        "may_create": gate.may(person, gate.ADMINISTER, gate.anywhere()),
    }
    return render(request, "organisation/structure.html", context)


@require_GET
def unit(request: HttpRequest, code: str) -> HttpResponse:
    """One unit: its facts, who has which role, what is below it, and what came before and after."""
    person, found = person_of(request), unit_at(person_of(request), code)
    policies.check_reads(person, found)
    rights = policies.rights(person)
    context = {
        "unit": found,
        "trail": structure_trail(*(_step(above) for above in reversed(rights.tree.path(found.pk)[1:]))),
        "meta": [found.code, queries.lifetime(found)],
        "may_change": gate.may(person, gate.ADMINISTER, found),
        "children": [child for child in rights.tree.children(found.pk) if Right.READ in rights.in_unit(child.pk)],
        "roles": queries.roles_in(found, rights.tree),
        "successions": queries.successions_of(found),
        "today": timezone.localdate(),
    }
    return render(request, "organisation/unit.html", context)


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Adds a unit; `?under=KS` proposes its place."""
    person = person_of(request)
    gate.check(person, gate.ADMINISTER, gate.anywhere())
    above = unit_at(person, request.GET["under"]) if request.GET.get("under") else None
    places = _places(person)
    initial = {
        "parent": above.pk if above else next((place.pk for place, _depth in places), None),
        "kind": UnitKind.DEPARTMENT,
        "valid_from": timezone.localdate().replace(month=1, day=1),
    }
    form = UnitForm(request.POST or None, units=places, initial=initial)
    form.fields["parent"].required = not gate.may(person, gate.ADMINISTER, gate.whole_municipality())
    del form.fields["number"]
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form):
            created = actions.save_unit(by=person, **form.cleaned_data)
            messages.success(request, _("%(unit)s is added.") % {"unit": created.name})
            return redirect("organisation:unit", created.code)
    back = reverse("organisation:unit", args=[above.code]) if above else reverse("organisation:structure")
    trail = structure_trail(*([_step(above)] if above else []))
    return form_page(request, form, title=_("New unit"), submit=_("Add the unit"), cancel_url=back, trail=trail)


@require_http_methods(["GET", "POST"])
@edits(Unit, unit_in_address)
def change(request: HttpRequest, code: str) -> HttpResponse:
    """Changes or moves a unit."""
    person, found = _to_change(request, code)
    name, parent = found.name, found.parent
    units = _places(person, also=parent)
    initial = {
        "name": name,
        "code": found.code,
        "kind": found.kind,
        "number": found.number,
        "parent": found.parent_id,
        "valid_from": found.valid_from,
    }
    form = UnitForm(request.POST or None, units=units, initial=initial, edits=found)
    may_move_up = gate.may(person, gate.ADMINISTER, gate.whole_municipality())
    form.fields["parent"].required = parent is not None and not may_move_up
    if parent is not None:
        del form.fields["number"]
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form):
            saved = actions.save_unit(by=person, unit=found, valid_to=found.valid_to, **form.cleaned_data)
            say_with_undo(request, saved, _("%(unit)s is changed.") % {"unit": saved.name})
            return redirect("organisation:unit", saved.code)
    return form_page(
        request,
        form,
        title=_("Change %(unit)s") % {"unit": name},
        submit=_("Save"),
        cancel_url=reverse("organisation:unit", args=[code]),
        trail=structure_trail((name, reverse("organisation:unit", args=[code]))),
    )


@require_http_methods(["GET", "POST"])
@edits(Unit, unit_in_address)
def end(request: HttpRequest, code: str) -> HttpResponse:
    """Ends a unit on a day."""
    person, found = _to_change(request, code)
    initial = {"valid_to": found.valid_to or timezone.localdate()}
    form = EndForm(request.POST or None, initial=initial, edits=found, proposed=found.valid_to is None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form):
            actions.archive_unit(by=person, unit=found, last_day=form.cleaned_data["valid_to"])
            say_with_undo(request, found, _("%(unit)s is given a last day.") % {"unit": found.name})
            return redirect("organisation:unit", found.code)
    back = reverse("organisation:unit", args=[code])
    return form_page(
        request,
        form,
        title=_("End %(unit)s") % {"unit": found.name},
        submit=_("End the unit"),
        cancel_url=back,
        trail=structure_trail((found.name, back)),
        text=_(
            "Its plans, figures and reports stay readable, and it can be reopened at any time. Say afterwards who takes"
            " over, so that figures stay comparable."
        ),
    )


@require_POST
def reopen(request: HttpRequest, code: str) -> HttpResponse:
    """Takes back the end of a unit."""
    person, found = _to_change(request, code)
    back = reverse("organisation:unit", args=[found.code])
    try:
        actions.reopen_unit(by=person, unit=found)
    except actions.UnitNotSaved as error:
        return refused(request, error, back)
    say_with_undo(request, found, _("%(unit)s is open again.") % {"unit": found.name})
    return redirect(back)


@require_http_methods(["GET", "POST"])
def add_successor(request: HttpRequest, code: str) -> HttpResponse:
    """Says who takes over from a unit."""
    person, found = _to_change(request, code)
    start = found.valid_to + timedelta(days=1) if found.valid_to else timezone.localdate()
    rights = policies.rights(person)
    form = SuccessorForm(request.POST or None, units=_readable(rights), initial={"on": start})
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form):
            link = actions.add_successor(by=person, predecessor=found, **form.cleaned_data)
            text = _("%(successor)s takes over from %(unit)s.") % {"successor": link.successor.name, "unit": found.name}
            say_with_undo(request, found, text)
            return redirect("organisation:unit", found.code)
    back = reverse("organisation:unit", args=[found.code])
    return form_page(
        request,
        form,
        title=_("Who takes over from %(unit)s?") % {"unit": found.name},
        submit=_("Save"),
        cancel_url=back,
        trail=structure_trail((found.name, back)),
        text=_("Earlier figures can then be shown beside those of the unit that goes on with the work."),
    )


@require_POST
def remove_successor(request: HttpRequest, succession_ref: Ref) -> HttpResponse:
    """Takes a successor away."""
    link = get_object_or_404(Succession.objects.select_related("predecessor", "successor"), ref=succession_ref)
    actions.remove_successor(by=person_of(request), link=link)
    say_with_undo(request, link.predecessor, _("%(unit)s no longer takes over.") % {"unit": link.successor.name})
    return redirect("organisation:unit", link.predecessor.code)


def _to_change(request: HttpRequest, code: str) -> tuple[Person, Unit]:
    """The person and the unit, where the person may change it."""
    person, found = person_of(request), unit_at(person_of(request), code)
    gate.check(person, gate.ADMINISTER, found)
    return person, found


def _places(person: Person, also: Unit | None = None) -> list[tuple[Unit, int]]:
    """Where the person may put a unit, and where it stands."""
    return [
        (place, depth)
        for place, depth in unit_tree().walk()
        if place == also or (place.valid_to is None and gate.permits(person, gate.ADMINISTER, place))
    ]


def _readable(rights: Rights) -> list[tuple[Unit, int]]:
    return [(found, depth) for found, depth in rights.tree.walk() if Right.READ in rights.in_unit(found.pk)]


def _step(found: Unit) -> tuple[str, str]:
    return (found.name, reverse("organisation:unit", args=[found.code]))
