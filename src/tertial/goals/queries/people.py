"""Whom and what a form can offer."""

from django.db.models import QuerySet

from tertial.accounts.models import Person
from tertial.goals.models import Goal, Indicator, Plan
from tertial.organisation.models import Unit
from tertial.organisation.tree import unit_tree


def people_around(unit: Unit) -> QuerySet[Person]:
    """Everyone with a role in the unit, above it or below it, who may sign in."""
    tree = unit_tree()
    units = [*tree.path(unit.pk), *tree.descendants(unit.pk)]
    return Person.objects.filter(is_active=True, roles__unit__in=units).distinct().order_by("name", "pk")


def units_below(unit: Unit) -> list[tuple[Unit, int]]:
    """The unit and everything under it, with depth."""
    return [(unit, 0), *unit_tree().walk(unit.pk, 1)]


def goals_to_stand_under(plan: Plan) -> list[tuple[str, list[Goal]]]:
    """The goals of the plan and of the plans of the units above it the same year, by plan, nearest first."""
    path = unit_tree().path(plan.unit_id)
    plans = Plan.objects.filter(unit__in=path, year=plan.year, archived_at=None).exclude(pk=plan.pk)
    above = sorted(plans.select_related("unit"), key=lambda other: path.index(other.unit))
    goals = (
        Goal.objects.filter(plan__in=[plan, *above], archived_at=None)
        .select_related("level")
        .order_by("level__position", "position", "pk")
    )
    by_plan: dict[int, list[Goal]] = {}
    for goal in goals:
        by_plan.setdefault(goal.plan_id, []).append(goal)
    return [(f"{each.unit.name} {each.year}", by_plan[each.pk]) for each in [plan, *above] if each.pk in by_plan]


def indicators_around(unit: Unit) -> QuerySet[Indicator]:
    """The indicators of the unit, of the units above it and of those below it."""
    tree = unit_tree()
    units = [*tree.path(unit.pk), *tree.descendants(unit.pk)]
    return Indicator.objects.filter(unit__in=units, archived_at=None).select_related("unit")
