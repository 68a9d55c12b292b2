"""Making, changing, moving and archiving goals, and letting indicators follow them."""

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
from tertial.domain.ref import Ref
from tertial.goals.actions.goals import archive_goal, follow_by, move_goal, restore_goal, save_goal, shift_goal
from tertial.goals.actions.indicators import save_indicator
from tertial.goals.actions.weights import weigh_indicators
from tertial.goals.addresses import goal_url
from tertial.goals.forms.goal import FollowForm, GoalForm, PlaceForm, WeightsForm
from tertial.goals.forms.indicator import IndicatorForm
from tertial.goals.models import Goal
from tertial.goals.queries.people import indicators_around
from tertial.goals.views.places import enter_goal, plan_at
from tertial.goals.views.tree import no_plan_page, tree_page
from tertial.organisation.undoing import undo_address, undo_address_of
from tertial.organisation.workplace import Workplace, enter
from tertial.things.rights import Right


@require_http_methods(["GET", "POST"])
def create(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """A new goal of the plan; `?under=12` proposes its place."""
    workplace = enter(request, code, period, Right.PLAN)
    plan = plan_at(workplace)
    if plan is None:
        return no_plan_page(request, workplace)
    levels = list(plan.steering_model.levels.all())
    usual = [level for level in levels if level.unit_kind == plan.unit.kind] or levels
    initial = {"level": usual[-1].pk if usual else None, "above": request.GET.get("under")}
    form = GoalForm(request.POST or None, plan=plan, levels=levels, initial=initial)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form, beside="above"):
            goal = save_goal(by=person_of(request), plan=plan, **form.values)
            messages.success(request, _("The goal is added."))
            return redirect(goal_url(goal.ref, workplace.period))
    cancel_url = reverse("goals:goals", args=[code, period])
    return form_page(request, form, _("New goal"), cancel_url, submit=_("Add the goal"))


@require_http_methods(["GET", "POST"])
@edits(Goal, ref="goal_ref")
def change(request: HttpRequest, goal_ref: Ref) -> HttpResponse:
    """A goal's name, level, place, responsible and description."""
    goal, workplace = _to_plan(request, goal_ref)
    initial = {
        "name": goal.name,
        "level": goal.level_id,
        "responsible": goal.responsible_id,
        "description": goal.description,
    }
    levels = goal.plan.steering_model.levels.all()
    form = GoalForm(request.POST or None, plan=goal.plan, goal=goal, levels=levels, initial=initial, edits=goal)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form, beside="above"):
            save_goal(by=person_of(request), plan=goal.plan, goal=goal, **form.values)
            messages.success(request, _("The goal is saved."))
            return redirect(goal_url(goal.ref, workplace.period))
    return form_page(request, form, _("Change the goal"), goal_url(goal.ref, workplace.period), about=goal)


@require_http_methods(["GET", "POST"])
@edits(Goal, ref="goal_ref")
def move(request: HttpRequest, goal_ref: Ref) -> HttpResponse:
    """Another place for a goal and everything under it."""
    goal, workplace = _to_plan(request, goal_ref)
    form = PlaceForm(request.POST or None, plan=goal.plan, goal=goal, edits=goal)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form, beside="above"):
            move_goal(by=person_of(request), goal=goal, **form.place)
            messages.success(request, _("The goal is moved."), extra_tags=undo_address(goal))
            return redirect(goal_url(goal.ref, workplace.period))
    cancel_url = goal_url(goal.ref, workplace.period)
    return form_page(request, form, _("Move the goal"), cancel_url, submit=_("Move"), about=goal)


@require_POST
def shift(request: HttpRequest, goal_ref: Ref, direction: str) -> HttpResponse:
    """One place up or down among the goals beside it."""
    goal, workplace = enter_goal(request, goal_ref)
    shift_goal(by=person_of(request), goal=goal, down=direction == "ned")
    if request.htmx:  # type: ignore[attr-defined]
        return tree_page(request, workplace)
    return redirect(f"{reverse('goals:goals', args=[workplace.code, workplace.period.key])}#{goal.ref.anchor}")


@require_POST
def archive(request: HttpRequest, goal_ref: Ref) -> HttpResponse:
    """Puts a goal away, with an undo in the message."""
    goal, workplace = enter_goal(request, goal_ref)
    archive_goal(by=person_of(request), goal=goal)
    text = _("“%(goal)s” is archived.") % {"goal": goal.name}
    messages.success(request, text, extra_tags=undo_address(goal))
    return redirect("goals:goals", workplace.code, workplace.period.key)


@require_POST
def restore(request: HttpRequest, goal_ref: Ref) -> HttpResponse:
    """Brings an archived goal back."""
    goal, workplace = enter_goal(request, goal_ref)
    restore_goal(by=person_of(request), goal=goal)
    messages.success(request, _("“%(goal)s” is back in the plan.") % {"goal": goal.name})
    return redirect(goal_url(goal.ref, workplace.period))


@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest, goal_ref: Ref) -> HttpResponse:
    """Lets an indicator that exists follow the goal; where there is none to choose, one is made."""
    goal, workplace = _to_plan(request, goal_ref)
    offered = indicators_around(goal.plan.unit).exclude(goal_indicators__goal=goal)
    if request.method == "GET" and not offered.exists():
        return redirect("goals:goal_indicator_new", goal.ref)
    form = FollowForm(request.POST or None, indicators=offered)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form, beside="indicator"):
            follow_by(by=person_of(request), goal=goal, indicator=form.cleaned_data["indicator"])
            messages.success(request, _("The indicator follows the goal."), extra_tags=undo_address(goal))
            return redirect(goal_url(goal.ref, workplace.period, "indicators"))
    other = (_("Or make a new indicator"), reverse("goals:goal_indicator_new", args=[goal.ref]))
    cancel_url = goal_url(goal.ref, workplace.period)
    return form_page(request, form, _("Add an indicator"), cancel_url, submit=_("Add"), about=goal, other=other)


@require_http_methods(["GET", "POST"])
def follow_new(request: HttpRequest, goal_ref: Ref) -> HttpResponse:
    """Makes an indicator that follows the goal."""
    goal, workplace = _to_plan(request, goal_ref)
    form = IndicatorForm(request.POST or None, unit=goal.plan.unit)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form, beside="name"):
            indicator = save_indicator(by=person_of(request), unit=goal.plan.unit, **form.cleaned_data)
            follow_by(by=person_of(request), goal=goal, indicator=indicator)
            messages.success(request, _("The indicator is added; now set its targets."))
            return redirect(f"{reverse('goals:indicator', args=[indicator.ref])}?period={workplace.period.key}#targets")
    cancel_url = goal_url(goal.ref, workplace.period)
    return form_page(request, form, _("New indicator"), cancel_url, submit=_("Add the indicator"), about=goal)


@require_http_methods(["GET", "POST"])
@edits(Goal, ref="goal_ref")
def weigh(request: HttpRequest, goal_ref: Ref) -> HttpResponse:
    """What each indicator weighs in the suggested assessment of the goal."""
    goal, workplace = _to_plan(request, goal_ref)
    links = list(goal.goal_indicators.select_related("indicator").order_by("position", "pk"))
    form = WeightsForm(request.POST or None, links=links, goal=goal)
    if request.method == "POST" and form.is_valid():
        with refusals_shown_in(form):
            written = weigh_indicators(by=person_of(request), goal=goal, weights=form.weights)
            said = _("The weights are saved.") if written else _("Nothing was changed.")
            messages.success(request, said, extra_tags=undo_address_of(written))
            return redirect(goal_url(goal.ref, workplace.period, "indicators"))
    text = _("Whole numbers from 1 to 100. One with weight 2 counts as much as two with weight 1.")
    return form_page(
        request,
        form,
        _("What the indicators weigh"),
        goal_url(goal.ref, workplace.period),
        about=goal,
        text=text,
    )


def _to_plan(request: HttpRequest, goal_ref: Ref) -> tuple[Goal, Workplace]:
    goal, workplace = enter_goal(request, goal_ref)
    return goal, enter(request, goal.plan.unit, workplace.period, Right.PLAN)
