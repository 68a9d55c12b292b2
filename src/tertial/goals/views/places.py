"""Finds what an address names, and checks that it may be read, and remembers where the person works."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from tertial.accounts.queries import person_of
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.goals.models import Assignment, Goal, Indicator, Plan
from tertial.goals.queries.plans import plan_of
from tertial.organisation import policies
from tertial.organisation.models import Unit
from tertial.organisation.workplace import Workplace, enter, last_workplace
from tertial.things.rights import Right


def plan_at(workplace: Workplace) -> Plan | None:
    """The plan of a unit for the year of a period."""
    return plan_of(workplace.unit, workplace.period.year)


def enter_goal(request: HttpRequest, goal_ref: Ref) -> tuple[Goal, Workplace]:
    """A goal in its unit, in the period asked for."""
    goals = Goal.objects.select_related("plan__unit", "plan__steering_model", "level", "responsible", "continues")
    goal = get_object_or_404(goals, ref=goal_ref)
    return goal, enter(request, goal.plan.unit, _period(request, goal.plan.year))


def enter_assignment(request: HttpRequest, assignment_ref: Ref) -> tuple[Assignment, Workplace]:
    """An assignment in its plan's unit, in the period asked for."""
    assignments = Assignment.objects.select_related(
        "plan__unit", "plan__steering_model", "goal", "origin", "responsible", "responsible_unit", "continues"
    )
    assignment = get_object_or_404(assignments, ref=assignment_ref)
    return assignment, enter(request, assignment.plan.unit, _period(request, assignment.plan.year))


def enter_indicator(request: HttpRequest, indicator_ref: Ref) -> tuple[Indicator, Workplace]:
    """An indicator in the unit where the person last worked, if that unit follows it, or else in its own."""
    indicator = get_object_or_404(Indicator.objects.select_related("unit", "owner"), ref=indicator_ref)
    rights = policies.rights(person_of(request))
    units = [unit for unit in _units_of(indicator) if Right.READ in rights.in_unit(unit.pk)]
    last = last_workplace(request)
    unit = next((unit for unit in units if last and unit.code == last[0]), units[0] if units else indicator.unit)
    return indicator, enter(request, unit, _period(request, None))


def _units_of(indicator: Indicator) -> list[Unit]:
    """The indicator's own unit, and every unit that follows a goal by it."""
    following = Unit.objects.filter(plans__goals__goal_indicators__indicator=indicator).exclude(pk=indicator.unit_id)
    return [indicator.unit, *following.distinct()]


def _period(request: HttpRequest, year: int | None) -> Period:
    """The period asked for, or the last one worked in; of the year, where one is given."""
    last = last_workplace(request)
    text = request.GET.get("period") or request.POST.get("period") or (last[1] if last else "")
    period = Period.parse(text) if text else _newest_year()
    return period if year in {None, period.year} else Period.of_year(year or period.year)


def _newest_year() -> Period:
    newest = Plan.objects.filter(archived_at=None).order_by("-year").values_list("year", flat=True).first()
    return Period.of_year(newest or timezone.localdate().year)


def back(request: HttpRequest, otherwise: str) -> str:
    """Where a form that was sent wants to go on: its field `next`, if that is one of our pages."""
    asked = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(asked, {request.get_host()}, require_https=request.is_secure())
    return asked if asked and ours else otherwise
