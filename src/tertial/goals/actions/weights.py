"""Writes about what the indicators of a goal weigh."""

from collections.abc import Mapping

from django.db import transaction

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.locks import lock
from tertial.common.models import AuditEntry
from tertial.domain.message import Message, gettext_noop
from tertial.goals.errors import GoalNotSaved
from tertial.goals.models import Goal, GoalIndicator
from tertial.goals.models.goal import MOST_WEIGHT
from tertial.organisation import gate


@transaction.atomic
def weigh_indicators(*, by: Person, goal: Goal, weights: Mapping[GoalIndicator, int]) -> list[AuditEntry]:
    """Sets what indicators weigh for a goal, and gives the entries of those that were changed.

    They count where the steering model lets indicators weigh differently. Raises GoalNotSaved for a weight outside 1 to
    100, and ValueError for an indicator of another goal.
    """
    gate.enter(by=by, act=gate.PLAN, things=[goal])
    if any(link.goal_id != goal.pk for link in weights):
        raise ValueError("a weight belongs to another goal")
    written = []
    for link in sorted(weights, key=lambda link: link.pk):
        lock(link)
        if not 1 <= weights[link] <= MOST_WEIGHT:
            template = gettext_noop("%(weight)s is no weight; write a whole number from 1 to %(most)s.")
            raise GoalNotSaved(Message(template, {"weight": str(weights[link]), "most": MOST_WEIGHT}))
        if weights[link] != link.weight:
            written.append(_weigh(by, goal, link, weights[link]))
    return written


def _weigh(by: Person, goal: Goal, link: GoalIndicator, weight: int) -> AuditEntry:
    before = {"indicator": link.indicator_id, "weight": link.weight}
    link.weight = weight
    link.save(update_fields=["weight"])
    return audit.record(person=by, action="goal.indicator.weigh", subject=goal, before=before, after={"weight": weight})
