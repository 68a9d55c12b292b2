"""The page of an assignment: its steps, its periods, and what is reported there."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tertial.accounts.queries import person_of
from tertial.common.editing import edits
from tertial.common.forms import refusals_shown_in
from tertial.domain.ref import Ref
from tertial.goals import marks
from tertial.goals.actions.assignments import StepGiven, follow_up, save_steps
from tertial.goals.addresses import assignment_url
from tertial.goals.forms.assignment import FollowUpForm, step_forms
from tertial.goals.models import Assignment
from tertial.goals.queries.plan_reading import newest_follow_ups
from tertial.goals.queries.readings import AssignmentReading
from tertial.goals.views.goal_page import after_change
from tertial.goals.views.places import back, enter_assignment
from tertial.goals.views.rows import assignment_row
from tertial.goals.words import words_of
from tertial.organisation import gate
from tertial.organisation.workplace import Workplace


@require_GET
def assignment(request: HttpRequest, assignment_ref: Ref) -> HttpResponse:
    """What is to be done, the steps, and what was said in each period."""
    found, workplace = enter_assignment(request, assignment_ref)
    return _page(request, found, workplace)


@require_http_methods(["GET", "POST"])
@edits(Assignment, ref="assignment_ref")
def report(request: HttpRequest, assignment_ref: Ref) -> HttpResponse:
    """How far the assignment has come in the period; htmx opens the form in the row of a table."""
    found, workplace = enter_assignment(request, assignment_ref)
    place = request.GET.get("place") or request.POST.get("place", "")
    if request.method == "GET" and "cancel" in request.GET:
        return _row(request, found, workplace, place)
    if request.method == "POST":
        gate.check(person_of(request), gate.REPORT, found)
    form = _follow_up_form(request, found, workplace)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form, beside="status"):
            follow_up(by=person_of(request), assignment=found, period=workplace.period, **form.cleaned_data)
            messages.success(request, _("The follow-up is saved."))
            return _saved(request, found, workplace, place)
    status = 422 if form.errors else 200
    if request.htmx:  # type: ignore[attr-defined]
        context = _row_context(request, found, workplace, place) | {"form": form}
        return render(request, "goals/assignments/row_form.html", context, status=status)
    return _page(request, found, workplace, form=form)


def _saved(request: HttpRequest, found: Assignment, workplace: Workplace, place: str) -> HttpResponse:
    if request.htmx and place == "goal" and found.goal is not None:  # type: ignore[attr-defined]
        return after_change(request, found.goal, workplace, found.ref.anchor)
    if request.htmx and place == "list":  # type: ignore[attr-defined]
        return _row(request, found, workplace, place)
    return redirect(back(request, assignment_url(found.ref, workplace.period)))


def _row(request: HttpRequest, found: Assignment, workplace: Workplace, place: str) -> HttpResponse:
    context = _row_context(request, found, workplace, place)
    return render(request, "goals/assignments/row_changed.html", context)


def _row_context(request: HttpRequest, found: Assignment, workplace: Workplace, place: str) -> dict[str, Any]:
    may_report = gate.may(person_of(request), gate.REPORT, found, workplace.period)
    return {
        "row": assignment_row(_reading(found, workplace), may_report=may_report, goal=found.goal),
        "assignment": found,
        "period": workplace.period,
        "workplace": workplace,
        "words": words_of(found.plan.steering_model),
        "place": place,
        "focus": found.ref.anchor,
    }


@require_POST
@edits(Assignment, ref="assignment_ref")
def steps(request: HttpRequest, assignment_ref: Ref) -> HttpResponse:
    """The steps on the way, all of them at once."""
    found, workplace = enter_assignment(request, assignment_ref)
    gate.check(person_of(request), gate.REPORT, found)
    forms = step_forms(found, request.POST)
    if not forms.is_valid():
        return _page(request, found, workplace, step_forms=forms)
    given = [StepGiven(**form.cleaned_data) for form in forms if form.cleaned_data]
    with refusals_shown_in(forms[0]):
        save_steps(by=person_of(request), assignment=found, steps=given)
        messages.success(request, _("The steps are saved."))
        return redirect(assignment_url(found.ref, workplace.period, "steps"))
    return _page(request, found, workplace, step_forms=forms)


def _page(request: HttpRequest, found: Assignment, workplace: Workplace, **given: Any) -> HttpResponse:  # noqa: ANN401
    reading = _reading(found, workplace)
    person, period = person_of(request), workplace.period
    is_open = found.archived_at is None and found.plan.archived_at is None
    context: dict[str, Any] = {
        "assignment": found,
        "reading": reading,
        "row": assignment_row(reading, may_report=False),
        "workplace": workplace,
        "period": workplace.period,
        "words": words_of(found.plan.steering_model),
        "follow_ups": [
            (follow_up, marks.status_mark(follow_up.status))
            for follow_up in found.follow_ups.select_related("status", "person").order_by("-period")
        ],
        "form": _follow_up_form(request, found, workplace),
        "step_forms": step_forms(found),
        "may_report": gate.may(person, gate.REPORT, found, period)
        or (bool(given) and gate.permits(person, gate.REPORT, found)),
        "may_plan": gate.may(person, gate.PLAN, found, period),
        "may_restore": not is_open and gate.may(person, gate.PUT_AWAY, found, period),
    }
    context |= given
    wrong = context["form"].errors or (not context["step_forms"].is_valid() and context["step_forms"].is_bound)
    return render(request, "goals/assignment/page.html", context, status=422 if wrong else 200)


def _follow_up_form(request: HttpRequest, found: Assignment, workplace: Workplace) -> FollowUpForm:
    now = newest_follow_ups([found.pk], workplace.period).get(found.pk)
    initial = {"status": now.status_id, "comment": now.comment} if now else {}
    statuses = found.plan.steering_model.assignment_statuses.all()
    proposed = now is None or now.period != workplace.period.key
    sent = request.POST if request.method == "POST" and "status" in request.POST else None
    return FollowUpForm(
        sent, statuses=statuses, initial=initial, auto_id=f"follow-up-{found.pk}-%s", edits=found, proposed=proposed
    )


def _reading(found: Assignment, workplace: Workplace) -> AssignmentReading:
    newest = newest_follow_ups([found.pk], workplace.period)
    return AssignmentReading(found, newest.get(found.pk), tuple(found.steps.all()))
