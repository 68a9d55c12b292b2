"""Writes about assignments, their steps and how far they have come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.archiving import bring_back, put_away
from tertial.common.keys import give_key
from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.domain.period import Period
from tertial.goals.errors import AssignmentNotSaved
from tertial.goals.models import (
    Assignment,
    AssignmentFollowUp,
    AssignmentOrigin,
    AssignmentStatus,
    AssignmentStep,
    Goal,
    Plan,
)
from tertial.goals.queries.steering import check_word
from tertial.organisation import gate
from tertial.organisation.models import Unit

_FIELDS = ("title", "goal", "origin", "responsible_unit", "responsible", "due")
_FOLLOW_UP_FIELDS = ("period", "status", "comment")


@dataclass(frozen=True, slots=True)
class StepGiven:
    """A step as written in a form: which one (None for a new), its title, due day and whether it is done.

    A stored step given without a title is taken away.
    """

    title: str
    done: bool = False
    due: date | None = None
    pk: int | None = None


@transaction.atomic
def save_assignment(
    *,
    by: Person,
    plan: Plan,
    assignment: Assignment | None = None,
    title: str,
    origin: AssignmentOrigin,
    goal: Goal | None = None,
    responsible_unit: Unit | None = None,
    responsible: Person | None = None,
    due: date | None = None,
    key: str = "",
) -> Assignment:
    """Creates or changes an assignment of a plan; a new one has the key chosen for it, else one made of its title.

    Raises AssignmentNotSaved without a title, with a goal of another plan, or with a unit that has ended.
    """
    gate.enter(by=by, act=gate.PLAN, things=[assignment or plan])
    saved = assignment or Assignment(plan=plan, position=plan.assignments.count())
    if not title.strip():
        raise AssignmentNotSaved(Message(gettext_noop("An assignment needs a title; write what is to be done.")))
    if goal is not None:
        _check_goal(goal, plan, saved)
    if responsible_unit is not None and not responsible_unit.exists_on(date(plan.year, 12, 31)):
        raise AssignmentNotSaved(
            Message(
                gettext_noop("%(unit)s does not exist at the end of %(year)s; choose the unit that took over."),
                {"unit": responsible_unit.name, "year": str(plan.year)},
            )
        )
    check_word(plan, origin)
    before = audit.state(saved, _FIELDS) if assignment else {}
    saved.title, saved.origin, saved.goal = title.strip(), origin, goal
    saved.responsible_unit, saved.responsible, saved.due = responsible_unit, responsible, due
    give_key(saved, key)
    saved.save()
    action = "assignment.change" if assignment else "assignment.create"
    audit.record(person=by, action=action, subject=saved, before=before, after=audit.state(saved, _FIELDS))
    return saved


def _check_goal(goal: Goal, plan: Plan, saved: Assignment) -> None:
    """Raises AssignmentNotSaved for a goal of another plan, and for one archived since it was chosen."""
    if goal.plan_id != plan.pk:
        template = gettext_noop("“%(goal)s” belongs to another plan; choose one of this plan's goals.")
        raise AssignmentNotSaved(Message(template, {"goal": goal.name}))
    if goal.pk != saved.goal_id:
        goal.refresh_from_db(fields=["archived_at"])  # the plan is held, so nobody archives it now
        if goal.archived_at is not None:
            template = gettext_noop("“%(goal)s” has been archived meanwhile; choose another goal, or restore it.")
            raise AssignmentNotSaved(Message(template, {"goal": goal.name}))


@transaction.atomic
def archive_assignment(*, by: Person, assignment: Assignment) -> Assignment:
    """Puts an assignment away; it can be restored unchanged."""
    gate.enter(by=by, act=gate.PUT_AWAY, things=[assignment])
    put_away(by=by, thing=assignment, action="assignment.archive")
    return assignment


@transaction.atomic
def restore_assignment(*, by: Person, assignment: Assignment) -> Assignment:
    """Brings an archived assignment back."""
    gate.enter(by=by, act=gate.PUT_AWAY, things=[assignment])
    bring_back(by=by, thing=assignment, action="assignment.restore")
    return assignment


@transaction.atomic
def follow_up(
    *, by: Person, assignment: Assignment, period: Period, status: AssignmentStatus, comment: str = ""
) -> AssignmentFollowUp:
    """Stores how far an assignment has come in a period; raises AssignmentNotSaved outside the plan's year."""
    gate.enter(by=by, act=gate.REPORT, things=[assignment], period=period)
    if period.year != assignment.plan.year:
        raise AssignmentNotSaved(
            Message(
                gettext_noop("%(period)s is outside the plan %(plan)s; follow the assignment up in %(year)s."),
                {"period": period, "plan": str(assignment.plan), "year": str(assignment.plan.year)},
            )
        )
    check_word(assignment.plan, status)
    existing = AssignmentFollowUp.objects.filter(assignment=assignment, period=period.key).first()
    before = audit.state(existing, _FOLLOW_UP_FIELDS) if existing else {}
    saved = existing or AssignmentFollowUp(assignment=assignment, period=period.key)
    saved.status, saved.comment, saved.person = status, comment.strip(), by
    saved.save()
    audit.record(
        person=by,
        action="assignment.follow_up",
        subject=assignment,
        before=before,
        after=audit.state(saved, _FOLLOW_UP_FIELDS),
    )
    return saved


@transaction.atomic
def save_steps(*, by: Person, assignment: Assignment, steps: Sequence[StepGiven]) -> list[AssignmentStep]:
    """Writes the steps given, in their order; steps that someone else has added meanwhile stay, after them."""
    gate.enter(by=by, act=gate.REPORT, things=[assignment])
    old = {step.pk: step for step in assignment.steps.all()}
    before = _steps_state(old.values())
    steps_now: list[AssignmentStep] = []
    for given in steps:
        step = old.pop(given.pk, None) if given.pk is not None else None
        if given.title.strip():
            step = step or AssignmentStep(assignment=assignment)
            step.title, step.done, step.due = given.title.strip(), given.done, given.due
            steps_now.append(step)
        elif step is not None:
            step.delete()
    steps_now.extend(old.values())
    for position, step in enumerate(steps_now):
        step.position = position
        step.save()
    audit.record(person=by, action="assignment.steps", subject=assignment, before=before, after=_steps_state(steps_now))
    return steps_now


def _steps_state(steps: Iterable[AssignmentStep]) -> dict[str, list[str]]:
    known = list(steps)
    return {"steps": [step.title for step in known], "done": [step.title for step in known if step.done]}


def check_stands(assignment: Assignment) -> None:
    """Raises AssignmentNotSaved for an assignment whose plan is put away, WordOfAnotherYear for its origin."""
    check_word(assignment.plan, assignment.origin)
    if assignment.plan.archived_at is not None:
        raise _archived(assignment)


def _archived(assignment: Assignment) -> AssignmentNotSaved:
    template = gettext_noop("“%(assignment)s” is archived; restore it before you change it.")
    return AssignmentNotSaved(Message(template, {"assignment": excerpt(assignment.title)}))
