"""Pages of people and their roles."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tertial.accounts.models import Person
from tertial.accounts.password_links import LASTS, open_link
from tertial.accounts.queries import person_of
from tertial.common.editing import edits
from tertial.common.forms import refusals_shown_in
from tertial.domain.ref import Ref
from tertial.organisation import actions, gate, policies, queries
from tertial.organisation.forms import PeopleFilter, PersonForm, PersonRoleForm, UnitRoleForm
from tertial.organisation.handing_over import owned_by
from tertial.organisation.models import RoleAssignment
from tertial.organisation.roles import RIGHT_WORDS, RIGHTS, Role
from tertial.organisation.views.pages import form_page, people_trail, refused, say_with_undo, structure_trail
from tertial.organisation.workplace import unit_at
from tertial.things.rights import Right

_PEOPLE_A_PAGE = 50


@require_GET
def people(request: HttpRequest) -> HttpResponse:
    """The people whose roles the person may see, to search among."""
    person = person_of(request)
    policies.check_reads_somewhere(person)
    rights = policies.rights(person)
    readable = [(unit, depth) for unit, depth in rights.tree.walk() if Right.READ in rights.in_unit(unit.pk)]
    form = PeopleFilter(request.GET, units=readable)
    wanted = form.cleaned_data if form.is_valid() else {}
    paginator = Paginator(queries.people_seen_by(person, **wanted), _PEOPLE_A_PAGE)
    page = paginator.get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "pages": list(paginator.get_elided_page_range(page.number)),
        "may_create": gate.may(person, gate.ADMINISTER, gate.anywhere()),
    }
    return render(request, "organisation/people.html", context)


@require_GET
def person_page(request: HttpRequest, person_ref: Ref) -> HttpResponse:
    """One person: details, roles, and what an administrator can do."""
    viewer, found = person_of(request), _seen(request, person_ref)
    roles = list(found.roles.select_related("unit"))
    may_change = gate.may(viewer, gate.ADMINISTER, found)
    may_take = gate.may_each(viewer, gate.ADMINISTER, [role.unit for role in roles])
    context = {
        "person": found,
        "trail": people_trail(),
        "meta": [found.title] if found.title else [],
        "given": list(zip(roles, may_take, strict=True)),
        "may_give": gate.may(viewer, gate.ADMINISTER, gate.anywhere()),
        "may_change": may_change,
        "open_link": open_link(found) if may_change else None,
        "owned": owned_by(found) if may_change else [],
    }
    return render(request, "organisation/person.html", context)


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest) -> HttpResponse:
    """Adds a person."""
    by = person_of(request)
    gate.check(by, gate.ADMINISTER, gate.anywhere())
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form):
            created = actions.register_person(by=by, **form.cleaned_data)
            text = _("%(person)s is added. Give a role and a link for a password, so that they can begin.")
            messages.success(request, text % {"person": created.name})
            return redirect("organisation:person", created.ref)
    back = reverse("organisation:people")
    return form_page(
        request, form, title=_("New person"), submit=_("Add the person"), cancel_url=back, trail=people_trail()
    )


@require_http_methods(["GET", "POST"])
@edits(Person, ref="person_ref")
def change(request: HttpRequest, person_ref: Ref) -> HttpResponse:
    """Changes a person's details."""
    by, found = _to_change(request, person_ref)
    name = found.name
    form = PersonForm(
        request.POST or None, initial={"name": found.name, "email": found.email, "title": found.title}, edits=found
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form):
            actions.change_person(by=by, person=found, **form.cleaned_data)
            say_with_undo(request, found, _("The details of %(person)s are saved.") % {"person": found.name})
            return redirect("organisation:person", found.ref)
    back = reverse("organisation:person", args=[found.ref])
    return form_page(
        request,
        form,
        title=_("Change %(person)s") % {"person": name},
        submit=_("Save"),
        cancel_url=back,
        trail=people_trail((name, back)),
    )


@require_POST
def close_account(request: HttpRequest, person_ref: Ref) -> HttpResponse:
    """Lets a person in no more."""
    _by, found = _to_change(request, person_ref)
    back = reverse("organisation:person", args=[found.ref])
    try:
        actions.close_account(by=person_of(request), person=found)
    except actions.RoleNotSaved as error:
        return refused(request, error, back)
    say_with_undo(request, found, _("The account of %(person)s is closed.") % {"person": found.name})
    return redirect(back)


@require_POST
def open_account(request: HttpRequest, person_ref: Ref) -> HttpResponse:
    """Lets a person in again."""
    _by, found = _to_change(request, person_ref)
    actions.open_account(by=person_of(request), person=found)
    say_with_undo(request, found, _("The account of %(person)s is open again.") % {"person": found.name})
    return redirect("organisation:person", found.ref)


@never_cache
@require_http_methods(["GET", "POST"])
def password_link(request: HttpRequest, person_ref: Ref) -> HttpResponse:
    """Asks first, then makes a link by which the person chooses a password, and shows it this once."""
    by, found = _to_change(request, person_ref)
    gate.check(by, gate.ADMINISTER, gate.anywhere(), found, gate.password_of(found))
    link = ""
    if request.method == "POST":
        name = actions.give_password_link(by=by, person=found)
        link = request.build_absolute_uri(reverse("accounts:password_link", args=[name]))
    context = {
        "person": found,
        "trail": people_trail((found.name, reverse("organisation:person", args=[found.ref]))),
        "link": link,
        "days": LASTS.days,
    }
    return render(request, "organisation/password_link.html", context)


@require_http_methods(["GET", "POST"])
def give_role_to(request: HttpRequest, person_ref: Ref) -> HttpResponse:
    """Gives a person a role, in a unit to choose."""
    by = person_of(request)
    gate.check(by, gate.ADMINISTER, gate.anywhere())
    found = get_object_or_404(Person, ref=person_ref)
    rights = policies.rights(by)
    units = [
        (unit, depth)
        for unit, depth in rights.tree.walk()
        if unit.valid_to is None and gate.permits(by, gate.ADMINISTER, unit)
    ]
    form = PersonRoleForm(request.POST or None, units=units, initial={"role": Role.READER})
    if request.method == "POST" and form.is_valid():
        unit, role = form.cleaned_data["unit"], Role(form.cleaned_data["role"])
        with refusals_shown_in(form):
            actions.give_role(by=by, person=found, unit=unit, role=role)
            _say_role_given(request, found, role, unit.name)
            return redirect("organisation:person", found.ref)
    back = reverse("organisation:person", args=[found.ref])
    return form_page(
        request,
        form,
        title=_("Give %(person)s a role") % {"person": found.name},
        submit=_("Give the role"),
        cancel_url=back,
        trail=people_trail((found.name, back)),
        aside="organisation/roles_explained.html",
        explained=roles_explained(),
    )


@require_http_methods(["GET", "POST"])
def give_role_in(request: HttpRequest, code: str) -> HttpResponse:
    """Gives someone a role in a unit."""
    by, unit = person_of(request), unit_at(person_of(request), code)
    gate.check(by, gate.ADMINISTER, unit)
    form = UnitRoleForm(request.POST or None, initial={"role": Role.READER})
    if request.method == "POST" and form.is_valid():
        person, role = form.cleaned_data["person"], Role(form.cleaned_data["role"])
        with refusals_shown_in(form):
            actions.give_role(by=by, person=person, unit=unit, role=role)
            _say_role_given(request, person, role, unit.name)
            return redirect("organisation:unit", unit.code)
    back = reverse("organisation:unit", args=[unit.code])
    return form_page(
        request,
        form,
        title=_("Give someone a role in %(unit)s") % {"unit": unit.name},
        submit=_("Give the role"),
        cancel_url=back,
        trail=structure_trail((unit.name, back)),
        aside="organisation/roles_explained.html",
        explained=roles_explained(),
        people=queries.people_to_suggest(),
    )


@require_POST
def take_role(request: HttpRequest, role_ref: Ref) -> HttpResponse:
    """Takes a role back."""
    given = get_object_or_404(RoleAssignment.objects.select_related("person", "unit"), ref=role_ref)
    back = reverse("organisation:person", args=[given.person.ref])
    if request.POST.get("from") == "unit":
        back = reverse("organisation:unit", args=[given.unit.code])
    try:
        actions.take_role(by=person_of(request), given=given)
    except actions.RoleNotSaved as error:
        return refused(request, error, back)
    text = _("%(person)s is no longer %(role)s in %(unit)s.")
    named = {"person": given.person.name, "role": given.get_role_display().lower(), "unit": given.unit.name}
    say_with_undo(request, given.person, text % named)
    return redirect(back)


@require_GET
def roles(request: HttpRequest) -> HttpResponse:
    """Who may do what: the roles and their rights."""
    policies.check_reads_somewhere(person_of(request))
    return render(request, "organisation/roles.html", {"matrix": role_matrix(), "roles": list(Role)})


def role_matrix() -> list[tuple[str, list[tuple[Role, bool]]]]:
    """Each thing that may be done, and whether it comes with each role; the table of docs/rules/roles.md."""
    return [(str(words), [(role, right in RIGHTS[role]) for role in Role]) for right, words in RIGHT_WORDS.items()]


def roles_explained() -> list[tuple[Role, list[str]]]:
    """Each role with what it may do."""
    return [(role, [str(words) for right, words in RIGHT_WORDS.items() if right in RIGHTS[role]]) for role in Role]


def _say_role_given(request: HttpRequest, person: Person, role: Role, unit: str) -> None:
    named = {"person": person.name, "role": role.label.lower(), "unit": unit}
    say_with_undo(request, person, _("%(person)s is now %(role)s in %(unit)s.") % named)


def _to_change(request: HttpRequest, person_ref: Ref) -> tuple[Person, Person]:
    """Who asks, and the person they administer: the right is asked before the person is sought."""
    by = person_of(request)
    gate.check(by, gate.ADMINISTER, gate.anywhere())
    found = get_object_or_404(Person, ref=person_ref)
    gate.check(by, gate.ADMINISTER, found)
    return by, found


def _seen(request: HttpRequest, person_ref: Ref) -> Person:
    viewer = person_of(request)
    policies.check_reads_somewhere(viewer)
    return get_object_or_404(queries.people_seen_by(viewer, closed=True), ref=person_ref)
