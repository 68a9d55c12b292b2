"""Lists of indicators and assignments: filtered and sorted the same way on the page and in an exported file."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.utils import timezone

from tertial.domain.assessment import AssignmentState
from tertial.domain.swedish_order import swedish_order
from tertial.goals.models import Goal
from tertial.goals.queries.readings import AssignmentReading, IndicatorReading, PlanReading

Pair = TypeVar("Pair", bound=tuple[Any, ...])

_FAR = date(9999, 12, 31)
_FINISHED = {AssignmentState.DONE, AssignmentState.CANCELLED}


@dataclass(frozen=True, slots=True)
class IndicatorFilter:
    """What a list of indicators is narrowed to; empty is everything."""

    text: str = ""
    state: str = ""
    owner: str = ""
    goal: str = ""
    sort: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return bool(self.text or self.state or self.owner or self.goal)


@dataclass(frozen=True, slots=True)
class AssignmentFilter:
    """What a list of assignments is narrowed to; empty is everything."""

    text: str = ""
    status: str = ""
    origin: str = ""
    goal: str = ""
    responsible: str = ""
    overdue: str = ""
    sort: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return any((self.text, self.status, self.origin, self.goal, self.responsible, self.overdue))


def indicators_of(plan: PlanReading, chosen: IndicatorFilter) -> list[tuple[Goal, IndicatorReading]]:
    """The indicators of a plan with the goal that each follows; one that follows two goals comes twice."""
    pairs = [(reading.goal, item) for reading in plan.goals for item in reading.indicators]
    shown = [
        (goal, item)
        for goal, item in pairs
        if _contains(chosen.text, item.indicator.name, goal.name, item.indicator.source_id)
        and chosen.state in {"", item.decided.value}
        and chosen.owner in {"", str(item.indicator.owner_id or "none")}
        and chosen.goal in {"", str(goal.pk)}
    ]
    return _sorted(shown, chosen.sort, _INDICATOR_KEYS)


def assignments_of(plan: PlanReading, chosen: AssignmentFilter) -> list[tuple[Goal | None, AssignmentReading]]:
    """The assignments of a plan with the goal that each belongs to, if any."""
    goals = {reading.goal.pk: reading.goal for reading in plan.goals}
    pairs = [(goals.get(item.assignment.goal_id or 0), item) for item in plan.assignments]
    shown = [(goal, item) for goal, item in pairs if _chosen(item, chosen)]
    return _sorted(shown, chosen.sort, _ASSIGNMENT_KEYS)


def is_overdue(item: AssignmentReading) -> bool:
    """Whether its day has passed and it is neither done nor cancelled."""
    due = item.assignment.due
    return due is not None and due < timezone.localdate() and item.state not in _FINISHED


def _chosen(item: AssignmentReading, chosen: AssignmentFilter) -> bool:
    assignment = item.assignment
    unit = assignment.responsible_unit.name if assignment.responsible_unit else ""
    person = assignment.responsible.name if assignment.responsible else ""
    comment = item.follow_up.comment if item.follow_up else ""
    return (
        _contains(chosen.text, assignment.title, comment, unit, person)
        and chosen.status in {"", str(item.follow_up.status_id) if item.follow_up else "none"}
        and chosen.origin in {"", str(assignment.origin_id)}
        and chosen.goal in {"", str(assignment.goal_id or "none")}
        and chosen.responsible in {"", str(assignment.responsible_id or "none")}
        and (not chosen.overdue or is_overdue(item))
    )


def _contains(text: str, *fields: str) -> bool:
    words = text.casefold().split()
    whole = " ".join(fields).casefold()
    return all(word in whole for word in words)


def _sorted(pairs: list[Pair], sort: str, keys: Mapping[str, Callable[[Any, Any], Any]]) -> list[Pair]:
    key = keys.get(sort.removeprefix("-"))
    if key is None:
        return pairs
    return sorted(pairs, key=lambda pair: key(*pair), reverse=sort.startswith("-"))


def _outcome_key(item: IndicatorReading) -> tuple[bool, Any]:
    outcome = item.computed.outcome
    return (outcome is not None, outcome.value if outcome else 0)


_STATES: Sequence[str] = ("met", "close", "not_met", "cannot_judge")
_INDICATOR_KEYS: Mapping[str, Callable[[Goal, IndicatorReading], Any]] = {
    "name": lambda _goal, item: swedish_order(item.indicator.name),
    "state": lambda _goal, item: _STATES.index(item.decided.value),
    "outcome": lambda _goal, item: _outcome_key(item),
    "owner": lambda _goal, item: swedish_order(item.indicator.owner.name) if item.indicator.owner else "\uffff",
}
_ASSIGNMENT_KEYS: Mapping[str, Callable[[Goal | None, AssignmentReading], Any]] = {
    "title": lambda _goal, item: swedish_order(item.assignment.title),
    "origin": lambda _goal, item: item.assignment.origin.position,
    "due": lambda _goal, item: item.assignment.due or _FAR,
    "status": lambda _goal, item: item.follow_up.status.position if item.follow_up else -1,
    "responsible": lambda _goal, item: (
        swedish_order(item.assignment.responsible.name) if item.assignment.responsible else "\uffff"
    ),
}


def owners_of(pairs: Iterable[tuple[Any, IndicatorReading]]) -> list[Any]:
    """Everyone who owns one of the indicators, by name."""
    owners = {item.indicator.owner_id: item.indicator.owner for _goal, item in pairs if item.indicator.owner}
    return sorted(owners.values(), key=lambda owner: swedish_order(owner.name))


def responsible_of(pairs: Iterable[tuple[Any, AssignmentReading]]) -> list[Any]:
    """Everyone responsible for one of the assignments, by name."""
    people = {
        item.assignment.responsible_id: item.assignment.responsible
        for _goal, item in pairs
        if item.assignment.responsible
    }
    return sorted(people.values(), key=lambda person: swedish_order(person.name))
