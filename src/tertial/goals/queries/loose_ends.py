"""What hangs loose in a plan: goals that nothing measures, nobody does, nobody pays for or nobody watches."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.goals.addresses import assignment_url, goal_url, indicator_url
from tertial.goals.models import Plan
from tertial.goals.queries.plan_reading import read_plan
from tertial.goals.queries.readings import GoalReading, PlanReading
from tertial.organisation.graph import LooseEnd, LooseEnds, Owned, connected
from tertial.organisation.models import Unit


def loose_ends_of_plan(unit: Unit, period: Period) -> Iterator[LooseEnds]:
    """What hangs loose in the unit's plan for the period's year; nothing where there is no plan."""
    reading = _reading(unit, period)
    if reading is not None:
        yield from _goals(reading, unit, period)


def owned_in_plan(unit: Unit, period: Period) -> Iterator[Owned]:
    """Every assessed goal, indicator and assignment of the unit's plan with who answers for it.

    An assignment that a whole unit answers for has its owner, as far as that goes.
    """
    reading = _reading(unit, period)
    if reading is None:
        return
    for each in reading.assessed_goals:
        yield Owned(each.goal.name, goal_url(each.goal.ref, period), each.goal.responsible)
    for indicator in {item.indicator.pk: item.indicator for item in reading.indicators}.values():
        yield Owned(indicator.name, indicator_url(indicator.ref, period), indicator.owner)
    for assigned in reading.assignments:
        assignment = assigned.assignment
        if assignment.responsible is not None or assignment.responsible_unit_id is None:
            yield Owned(assignment.title, assignment_url(assignment.ref, period), assignment.responsible)


def _reading(unit: Unit, period: Period) -> PlanReading | None:
    plans = Plan.objects.filter(unit=unit, year=period.year, archived_at=None)
    found = plans.select_related("unit", "steering_model").first()
    return read_plan(found, period) if found is not None else None


def _goals(reading: PlanReading, unit: Unit, period: Period) -> Iterator[LooseEnds]:
    goals = reading.assessed_goals
    yield LooseEnds(
        _("Goals without an indicator"),
        _("No indicator measures whether they are reached."),
        _named((each for each in goals if not each.indicators), period),
    )
    yield LooseEnds(
        _("Goals without an assignment"),
        _("No assignment is linked to them."),
        _named((each for each in goals if not each.assignments), period),
    )
    for kind, heading, why in (
        ("money", _("Goals without money"), _("No grant, initiative or project is linked to them.")),
        ("control", _("Goals without a risk or a control"), _("No risk is linked to the goal.")),
    ):
        pointed_at = connected(kind, unit, period, [ref for each in goals for ref in refs_of(each)])
        if pointed_at is not None:
            without = (each for each in goals if pointed_at.isdisjoint(refs_of(each)))
            yield LooseEnds(heading, why, _named(without, period))


def _named(goals: Iterable[GoalReading], period: Period) -> list[LooseEnd]:
    return [LooseEnd(each.goal.name, goal_url(each.goal.ref, period)) for each in goals]


def refs_of(reading: GoalReading) -> list[Ref]:
    """What can be pointed at in a goal: itself, its indicators and its assignments."""
    return [
        reading.ref,
        *(item.indicator.ref for item in reading.indicators),
        *(item.assignment.ref for item in reading.assignments),
    ]
