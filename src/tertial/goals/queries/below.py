"""What the goals that contribute to a goal bring with them: figures, assignments, money, risks, controls, audits."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from tertial.accounts.models import Person
from tertial.common.kept import one_moment
from tertial.domain.assessment import AssignmentState, IndicatorState
from tertial.domain.document import StatusMark
from tertial.domain.period import Period
from tertial.goals import marks
from tertial.goals.addresses import assignment_url, indicator_url
from tertial.goals.models import Goal
from tertial.goals.queries.loose_ends import refs_of
from tertial.goals.queries.plan_reading import read_plan
from tertial.goals.queries.readings import GoalReading
from tertial.organisation import policies
from tertial.organisation.graph import Connection, connections_to
from tertial.things.rights import Right


@dataclass(frozen=True, slots=True)
class Part:
    """Something that belongs to a goal: its kind and name as people read them, its page, and how it stands."""

    kind: str
    name: str
    url: str
    mark: StatusMark | None


@dataclass(frozen=True, slots=True)
class GoalBelow:
    """A goal that contributes, on its way or directly, with everything that belongs to it."""

    goal: Goal
    mark: StatusMark | None
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True)
class Below:
    """Everything from below a goal, goal by goal, and how many there are of each kind."""

    goals: Sequence[GoalBelow]
    counts: Sequence[tuple[str, str]]


def from_below(person: Person, goal: Goal, period: Period) -> Below:
    """What the goals under a goal bring, of the units that the person may read; an indicator counts once."""
    with one_moment():
        below = [each for each in _goals_below(goal) if policies.may(person, Right.READ, each.plan.unit)]
        readings = _readings(below, period)
        refs = [ref for reading in readings for ref in refs_of(reading)]
        found = connections_to(person, goal.plan.unit, period, refs) if refs else {}
        connections = {
            reading.ref: [each for ref in refs_of(reading) for each in found.get(ref, ())] for reading in readings
        }
    goals = [_below(reading, period, connections[reading.ref]) for reading in readings]
    linked = {(each.kind, each.url) for every in connections.values() for each in every}
    return Below([each for each in goals if each.parts], [*_counted(readings), *_linked(linked)])


def _goals_below(goal: Goal) -> list[Goal]:
    """Every goal that stands under a goal or contributes to it, however far down; one query a level."""
    found: dict[int, Goal] = {}
    nearest = [goal.pk]
    while nearest:
        under = Q(parent__in=nearest) | Q(contributes_to__in=nearest)
        goals = Goal.objects.filter(under, plan__year=goal.plan.year, archived_at=None, plan__archived_at=None)
        new = [each for each in goals.select_related("plan__unit", "plan__steering_model") if each.pk not in found]
        found |= {each.pk: each for each in new if each.pk != goal.pk}
        nearest = [each.pk for each in new if each.pk != goal.pk]
    return list(found.values())


def _readings(goals: Iterable[Goal], period: Period) -> list[GoalReading]:
    """The goals as they stand, plan by plan and in the order of their trees."""
    wanted = {goal.pk for goal in goals}
    plans = {goal.plan_id: goal.plan for goal in goals}
    in_order = sorted(plans.values(), key=lambda plan: plan.unit.code)
    return [reading for plan in in_order for reading in read_plan(plan, period).goals if reading.goal.pk in wanted]


def _below(reading: GoalReading, period: Period, connections: Iterable[Connection]) -> GoalBelow:
    parts = [
        *(
            Part(
                _("Indicator"),
                item.indicator.name,
                indicator_url(item.indicator.ref, period),
                marks.indicator_mark(item),
            )
            for item in reading.indicators
        ),
        *(
            Part(
                _("Assignment"),
                item.assignment.title,
                assignment_url(item.assignment.ref, period),
                marks.assignment_mark(item),
            )
            for item in reading.assignments
        ),
        *(Part(each.kind, each.name, each.url, each.mark) for each in connections),
    ]
    return GoalBelow(reading.goal, marks.goal_mark(reading) if reading.goal.level.assessed else None, parts)


def _counted(readings: Sequence[GoalReading]) -> list[tuple[str, str]]:
    """How many indicators are met and assignments done; a kind that has nothing to count is left out."""
    indicators = {item.indicator.pk: item.decided for reading in readings for item in reading.indicators}
    assignments = {item.assignment.pk: item.state for reading in readings for item in reading.assignments}
    met = sum(state is IndicatorState.MET for state in indicators.values())
    done = sum(state is AssignmentState.DONE for state in assignments.values())
    said = (
        (_("indicators met"), met, len(indicators)),
        (_("assignments done"), done, len(assignments)),
    )
    return [(words, _("%(some)s of %(all)s") % {"some": some, "all": every}) for words, some, every in said if every]


def _linked(linked: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """How many of each kind of other rooms; what serves two goals counts once."""
    counts = Counter(kind for kind, _url in linked)
    return [(kind, str(number)) for kind, number in sorted(counts.items())]
