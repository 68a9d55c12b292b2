"""The page of a goal: everything about it in one place, and what is decided there."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tertial.accounts.queries import person_of
from tertial.common.editing import edits
from tertial.common.forms import refusals_shown_in
from tertial.domain.assessment import IndicatorState
from tertial.domain.ref import Ref
from tertial.goals.actions.assessments import (
    approve_assessment,
    assess_goal,
    assess_indicator,
    withdraw_approval,
    withdraw_assessment,
)
from tertial.goals.actions.goals import unfollow
from tertial.goals.addresses import goal_url
from tertial.goals.forms.goal import OverrideForm
from tertial.goals.models import Goal, GoalAssessment, GoalIndicator
from tertial.goals.queries.plan_reading import read_goal, read_plan
from tertial.goals.views.goal_page import after_change, assessment_form, changed_parts, goal_page, what_remains
from tertial.goals.views.places import enter_goal
from tertial.organisation import gate
from tertial.organisation.undoing import undo_address
from tertial.organisation.workplace import Workplace


@require_GET
def goal(request: HttpRequest, goal_ref: Ref) -> HttpResponse:
    """Assessment, indicators, assignments and texts of a goal in a period."""
    found, workplace = enter_goal(request, goal_ref)
    if request.htmx and request.htmx.target == "goal-live":  # type: ignore[attr-defined]
        return changed_parts(request, found, workplace, focus=request.GET.get("focus", ""))
    if request.htmx and request.htmx.target == "missing":  # type: ignore[attr-defined]
        return what_remains(request, found, workplace)
    return goal_page(request, found, workplace)


@require_POST
@edits(Goal, ref="goal_ref")
def assess(request: HttpRequest, goal_ref: Ref) -> HttpResponse:
    """Stores what people have decided of the goal."""
    found, workplace = enter_goal(request, goal_ref)
    gate.check(person_of(request), gate.REPORT, found)
    form = assessment_form(read_plan(found.plan, workplace.period), read_goal(found, workplace.period), request.POST)
    if form.is_valid():
        with refusals_shown_in(form):
            assess_goal(by=person_of(request), goal=found, period=workplace.period, **form.cleaned_data)
            messages.success(request, _("The assessment is saved."))
            return after_change(request, found, workplace, "assessment")
    if request.htmx:  # type: ignore[attr-defined]
        return changed_parts(request, found, workplace, assessment_form=form)
    return goal_page(request, found, workplace, assessment_form=form)


@require_POST
def withdraw(request: HttpRequest, goal_ref: Ref) -> HttpResponse:
    """Takes the decision back."""
    found, workplace = enter_goal(request, goal_ref)
    assessment = found.assessments.filter(period=workplace.period.key).first()
    if assessment is None:
        messages.info(request, _("The assessment had been withdrawn already."))
        return after_change(request, found, workplace, "assessment")
    withdraw_assessment(by=person_of(request), assessment=assessment)
    messages.success(request, _("The assessment is withdrawn."), extra_tags=undo_address(found))
    return after_change(request, found, workplace, "assessment")


@require_POST
def approve(request: HttpRequest, goal_ref: Ref) -> HttpResponse:
    """Approves the decision."""
    found, workplace = enter_goal(request, goal_ref)
    seen = request.POST.get("seen", "")
    approve_assessment(by=person_of(request), assessment=_assessment(found, workplace), seen=seen)
    messages.success(request, _("The assessment is approved."))
    return after_change(request, found, workplace, "assessment")


@require_POST
def unapprove(request: HttpRequest, goal_ref: Ref) -> HttpResponse:
    """Takes the approval back."""
    found, workplace = enter_goal(request, goal_ref)
    withdraw_approval(by=person_of(request), assessment=_assessment(found, workplace))
    messages.success(request, _("The approval is taken back; the assessment stands."))
    return after_change(request, found, workplace, "assessment")


@require_http_methods(["GET", "POST"])
@edits(Goal, ref="goal_ref")
def override(request: HttpRequest, goal_ref: Ref, link_ref: Ref) -> HttpResponse:
    """Judges an indicator of the goal differently from the figures."""
    found, workplace = enter_goal(request, goal_ref)
    gate.check(person_of(request), gate.REPORT, found)
    link = get_object_or_404(
        GoalIndicator.objects.select_related("goal__plan__steering_model", "indicator"), ref=link_ref, goal=found
    )
    reading = next(item for item in read_goal(found, workplace.period).indicators if item.goal_indicator_id == link.pk)
    initial = {"state": reading.decided.value, "reason": reading.human.reason if reading.human else ""}
    form = OverrideForm(
        request.POST if request.method == "POST" else None,
        initial=initial,
        auto_id=f"override-{link.pk}-%s",
        edits=link,
        proposed=reading.human is None,
    )
    anchor = link.indicator.ref.anchor
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form):
            state = IndicatorState(form.cleaned_data["state"])
            assess_indicator(
                by=person_of(request),
                link=link,
                period=workplace.period,
                state=state,
                reason=form.cleaned_data["reason"],
            )
            messages.success(request, _("The judgement is saved."))
            return after_change(request, found, workplace, anchor)
    context = {
        "form": form,
        "goal": found,
        "link": link,
        "reading": reading,
        "workplace": workplace,
        "period": workplace.period,
        "cancel_url": goal_url(found.ref, workplace.period, anchor),
    }
    template = "goals/goal/override_row.html" if request.htmx else "goals/goal/override.html"  # type: ignore[attr-defined]
    return render(request, template, context, status=422 if form.errors else 200)


@require_POST
def remove_indicator(request: HttpRequest, goal_ref: Ref, link_ref: Ref) -> HttpResponse:
    """Lets an indicator no longer follow the goal."""
    found, workplace = enter_goal(request, goal_ref)
    link = get_object_or_404(
        GoalIndicator.objects.select_related("indicator", "goal__plan__unit"), ref=link_ref, goal=found
    )
    unfollow(by=person_of(request), link=link)
    text = _("“%(indicator)s” no longer follows the goal.") % {"indicator": link.indicator.name}
    messages.success(request, text, extra_tags=undo_address(found))
    return redirect(goal_url(found.ref, workplace.period, "indicators"))


def _assessment(found: Goal, workplace: Workplace) -> GoalAssessment:
    return get_object_or_404(
        GoalAssessment.objects.select_related("goal__plan__unit", "step"), goal=found, period=workplace.period.key
    )
