"""Making, changing and archiving assignments."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tertial.accounts.queries import person_of
from tertial.common.editing import edits
from tertial.common.form_page import form_page
from tertial.common.forms import refusals_shown_in
from tertial.domain.message import excerpt
from tertial.domain.ref import Ref
from tertial.goals.actions.assignments import archive_assignment, restore_assignment, save_assignment
from tertial.goals.addresses import assignment_url
from tertial.goals.forms.assignment import AssignmentForm
from tertial.goals.models import Assignment
from tertial.goals.views.places import enter_assignment, plan_at
from tertial.goals.views.tree import no_plan_page
from tertial.organisation.undoing import undo_address
from tertial.organisation.workplace import enter
from tertial.things.rights import Right


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """A new assignment of the plan; `?goal=12` proposes its goal."""
    workplace = enter(request, code, period, Right.PLAN)
    plan = plan_at(workplace)
    if plan is None:
        return no_plan_page(request, workplace)
    form = AssignmentForm(request.POST or None, plan=plan, initial={"goal": request.GET.get("goal")})
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form):
            assignment = save_assignment(by=person_of(request), plan=plan, **form.cleaned_data)
            messages.success(request, _("The assignment is added."))
            return redirect(assignment_url(assignment.ref, workplace.period))
    cancel_url = reverse("goals:assignments", args=[code, period])
    return form_page(request, form, _("New assignment"), cancel_url, submit=_("Add the assignment"))


@require_http_methods(["GET", "POST"])
@edits(Assignment, ref="assignment_ref")
def change(request: HttpRequest, assignment_ref: Ref) -> HttpResponse:
    """Title, origin, goal, responsible and day of an assignment."""
    assignment, workplace = enter_assignment(request, assignment_ref)
    enter(request, assignment.plan.unit, workplace.period, Right.PLAN)
    initial = {
        "title": assignment.title,
        "origin": assignment.origin_id,
        "goal": assignment.goal_id,
        "responsible_unit": assignment.responsible_unit_id,
        "responsible": assignment.responsible_id,
        "due": assignment.due,
    }
    form = AssignmentForm(
        request.POST or None, plan=assignment.plan, assignment=assignment, initial=initial, edits=assignment
    )
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form):
            save_assignment(by=person_of(request), plan=assignment.plan, assignment=assignment, **form.cleaned_data)
            messages.success(request, _("The assignment is saved."))
            return redirect(assignment_url(assignment.ref, workplace.period))
    cancel_url = assignment_url(assignment.ref, workplace.period)
    return form_page(request, form, _("Change the assignment"), cancel_url, about=excerpt(assignment.title, 90))


@require_POST
def archive(request: HttpRequest, assignment_ref: Ref) -> HttpResponse:
    """Puts an assignment away, with an undo in the message."""
    assignment, workplace = enter_assignment(request, assignment_ref)
    archive_assignment(by=person_of(request), assignment=assignment)
    text = _("“%(assignment)s” is archived.") % {"assignment": excerpt(assignment.title)}
    messages.success(request, text, extra_tags=undo_address(assignment))
    return redirect("goals:assignments", workplace.code, workplace.period.key)


@require_POST
def restore(request: HttpRequest, assignment_ref: Ref) -> HttpResponse:
    """Brings an archived assignment back."""
    assignment, workplace = enter_assignment(request, assignment_ref)
    restore_assignment(by=person_of(request), assignment=assignment)
    messages.success(request, _("“%(assignment)s” is back.") % {"assignment": excerpt(assignment.title)})
    return redirect(assignment_url(assignment.ref, workplace.period))
