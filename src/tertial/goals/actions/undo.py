"""Takes back one write about plans, goals, indicators or assignments, from what its audit entry holds."""

from collections.abc import Callable, Mapping

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.models import AuditEntry
from tertial.common.undo import number_of, take_back
from tertial.domain.period import Period
from tertial.goals.actions import assessments, assignments, goals, indicators, plans
from tertial.goals.models import Assignment, Goal, GoalIndicator, Indicator, Outcome, Plan, ScaleStep, TargetKind


@transaction.atomic
def undo(*, by: Person, entry: AuditEntry) -> None:
    """Writes back what stood before the entry, as a new entry.

    Raises CannotBeUndone, ChangedSince when something has been written over it, and whatever the write back raises.
    """
    take_back(_TAKEN_BACK, by, entry)


def _goal_move(by: Person, entry: AuditEntry) -> None:
    goal = Goal.objects.get(pk=number_of(entry))
    before = audit.values_before(entry, goal)
    parent, contributes_to = before.get("parent", goal.parent_id), before.get("contributes_to", goal.contributes_to_id)
    goals.move_goal(by=by, goal=goal, parent=_goal(parent), contributes_to=_goal(contributes_to))


def _goal_shift(by: Person, entry: AuditEntry) -> None:
    goals.shift_goal(by=by, goal=Goal.objects.get(pk=number_of(entry)), down=not entry.after["down"])


def _goal_archive(by: Person, entry: AuditEntry) -> None:
    goals.restore_goal(by=by, goal=Goal.objects.get(pk=number_of(entry)))


def _follow(by: Person, entry: AuditEntry) -> None:
    link = GoalIndicator.objects.get(goal=number_of(entry), indicator=entry.after["indicator"])
    goals.unfollow(by=by, link=link)


def _unfollow(by: Person, entry: AuditEntry) -> None:
    indicator = Indicator.objects.get(pk=entry.before["indicator"])
    goals.follow_by(by=by, goal=Goal.objects.get(pk=number_of(entry)), indicator=indicator)


def _withdraw_assessment(by: Person, entry: AuditEntry) -> None:
    goal, period = Goal.objects.get(pk=number_of(entry)), Period.parse(entry.before["period"])
    if goal.assessments.filter(period=period.key).exists():
        raise audit.changed_since(goal)
    assessments.assess_goal(
        by=by,
        goal=goal,
        period=period,
        step=ScaleStep.objects.get(pk=entry.before["step"]),
        reason=entry.before["reason"],
    )


def _indicator_archive(by: Person, entry: AuditEntry) -> None:
    indicators.restore_indicator(by=by, indicator=Indicator.objects.get(pk=number_of(entry)))


def _target(by: Person, entry: AuditEntry) -> None:
    indicator, place = Indicator.objects.get(pk=number_of(entry)), entry.before | entry.after
    year, kind = place["year"], TargetKind(place["kind"])
    stands = indicator.targets.filter(year=year, kind=kind).values_list("expression", flat=True).first()
    if stands != entry.after.get("expression"):
        raise audit.changed_since(indicator)
    earlier = entry.before.get("expression", "")
    indicators.set_target(by=by, indicator=indicator, year=year, kind=kind, expression=earlier)


def _outcome_record(by: Person, entry: AuditEntry) -> None:
    outcome = Outcome.objects.get(pk=number_of(entry))
    audit.values_before(entry, outcome)
    indicators.remove_outcome(by=by, outcome=outcome)


def _outcome_change(by: Person, entry: AuditEntry) -> None:
    outcome = Outcome.objects.get(pk=number_of(entry))
    indicators.write_back_outcome(by=by, outcome=outcome, values=audit.values_before(entry, outcome))


def _outcome_remove(by: Person, entry: AuditEntry) -> None:
    values = {**entry.before}
    outcome = Outcome(pk=number_of(entry), indicator=Indicator.objects.get(pk=values.pop("indicator")))
    fields = audit.as_held(Outcome, values)
    indicators.write_back_outcome(by=by, outcome=outcome, values=fields)


def _assignment_archive(by: Person, entry: AuditEntry) -> None:
    assignments.restore_assignment(by=by, assignment=Assignment.objects.get(pk=number_of(entry)))


def _plan_begin(by: Person, entry: AuditEntry) -> None:
    plans.archive_plan(by=by, plan=Plan.objects.get(pk=number_of(entry)))


def _plan_archive(by: Person, entry: AuditEntry) -> None:
    plans.restore_plan(by=by, plan=Plan.objects.get(pk=number_of(entry)))


def _goal(number: int | None) -> Goal | None:
    return Goal.objects.get(pk=number) if number else None


_TAKEN_BACK: Mapping[str, Callable[[Person, AuditEntry], None]] = {
    "goal.move": _goal_move,
    "goal.shift": _goal_shift,
    "goal.archive": _goal_archive,
    "goal.indicator.add": _follow,
    "goal.indicator.remove": _unfollow,
    "goal.assess.withdraw": _withdraw_assessment,
    "indicator.archive": _indicator_archive,
    "target.set": _target,
    "target.remove": _target,
    "outcome.record": _outcome_record,
    "outcome.change": _outcome_change,
    "outcome.remove": _outcome_remove,
    "assignment.archive": _assignment_archive,
    "plan.create": _plan_begin,
    "plan.copy": _plan_begin,
    "plan.archive": _plan_archive,
}
