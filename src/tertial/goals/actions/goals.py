"""Writes about single goals."""

from django.db import transaction
from django.db.models import Q

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.archiving import bring_back, put_away
from tertial.common.keys import give_key
from tertial.common.locks import lock
from tertial.domain.message import Message, gettext_noop
from tertial.goals.actions.plans import next_position
from tertial.goals.errors import GoalNotSaved
from tertial.goals.models import Goal, GoalIndicator, Indicator, Level, Plan
from tertial.goals.queries.steering import check_word
from tertial.organisation import gate

_FIELDS = ("name", "description", "level", "parent", "contributes_to", "responsible", "position")


@transaction.atomic
def save_goal(
    *,
    by: Person,
    plan: Plan,
    goal: Goal | None = None,
    level: Level,
    name: str,
    parent: Goal | None = None,
    contributes_to: Goal | None = None,
    description: str = "",
    responsible: Person | None = None,
    key: str = "",
) -> Goal:
    """Creates or changes a goal of a plan; a new one has the key that was chosen for it, else one made of its name.

    Raises GoalNotSaved when the plan is archived, the name is empty or the goal would stand in an impossible place.
    """
    gate.enter(by=by, act=gate.PLAN, things=[goal or plan])
    if not name.strip():
        raise GoalNotSaved(Message(gettext_noop("A goal needs a name; write one.")))
    check_word(plan, level)
    _check_place(plan=plan, goal=goal, level=level, parent=parent, contributes_to=contributes_to)
    saved = goal or Goal(plan=plan, position=next_position(plan))
    before = audit.state(saved, _FIELDS) if goal else {}
    saved.name, saved.description, saved.level = name.strip(), description.strip(), level
    saved.parent, saved.contributes_to, saved.responsible = parent, contributes_to, responsible
    give_key(saved, key)
    saved.save()
    action = "goal.change" if goal else "goal.create"
    audit.record(person=by, action=action, subject=saved, before=before, after=audit.state(saved, _FIELDS))
    return saved


def _check_open(plan: Plan) -> None:
    if plan.archived_at is not None:
        raise GoalNotSaved(
            Message(
                gettext_noop("The plan %(plan)s is archived; restore it before you change it."), {"plan": str(plan)}
            )
        )


def _check_place(
    *, plan: Plan, goal: Goal | None, level: Level, parent: Goal | None, contributes_to: Goal | None
) -> None:
    for above in (parent, contributes_to):
        if above is None:
            continue
        _check_still_open(above, of=goal)
        if goal is not None and _is_above(goal, above):
            raise GoalNotSaved(
                Message(
                    gettext_noop(
                        "“%(goal)s” cannot be placed under “%(above)s”, which is part of it; choose another place."
                    ),
                    {"goal": goal.name, "above": above.name},
                )
            )
        if above.level.position >= level.position:
            raise GoalNotSaved(
                Message(
                    gettext_noop("A %(level)s cannot be placed under a %(above)s; choose a goal on a higher level."),
                    {"level": level.name, "above": above.level.name},
                )
            )
    below = goal.children.filter(level__position__lte=level.position).first() if goal is not None else None
    if below is not None:
        raise GoalNotSaved(
            Message(
                gettext_noop("“%(below)s” is under this goal and cannot be placed under a %(level)s; move it first."),
                {"below": below.name, "level": level.name},
            )
        )
    if parent is not None and parent.plan_id != plan.pk:
        raise GoalNotSaved(
            Message(
                gettext_noop("“%(above)s” belongs to another plan; choose it under “contributes to” instead."),
                {"above": parent.name},
            )
        )


def _check_still_open(above: Goal, *, of: Goal | None) -> None:
    """A goal comes under no archived one; it may stay where it stands, as under last year's plan."""
    if of is not None and Goal.objects.filter(pk=of.pk).filter(Q(parent=above) | Q(contributes_to=above)).exists():
        return
    above.refresh_from_db(fields=["archived_at"])  # whoever archives a goal has held its plan, which is held here
    if above.archived_at is not None:
        template = gettext_noop("“%(above)s” has been archived meanwhile; choose another place, or restore it.")
        raise GoalNotSaved(Message(template, {"above": above.name}))


def _is_above(goal: Goal, other: Goal) -> bool:
    """Whether the other is the goal itself or something under it."""
    step: Goal | None = other
    while step is not None:
        if step.pk == goal.pk:
            return True
        step = step.parent or step.contributes_to
    return False


@transaction.atomic
def move_goal(*, by: Person, goal: Goal, parent: Goal | None = None, contributes_to: Goal | None = None) -> Goal:
    """Moves a goal, with all under it, under another of its plan, or lets it contribute to a goal of a plan above.

    Raises GoalNotSaved for a place under itself or on a level that is not higher.
    """
    gate.enter(by=by, act=gate.PLAN, things=[goal])
    _check_place(plan=goal.plan, goal=goal, level=goal.level, parent=parent, contributes_to=contributes_to)
    moved = ["parent", "contributes_to"]
    before = audit.state(goal, moved)
    goal.parent, goal.contributes_to = parent, contributes_to
    goal.save(update_fields=moved)
    audit.record(person=by, action="goal.move", subject=goal, before=before, after=audit.state(goal, moved))
    return goal


def row_of(goal: Goal) -> list[int]:
    """The numbers of the goals that stand beside a goal, with its own, in their order."""
    return [each.pk for each in _row(goal)]


def _row(goal: Goal) -> list[Goal]:
    beside = goal.plan.goals.filter(archived_at=None, parent=goal.parent_id, contributes_to=goal.contributes_to_id)
    return list(beside.order_by("position", "id"))


@transaction.atomic
def shift_goal(*, by: Person, goal: Goal, down: bool) -> Goal:
    """Lets a goal change places with the one beside it; at the end of the row nothing happens."""
    gate.enter(by=by, act=gate.PLAN, things=[goal])
    Plan.objects.select_for_update().get(pk=goal.plan_id)  # two moves in one row take turns
    row = _row(goal)
    here = row.index(goal) if goal in row else None  # an archived goal stands in no row
    there = -1 if here is None else here + (1 if down else -1)
    if here is not None and 0 <= there < len(row):
        row[here], row[there] = row[there], row[here]
        places = sorted(member.position for member in row)
        if len(set(places)) < len(places):
            places = list(range(places[0], places[0] + len(places)))
        for member, position in zip(row, places, strict=True):
            Goal.objects.filter(pk=member.pk).update(position=position)
        shift = {"down": down, "order": [member.pk for member in row]}
        audit.record(person=by, action="goal.shift", subject=goal, after=shift)
    goal.refresh_from_db()
    return goal


def check_stands(goal: Goal) -> None:
    """Raises GoalNotSaved where a goal of an open plan, as it is in memory, can neither be stored nor be archived."""
    _check_open(goal.plan)
    if goal.archived_at is not None:
        _check_nothing_under(goal)
        return
    _check_above(goal)
    check_word(goal.plan, goal.level)
    _check_place(plan=goal.plan, goal=goal, level=goal.level, parent=goal.parent, contributes_to=goal.contributes_to)


@transaction.atomic
def archive_goal(*, by: Person, goal: Goal) -> Goal:
    """Puts a goal away with its texts and figures; raises GoalNotSaved while open goals stand under it."""
    gate.enter(by=by, act=gate.PUT_AWAY, things=[goal])
    _check_nothing_under(goal)
    put_away(by=by, thing=goal, action="goal.archive")
    return goal


def _check_nothing_under(goal: Goal) -> None:
    under = goal.children.filter(archived_at=None).first()
    if under is not None:
        raise GoalNotSaved(
            Message(
                gettext_noop("“%(under)s” is still under this goal; move or archive it first."),
                {"under": under.name},
            )
        )


@transaction.atomic
def restore_goal(*, by: Person, goal: Goal) -> Goal:
    """Brings an archived goal back to its place; raises GoalNotSaved while the goal above it is archived."""
    gate.enter(by=by, act=gate.PUT_AWAY, things=[goal])
    _check_above(goal)
    bring_back(by=by, thing=goal, action="goal.restore")
    return goal


def _check_above(goal: Goal) -> None:
    if goal.parent is not None and goal.parent.archived_at is not None:
        raise GoalNotSaved(
            Message(
                gettext_noop("“%(above)s”, which this goal is under, is archived; restore that first."),
                {"above": goal.parent.name},
            )
        )


@transaction.atomic
def follow_by(
    *, by: Person, goal: Goal, indicator: Indicator, weight: int = 1, position: int | None = None
) -> GoalIndicator:
    """Lets an indicator follow a goal, last in its row where no position is given; doing it twice changes nothing."""
    gate.enter(by=by, act=gate.PLAN, things=[goal])
    place = goal.goal_indicators.count() if position is None else position
    link, created = GoalIndicator.objects.get_or_create(
        goal=goal, indicator=indicator, defaults={"position": place, "weight": weight}
    )
    if created:
        audit.record(person=by, action="goal.indicator.add", subject=goal, after={"indicator": indicator.pk})
    return link


@transaction.atomic
def unfollow(*, by: Person, link: GoalIndicator) -> None:
    """Takes an indicator from a goal; the indicator and its outcomes stay."""
    gate.enter(by=by, act=gate.PLAN, things=[link.goal])
    lock(link)
    if link.assessments.exists():
        raise GoalNotSaved(
            Message(
                gettext_noop("“%(indicator)s” has been assessed for this goal; take that assessment back first."),
                {"indicator": link.indicator.name},
            )
        )
    before = audit.state(link, ("indicator", "weight", "position"))
    audit.record(person=by, action="goal.indicator.remove", subject=link.goal, before=before)
    link.delete()
