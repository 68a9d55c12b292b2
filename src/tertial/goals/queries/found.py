"""Goals, indicators and assignments, found by the words that someone searches for."""

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from tertial.common.matching import having
from tertial.common.swedish_order import InSwedishOrder
from tertial.domain.period import Period
from tertial.goals.addresses import assignment_url, goal_url
from tertial.goals.models import Assignment, Goal, Indicator
from tertial.things.searching import Asked, Hit, HitGroup, hit_group


def goals_found(asked: Asked) -> HitGroup:
    """Goals of the units that the person may read, the newest plans first."""
    goals = Goal.objects.filter(having(asked.words, "name", "description"), _within(asked))
    rows = goals.select_related("plan__unit", "level").order_by("-plan__year", "level__position")
    return hit_group(_("Goals"), rows, _goal)


def indicators_found(asked: Asked) -> HitGroup:
    """Indicators of those units, and those that their goals are followed by."""
    readable = Q(unit__in=asked.units) | Q(goals__plan__unit__in=asked.units)
    indicators = Indicator.objects.filter(readable, having(asked.words, "name", "description", "source", "source_id"))
    rows = indicators.filter(archived_at=None).select_related("unit").distinct().order_by(InSwedishOrder("name"))
    return hit_group(_("Indicators"), rows, _indicator)


def assignments_found(asked: Asked) -> HitGroup:
    """Assignments of those units, the newest plans first."""
    assignments = Assignment.objects.filter(having(asked.words, "title"), _within(asked))
    rows = assignments.select_related("plan__unit", "origin").order_by("-plan__year", "position")
    return hit_group(_("Assignments"), rows, _assignment)


def _within(asked: Asked) -> Q:
    return Q(plan__unit__in=asked.units, plan__archived_at=None, archived_at=None)


def _goal(goal: Goal) -> Hit:
    place = f"{goal.level} · {goal.plan.unit.name} {goal.plan.year}"
    return Hit(goal.name, place, goal_url(goal.ref, Period.parse(str(goal.plan.year))))


def _indicator(indicator: Indicator) -> Hit:
    place = " · ".join(filter(None, [indicator.unit.name, indicator.source, indicator.source_id]))
    return Hit(indicator.name, place, reverse("goals:indicator", args=[indicator.ref]))


def _assignment(assignment: Assignment) -> Hit:
    place = f"{assignment.origin} · {assignment.plan.unit.name} {assignment.plan.year}"
    return Hit(assignment.title, place, assignment_url(assignment.ref, Period.parse(str(assignment.plan.year))))
