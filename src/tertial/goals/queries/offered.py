"""The goals, indicators and assignments that a risk, a control or a project can be about."""

from collections.abc import Collection, Iterator, Mapping

from django.utils.translation import gettext as _

from tertial.domain.ref import Ref
from tertial.goals.models import Assignment, Goal, Indicator, Plan
from tertial.organisation.models import Unit
from tertial.organisation.pointing import Target
from tertial.organisation.tree import unit_tree


def _plan(unit: Unit, year: int) -> Plan | None:
    """The plan of the unit, or of the nearest above it that has one for the year."""
    places = [place.pk for place in unit_tree().path(unit.pk)]
    plans = Plan.objects.filter(unit__in=places, year=year, archived_at=None)
    return min(plans, key=lambda plan: places.index(plan.unit_id), default=None)


def goals_offered(unit: Unit, year: int) -> Iterator[Target]:
    """The goals that are assessed; those on other levels only hold them together."""
    goals = Goal.objects.filter(plan=_plan(unit, year), level__assessed=True, archived_at=None)
    for goal in goals.order_by("level__position", "position", "pk"):
        yield Target(goal.ref, goal.name, _("Goals"))


def indicators_offered(unit: Unit, year: int) -> Iterator[Target]:
    """The indicators that its plan is followed by."""
    plan = _plan(unit, year)
    if plan is None:
        return
    followed = Indicator.objects.filter(goals__plan=plan, goals__archived_at=None, archived_at=None)
    for indicator in followed.distinct():
        yield Target(indicator.ref, indicator.name, _("Indicators"))


def assignments_offered(unit: Unit, year: int) -> Iterator[Target]:
    """The assignments of its plan."""
    for assignment in Assignment.objects.filter(plan=_plan(unit, year), archived_at=None):
        yield Target(assignment.ref, assignment.title, _("Assignments"))


def continued(model: type[Goal] | type[Assignment], refs: Collection[Ref], year: int) -> Mapping[Ref, Ref]:
    """The goals or assignments of the year that continue those of the refs, however many years lie between."""
    going_on = model._default_manager.filter(plan__year__lte=year, plan__archived_at=None, archived_at=None)
    steps = going_on.order_by("-pk").values_list("continues__ref", "ref", "plan__year")
    now = {ref: ref for ref in refs}
    led: dict[Ref, Ref] = {}
    while now:
        following = {before: (after, when) for before, after, when in steps.filter(continues__ref__in=now.values())}
        now = {first: following[last][0] for first, last in now.items() if last in following}
        years = dict(following.values())
        led |= {first: last for first, last in now.items() if years[last] == year}
        now = {first: last for first, last in now.items() if years[last] != year}
    return led
