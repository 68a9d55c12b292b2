"""What an undo asks of plans, goals, indicators and assignments, and the writes that before and after do not tell."""

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.models import AuditEntry
from tertial.common.ordering import move_back
from tertial.domain.period import Period
from tertial.goals.actions import assessments, goals, indicators, outcomes, plans, weights
from tertial.goals.actions.assignments import check_stands
from tertial.goals.models import Assignment, Goal, GoalIndicator, Indicator, Outcome, Plan, ScaleStep, TargetKind
from tertial.organisation import gate
from tertial.things.finding import held
from tertial.things.undo import Undone


def _may(by: Person, act: gate.Act, thing: Goal | Indicator | Assignment | Plan) -> None:
    gate.enter(by=by, act=act.undone, things=[thing])


def _may_goal(by: Person, goal: Goal, entry: AuditEntry) -> None:
    _may(by, gate.REPORT if entry.action.startswith("goal.assess") else gate.PLAN, goal)


def shift_back(by: Person, entry: AuditEntry, goal: Goal) -> None:
    """Puts a goal back to its place among those beside it."""
    move_back(entry, goal, goals.row_of(goal), lambda down: goals.shift_goal(by=by, goal=goal, down=down))


def stop_following(by: Person, entry: AuditEntry, goal: Goal) -> None:
    """Takes back that an indicator follows a goal."""
    goals.unfollow(by=by, link=GoalIndicator.objects.get(goal=goal, indicator=entry.after["indicator"]))


def follow_again(by: Person, entry: AuditEntry, goal: Goal) -> None:
    """Lets an indicator follow a goal again, where it stood and with what it weighed."""
    indicator = Indicator.objects.get(pk=entry.before["indicator"])
    stood = {name: entry.before[name] for name in ("weight", "position") if name in entry.before}
    goals.follow_by(by=by, goal=goal, indicator=indicator, **stood)


def weigh_back(by: Person, entry: AuditEntry, goal: Goal) -> None:
    """Lets an indicator weigh for a goal what it weighed before."""
    link = GoalIndicator.objects.get(goal=goal, indicator=entry.before["indicator"])
    if link.weight != entry.after["weight"]:
        raise audit.changed_since(goal)
    weights.weigh_indicators(by=by, goal=goal, weights={link: entry.before["weight"]})


def assess_again(by: Person, entry: AuditEntry, goal: Goal) -> None:
    """Brings back an assessment that was withdrawn."""
    period, step = Period.parse(entry.before["period"]), ScaleStep.objects.get(pk=entry.before["step"])
    if goal.assessments.filter(period=period.key).exists():
        raise audit.changed_since(goal)
    assessments.assess_goal(by=by, goal=goal, period=period, step=step, reason=entry.before["reason"])


def put_target_back(by: Person, entry: AuditEntry, indicator: Indicator) -> None:
    """Puts a target back as it was."""
    fields = entry.before | entry.after
    year, kind = fields["year"], TargetKind(fields["kind"])
    stands = indicator.targets.filter(year=year, kind=kind).values_list("expression", flat=True).first()
    if stands != entry.after.get("expression"):
        raise audit.changed_since(indicator)
    earlier = entry.before.get("expression", "")
    indicators.set_target(by=by, indicator=indicator, year=year, kind=kind, expression=earlier)


def archive_begun(by: Person, _entry: AuditEntry, plan: Plan) -> None:
    """Archives a plan that was begun."""
    if plan.archived_at is not None:
        raise audit.changed_since(plan)
    plans.archive_plan(by=by, plan=plan)


def restore_archived(by: Person, entry: AuditEntry, plan: Plan) -> None:
    """Brings back a plan that was archived."""
    audit.values_before(entry, plan)
    plans.restore_plan(by=by, plan=plan)


GOAL = Undone(
    model=Goal,
    may=_may_goal,
    rules=lambda _by, goal: goals.check_stands(goal),
    related=("plan__unit", "level"),
)
INDICATOR = Undone(
    model=Indicator,
    may=lambda by, indicator, _entry: _may(by, gate.PLAN, indicator),
    rules=lambda _by, indicator: indicators.check_measure(indicator),
    related=("unit",),
)
OUTCOME = Undone(
    model=Outcome,
    may=lambda by, outcome, _entry: _may(by, gate.REPORT, outcome.indicator),
    rules=lambda _by, outcome: outcomes.check_outcomes_open(outcome),
    above=lambda outcome: [outcome.indicator],
    page=lambda outcome: held(outcome.indicator.ref).page,
    related=("indicator__unit",),
    author="recorded_by",
    removable=True,
)
ASSIGNMENT = Undone(
    model=Assignment,
    may=lambda by, assignment, _entry: _may(by, gate.PLAN, assignment),
    rules=lambda _by, assignment: check_stands(assignment),
    related=("plan__unit",),
)
PLAN = Undone(
    model=Plan,
    may=lambda by, plan, _entry: _may(by, gate.PLAN, plan),
    related=("unit",),
)
