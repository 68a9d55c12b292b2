"""What hangs loose in a plan: goals that nothing follows, people who have left, texts that say nothing new."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from tertial.domain.period import Period
from tertial.goals.addresses import assignment_url, goal_url, indicator_url
from tertial.goals.models import Plan
from tertial.goals.queries.plan_reading import read_plan
from tertial.goals.queries.readings import GoalReading, PlanReading
from tertial.organisation.graph import LooseEnd, LooseEnds, connected
from tertial.organisation.models import Unit
from tertial.texts.queries import unchanged_since


def loose_ends_of_plan(unit: Unit, period: Period) -> Iterator[LooseEnds]:
    """What hangs loose in the unit's plan for the period's year; nothing where there is no plan."""
    plan = Plan.objects.filter(unit=unit, year=period.year, archived_at=None).select_related("unit", "steering_model")
    found = plan.first()
    if found is None:
        return
    reading = read_plan(found, period)
    yield from _goals(reading, unit, period)
    yield LooseEnds(
        _("Owners who have left"),
        _("Nobody gets these tasks on the start page. Choose someone else."),
        list(_without_owner(reading, period)),
    )
    yield LooseEnds(
        _("Texts unchanged since the last period"),
        _("They say word for word what they said before. Write what has happened since, or let them stand knowingly."),
        list(_unchanged(reading, period)),
    )


def _goals(reading: PlanReading, unit: Unit, period: Period) -> Iterator[LooseEnds]:
    goals = reading.assessed_goals
    yield LooseEnds(
        _("Goals without an indicator"),
        _("Nothing measures whether they are reached."),
        _named((each for each in goals if not each.indicators), period),
    )
    yield LooseEnds(
        _("Goals without an assignment"),
        _("Nobody has been asked to do anything for them."),
        _named((each for each in goals if not each.assignments), period),
    )
    for kind, heading, why in (
        ("money", _("Goals without money"), _("No grant, initiative or project is linked to them.")),
        ("control", _("Goals without a risk or a control"), _("Nobody has asked what could keep them from being met.")),
    ):
        pointed_at = connected(kind, unit, period, [ref for each in goals for ref in refs_of(each)])
        if pointed_at is not None:
            without = (each for each in goals if pointed_at.isdisjoint(refs_of(each)))
            yield LooseEnds(heading, why, _named(without, period))


def _named(goals: Iterable[GoalReading], period: Period) -> list[LooseEnd]:
    return [LooseEnd(each.goal.name, goal_url(each.goal.pk, period)) for each in goals]


def refs_of(reading: GoalReading) -> list[str]:
    """What can be pointed at in a goal: itself, its indicators and its assignments."""
    return [
        reading.ref,
        *(f"indicator:{item.indicator.pk}" for item in reading.indicators),
        *(f"assignment:{item.assignment.pk}" for item in reading.assignments),
    ]


def _without_owner(reading: PlanReading, period: Period) -> Iterator[LooseEnd]:
    for each in reading.goals:
        if each.goal.responsible is not None and not each.goal.responsible.is_active:
            yield LooseEnd(each.goal.name, goal_url(each.goal.pk, period), each.goal.responsible.name)
    for item in reading.indicators:
        owner = item.indicator.owner
        if owner is not None and not owner.is_active:
            yield LooseEnd(item.indicator.name, indicator_url(item.indicator.pk, period), owner.name)
    for assigned in reading.assignments:
        responsible = assigned.assignment.responsible
        if responsible is not None and not responsible.is_active:
            url = assignment_url(assigned.assignment.pk, period)
            yield LooseEnd(assigned.assignment.title, url, responsible.name)


def _unchanged(reading: PlanReading, period: Period) -> Iterator[LooseEnd]:
    goals = reading.assessed_goals
    earlier = {each.ref: f"goal:{each.goal.continues_id}" for each in goals if each.goal.continues_id}
    unchanged = unchanged_since((text for each in goals for text in each.texts.values()), earlier)
    for each in goals:
        for since in sorted({when.key for (about, _slot), when in unchanged.items() if about == each.ref}):
            detail = _("unchanged since %(period)s") % {"period": since}
            yield LooseEnd(each.goal.name, goal_url(each.goal.pk, period), detail)
