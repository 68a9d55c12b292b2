"""Writes about whole plans: begin one, copy it forward to next year, take that back."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import F

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.archiving import bring_back, put_away
from tertial.common.keys import give_refs
from tertial.common.locks import lock
from tertial.domain.assessment import AssignmentState
from tertial.domain.message import Message, gettext_noop
from tertial.domain.period import Period
from tertial.goals.errors import PlanNotSaved
from tertial.goals.models import Assignment, AssignmentOrigin, AssignmentStep, Goal, GoalIndicator, Level, Plan
from tertial.goals.queries.plan_reading import newest_follow_ups
from tertial.goals.queries.steering import Part, carried, steering_model_of
from tertial.organisation import gate
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_of

_FINISHED = {AssignmentState.DONE.value, AssignmentState.CANCELLED.value}


@transaction.atomic
def create_plan(*, by: Person, unit: Unit, year: int) -> Plan:
    """Begins an empty plan for a unit and year.

    Raises PlanNotSaved when the unit does not live that year, has a plan already or has no steering model.
    """
    gate.enter(by=by, act=gate.PLAN, things=[unit])
    lock(municipality_of(unit), unit)  # of two who begin at once the second is refused
    steering_model = steering_model_of(municipality_of(unit), year)
    if steering_model is None:
        raise PlanNotSaved(
            Message(
                gettext_noop(
                    "%(unit)s has no steering model yet; an administrator sets one up under Structure and settings."
                ),
                {"unit": municipality_of(unit).name},
            )
        )
    _check_free(unit, year)
    plan = Plan.objects.create(unit=unit, year=year, steering_model=steering_model)
    audit.record(person=by, action="plan.create", subject=plan, after={"unit": unit.code, "year": year})
    return plan


def _check_free(unit: Unit, year: int) -> None:
    begins, ends = Period.parse(str(year)).start, Period.parse(str(year)).end
    if unit.valid_from > ends or (unit.valid_to is not None and unit.valid_to < begins):
        raise PlanNotSaved(
            Message(
                gettext_noop("%(unit)s does not exist in %(year)s; choose a unit that does, or reopen it."),
                {"unit": unit.name, "year": str(year)},
            )
        )
    if Plan.objects.filter(unit=unit, year=year, archived_at=None).exists():
        raise PlanNotSaved(
            Message(
                gettext_noop("%(unit)s already has a plan for %(year)s; open it, or archive it first."),
                {"unit": unit.name, "year": str(year)},
            )
        )


@transaction.atomic
def copy_forward(*, by: Person, plan: Plan) -> Plan:
    """Copies a plan to the year after: its goals, their indicators, and every assignment that is not finished.

    Each copy knows what it continues, and has the words of its year. Links upward follow the goal they contribute to
    into next year when that plan exists, and stay where they are until it does. Targets and outcomes belong to their
    year and are not copied.
    Raises PlanNotSaved for a year that has a plan, and for a word that next year's words do not continue.
    """
    gate.enter(by=by, act=gate.PLAN, things=[plan])
    lock(municipality_of(plan.unit), plan.unit)
    year = plan.year + 1
    _check_free(plan.unit, year)
    words = steering_model_of(municipality_of(plan.unit), year) or plan.steering_model
    parts = carried(plan.steering_model, words)
    copy = Plan.objects.create(unit=plan.unit, year=year, steering_model=words, copied_from=plan)
    goals = _copy_goals(plan, copy, parts[Level])
    _copy_indicators(goals)
    _copy_assignments(plan, copy, goals, parts[AssignmentOrigin])
    _lead_contributions_forward(goals)
    audit.record(
        person=by,
        action="plan.copy",
        subject=copy,
        after={"from": plan.ref, "year": year, "goals": len(goals), "assignments": copy.assignments.count()},
    )
    return copy


def _copy_goals(plan: Plan, copy: Plan, levels: Mapping[int, Part]) -> dict[int, Goal]:
    copied: dict[int, Goal] = {}
    originals = list(plan.goals.filter(archived_at=None).order_by("level__position", "position", "id"))
    for goal in originals:
        copied[goal.pk] = Goal(
            plan=copy,
            level=_carried(levels, goal.level, copy),
            contributes_to=_next_year(goal.contributes_to, copy.year),
            continues=goal,
            name=goal.name,
            description=goal.description,
            responsible=goal.responsible,
            position=goal.position,
        )
    give_refs(*copied.values())
    for goal in copied.values():
        goal.save()
    for goal in originals:
        if goal.parent_id in copied:
            copied[goal.pk].parent = copied[goal.parent_id]
            copied[goal.pk].save(update_fields=["parent"])
    return copied


def _next_year(goal: Goal | None, year: int) -> Goal | None:
    if goal is None:
        return None
    return goal.continuations.filter(plan__year=year, plan__archived_at=None, archived_at=None).first() or goal


def _copy_indicators(goals: dict[int, Goal]) -> None:
    links = GoalIndicator.objects.filter(goal__in=goals, indicator__archived_at=None)
    GoalIndicator.objects.bulk_create(
        GoalIndicator(
            goal=goals[link.goal_id], indicator_id=link.indicator_id, position=link.position, weight=link.weight
        )
        for link in links
    )


def _carried(parts: Mapping[int, Part], part: Part, copy: Plan) -> Any:  # noqa: ANN401 - of the kind of the part
    """The word that continues a word in the year of the copy. Raises PlanNotSaved where none does."""
    if part.pk not in parts:
        template = gettext_noop(
            "“%(word)s” is not among the words of %(year)s; move what has it to another word before you copy the plan."
        )
        raise PlanNotSaved(Message(template, {"word": str(part), "year": str(copy.year)}))
    return parts[part.pk]


def _copy_assignments(plan: Plan, copy: Plan, goals: dict[int, Goal], origins: Mapping[int, Part]) -> None:
    going_on = plan.assignments.filter(archived_at=None, goal__archived_at=None).exclude(pk__in=_finished(plan))
    copied = {assignment: _again(assignment, copy, goals, origins) for assignment in going_on.prefetch_related("steps")}
    give_refs(*copied.values())
    for assignment, new in copied.items():
        new.save()
        AssignmentStep.objects.bulk_create(
            AssignmentStep(assignment=new, title=step.title, due=step.due, done=step.done, position=step.position)
            for step in assignment.steps.all()
        )


def _again(assignment: Assignment, copy: Plan, goals: Mapping[int, Goal], origins: Mapping[int, Part]) -> Assignment:
    return Assignment(
        plan=copy,
        goal=goals.get(assignment.goal_id) if assignment.goal_id else None,
        origin=_carried(origins, assignment.origin, copy),
        title=assignment.title,
        responsible_unit=assignment.responsible_unit,
        responsible=assignment.responsible,
        due=assignment.due,
        continues=assignment,
        position=assignment.position,
    )


def _finished(plan: Plan) -> set[int]:
    """Assignments whose newest follow-up says that nothing remains to be done."""
    year = Period.parse(str(plan.year))
    newest = newest_follow_ups(plan.assignments.values_list("pk", flat=True), year)
    return {number for number, follow_up in newest.items() if follow_up.status.meaning in _FINISHED}


def _lead_contributions_forward(goals: dict[int, Goal]) -> None:
    """Goals of lower plans in the new year that still point at last year's goal are led to its continuation."""
    for old_id, new in goals.items():
        Goal.objects.filter(contributes_to_id=old_id, plan__year=new.plan.year).update(contributes_to=new)


@transaction.atomic
def archive_plan(*, by: Person, plan: Plan) -> Plan:
    """Puts a plan away with everything in it; it can be brought back unchanged. This is also how a copy is undone."""
    gate.enter(by=by, act=gate.PUT_AWAY, things=[plan])
    if not put_away(by=by, thing=plan, action="plan.archive"):
        return plan
    for lower in Goal.objects.filter(contributes_to__plan=plan, contributes_to__continues__isnull=False).select_related(
        "contributes_to"
    ):
        lower.contributes_to_id = lower.contributes_to.continues_id if lower.contributes_to else None
        lower.save(update_fields=["contributes_to"])
    return plan


@transaction.atomic
def restore_plan(*, by: Person, plan: Plan) -> Plan:
    """Brings an archived plan back; raises PlanNotSaved when another plan has taken its place."""
    gate.enter(by=by, act=gate.PUT_AWAY, things=[plan])
    lock(plan.unit)
    if plan.archived_at is None:
        return plan
    _check_free(plan.unit, plan.year)
    if not bring_back(by=by, thing=plan, action="plan.restore"):
        return plan
    _lead_contributions_forward({goal.continues_id: goal for goal in plan.goals.all() if goal.continues_id is not None})
    return plan


def next_position(plan: Plan) -> int:
    """The place after the last goal of a plan."""
    last = plan.goals.order_by(F("position").desc()).values_list("position", flat=True).first()
    return 0 if last is None else last + 1
