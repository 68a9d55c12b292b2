"""What a form can offer; what stands in the form is always offered, so that saving it loses nothing."""

from django.db.models import Q, QuerySet

from tertial.goals.models import Goal, Indicator, Plan
from tertial.organisation.models import Unit
from tertial.organisation.tree import unit_tree


def units_below(unit: Unit, now: Unit | None) -> list[tuple[Unit, int]]:
    """The unit and everything under it, with depth, and the unit that is chosen now."""
    units = [(unit, 0), *unit_tree().walk(unit.pk, 1)]
    return units if now is None or any(now == each for each, _depth in units) else [*units, (now, 0)]


def goals_of(plan: Plan, now: Goal | None) -> QuerySet[Goal]:
    """The goals of a plan that are not archived, and the one that is chosen now."""
    offered = Q(archived_at=None) | Q(pk=now.pk) if now is not None else Q(archived_at=None)
    return plan.goals.filter(offered).order_by("level__position", "position", "pk")


def goals_to_stand_under(plan: Plan, now: Goal | None) -> list[tuple[str, list[Goal]]]:
    """The goals of the plan and of the plans of the units above it the same year, by plan, nearest first.

    The goal it stands under now comes last where it is none of these: before the plan above is copied to the new year,
    a copied goal still contributes to last year's.
    """
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
    groups = [(f"{each.unit.name} {each.year}", by_plan[each.pk]) for each in [plan, *above] if each.pk in by_plan]
    if now is not None and now not in by_plan.get(now.plan_id, []):
        groups.append((f"{now.plan.unit.name} {now.plan.year}", [now]))
    return groups


def indicators_around(unit: Unit) -> QuerySet[Indicator]:
    """The indicators of the unit, of the units above it and of those below it."""
    tree = unit_tree()
    units = [*tree.path(unit.pk), *tree.descendants(unit.pk)]
    return Indicator.objects.filter(unit__in=units, archived_at=None).select_related("unit")
