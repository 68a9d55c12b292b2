"""The goal tree of a plan, and the plan as a whole: begun, copied forward, archived."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from tertial.accounts.queries import person_of
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.goals.actions.plans import archive_plan, copy_forward, create_plan, restore_plan
from tertial.goals.models import Goal, Plan, SteeringModel
from tertial.goals.queries.above import plan_above
from tertial.goals.queries.plan_reading import read_plan
from tertial.goals.queries.tree import tree_rows
from tertial.goals.views.places import plan_at
from tertial.goals.words import words_of
from tertial.organisation.queries import municipality_of
from tertial.organisation.undoing import undo_address
from tertial.organisation.workplace import Workplace, enter


@require_GET
def goals(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Every goal with its assessment, what the figures suggest, and what is missing."""
    return tree_page(request, enter(request, code, period))


def tree_page(request: HttpRequest, workplace: Workplace) -> HttpResponse:
    """The tree; htmx gets the table alone."""
    plan = plan_at(workplace)
    if plan is None:
        return no_plan_page(request, workplace)
    reading = read_plan(plan, workplace.period)
    span = 5 if reading.assessed_goals else 1
    context = {
        **plan_frame(workplace, plan),
        "reading": reading,
        "rows": tree_rows(reading),
        "words": words_of(plan.steering_model),
        "archived": Goal.objects.filter(plan=plan).exclude(archived_at=None).select_related("level"),
        "assessed": bool(reading.assessed_goals),
        "span": span,
        "whole": span + workplace.may_plan,
    }
    part = request.htmx and request.htmx.target == "goal-tree"  # type: ignore[attr-defined]
    return render(request, "goals/tree/table.html" if part else "goals/tree/page.html", context)


def no_plan_page(
    request: HttpRequest, workplace: Workplace, template: str = "goals/no_plan.html", **more: object
) -> HttpResponse:
    """What stands where a unit has no plan for the year: how to get one."""
    plans = Plan.objects.filter(unit=workplace.unit)
    municipality = municipality_of(workplace.unit)
    context = {
        "workplace": workplace,
        "municipality": municipality,
        "has_model": SteeringModel.objects.filter(municipality=municipality).exists(),
        "year": workplace.period.year,
        "other_plans": plans.filter(archived_at=None),
        "copyable": plans.filter(archived_at=None, year=workplace.period.year - 1).first(),
        "plan_above": plan_above(person_of(request), workplace.unit, workplace.period.year),
        "archived_plan": plans.filter(year=workplace.period.year)
        .exclude(archived_at=None)
        .order_by("-archived_at")
        .first(),
    }
    return render(request, template, {**context, **more})


def plan_frame(workplace: Workplace, plan: Plan) -> dict[str, Any]:
    """What every page of a plan says about it: itself, and where next year's plan is."""
    following = Plan.objects.filter(unit=plan.unit, year=plan.year + 1, archived_at=None).first()
    return {
        "workplace": workplace,
        "period": workplace.period,
        "plan": plan,
        "next_plan": following,
        "next_year": plan.year + 1,
    }


@require_POST
def begin_plan(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """An empty plan for the year."""
    workplace = enter(request, code, period)
    plan = create_plan(by=person_of(request), unit=workplace.unit, year=workplace.period.year)
    text = _("The plan for %(year)s is begun. Add its first goal.") % {"year": plan.year}
    messages.success(request, text, extra_tags=undo_address(plan))
    return redirect("goals:goals", workplace.code, workplace.period.key)


@require_POST
def copy_plan(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """The plan of the period copied to the year after, with an undo in the message."""
    workplace = enter(request, code, period)
    plan = get_object_or_404(
        Plan.objects.select_related("unit", "steering_model"),
        unit=workplace.unit,
        year=workplace.period.year,
        archived_at=None,
    )
    copy = copy_forward(by=person_of(request), plan=plan)
    text = _("The plan is copied to %(year)s: %(goals)s goals and %(assignments)s assignments that go on.") % {
        "year": copy.year,
        "goals": copy.goals.count(),
        "assignments": copy.assignments.count(),
    }
    messages.success(request, text, extra_tags=undo_address(copy))
    return redirect("goals:goals", workplace.code, Period.of_year(copy.year).key)


@require_POST
def archive(request: HttpRequest, plan_ref: Ref) -> HttpResponse:
    """Puts a plan away with everything in it."""
    plan = get_object_or_404(Plan.objects.select_related("unit"), ref=plan_ref)
    archive_plan(by=person_of(request), plan=plan)
    text = _("The plan for %(year)s is archived.") % {"year": plan.year}
    messages.success(request, text, extra_tags=undo_address(plan))
    return redirect(reverse("goals:goals", args=[plan.unit.code, plan.year]))


@require_POST
def restore(request: HttpRequest, plan_ref: Ref) -> HttpResponse:
    """Brings an archived plan back."""
    plan = get_object_or_404(Plan.objects.select_related("unit"), ref=plan_ref)
    restore_plan(by=person_of(request), plan=plan)
    messages.success(request, _("The plan for %(year)s is restored.") % {"year": plan.year})
    return redirect(reverse("goals:goals", args=[plan.unit.code, plan.year]))
