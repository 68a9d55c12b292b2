"""What an undo asks of plans, goals, indicators and assignments, and the writes that before and after do not tell."""

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.models import AuditEntry
from tertial.common.ordering import move_back
from tertial.common.undo import Undoable, register
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.goals.actions import assessments, goals, indicators, plans
from tertial.goals.actions.assignments import check_stands
from tertial.goals.models import Assignment, Goal, GoalIndicator, Indicator, Outcome, Plan, ScaleStep, TargetKind
from tertial.organisation import gate
from tertial.organisation.tracing import trace


def declare() -> None:
    """Tells common/undo how writes about what a plan holds are taken back."""
    _declare_goals_and_indicators()
    _declare_plans_and_assignments()


def _declare_goals_and_indicators() -> None:
    register(
        Undoable(
            model=Goal,
            may=_may_goal,
            rules=lambda _by, goal: goals.check_stands(goal),
            related=("plan__unit", "level"),
            ways={
                "goal.shift": _shift,
                "goal.indicator.add": _follow,
                "goal.indicator.remove": _unfollow,
                "goal.assess.withdraw": _withdraw_assessment,
            },
        ),
        Undoable(
            model=Indicator,
            may=lambda by, indicator, _entry: _may(by, gate.PLAN, indicator),
            related=("unit",),
            ways={"target.set": _target, "target.remove": _target},
        ),
        Undoable(
            model=Outcome,
            may=lambda by, outcome, _entry: _may(by, gate.REPORT, outcome.indicator),
            rules=lambda _by, outcome: indicators.check_outcomes_open(outcome),
            above=lambda outcome: [outcome.indicator],
            page=lambda outcome: trace(Ref("indicator", outcome.indicator_id)).url,
            related=("indicator__unit",),
            author="recorded_by",
            removable=True,
        ),
    )


def _declare_plans_and_assignments() -> None:
    register(
        Undoable(
            model=Assignment,
            may=lambda by, assignment, _entry: _may(by, gate.PLAN, assignment),
            rules=lambda _by, assignment: check_stands(assignment),
            related=("plan__unit",),
        ),
        Undoable(
            model=Plan,
            may=lambda by, plan, _entry: _may(by, gate.PLAN, plan),
            related=("unit",),
            ways={
                "plan.create": _plan_begin,
                "plan.copy": _plan_begin,
                "plan.archive": _plan_archive,
                "plan.restore": _plan_begin,
            },
        ),
    )


def _may(by: Person, act: gate.Act, thing: Goal | Indicator | Assignment | Plan) -> None:
    gate.enter(by=by, act=act.undone, things=[thing])


def _may_goal(by: Person, goal: Goal, entry: AuditEntry) -> None:
    _may(by, gate.REPORT if entry.action.startswith("goal.assess") else gate.PLAN, goal)


def _shift(by: Person, entry: AuditEntry, goal: Goal) -> None:
    move_back(entry, goal, goals.row_of(goal), lambda down: goals.shift_goal(by=by, goal=goal, down=down))


def _follow(by: Person, entry: AuditEntry, goal: Goal) -> None:
    goals.unfollow(by=by, link=GoalIndicator.objects.get(goal=goal, indicator=entry.after["indicator"]))


def _unfollow(by: Person, entry: AuditEntry, goal: Goal) -> None:
    goals.follow_by(by=by, goal=goal, indicator=Indicator.objects.get(pk=entry.before["indicator"]))


def _withdraw_assessment(by: Person, entry: AuditEntry, goal: Goal) -> None:
    period, step = Period.parse(entry.before["period"]), ScaleStep.objects.get(pk=entry.before["step"])
    if goal.assessments.filter(period=period.key).exists():
        raise audit.changed_since(goal)
    assessments.assess_goal(by=by, goal=goal, period=period, step=step, reason=entry.before["reason"])


def _target(by: Person, entry: AuditEntry, indicator: Indicator) -> None:
    fields = entry.before | entry.after
    year, kind = fields["year"], TargetKind(fields["kind"])
    stands = indicator.targets.filter(year=year, kind=kind).values_list("expression", flat=True).first()
    if stands != entry.after.get("expression"):
        raise audit.changed_since(indicator)
    earlier = entry.before.get("expression", "")
    indicators.set_target(by=by, indicator=indicator, year=year, kind=kind, expression=earlier)


def _plan_begin(by: Person, _entry: AuditEntry, plan: Plan) -> None:
    if plan.archived_at is not None:
        raise audit.changed_since(plan)
    plans.archive_plan(by=by, plan=plan)


def _plan_archive(by: Person, entry: AuditEntry, plan: Plan) -> None:
    audit.values_before(entry, plan)
    plans.restore_plan(by=by, plan=plan)
