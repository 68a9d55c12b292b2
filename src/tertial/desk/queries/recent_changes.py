"""What changed lately in a plan, told shortly: what one person did in one go is one line."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.urls import reverse
from django.utils.translation import gettext as _

from tertial.common.models import AuditEntry
from tertial.desk.log import Line, lines
from tertial.domain.ref import Ref
from tertial.goals.addresses import goal_url
from tertial.goals.queries.readings import GoalReading, PlanReading
from tertial.goals.text_slots import ANALYSIS, MOTIVATION, WORK, analysis_slot
from tertial.goals.words import words_of
from tertial.texts.models import TextSection

SHOWN = 8
_READ = 80


@dataclass(frozen=True, slots=True)
class RecentChange:
    """Writes of a kind that followed each other; `further` is how many more things the sentence stands for."""

    at: datetime
    who: str
    what: str
    url: str
    further: int = 0


def recent_changes(plan: PlanReading) -> list[RecentChange]:
    """The newest changes to the plan and everything in it, at most SHOWN."""
    texts = {text.ref: (goal, text) for goal in plan.goals for text in goal.texts.values()}
    entries = list(AuditEntry.objects.filter(ref__in=_refs(plan, texts)).select_related("person")[:_READ])
    pairs = zip(entries, lines(entries), strict=True)
    groups = groupby(pairs, key=lambda pair: _kind(pair[0], texts))
    changes = [_change(list(group), texts, plan) for _key, group in groups]
    return changes[:SHOWN]


_Texts = dict[Ref, tuple[GoalReading, TextSection]]


def _refs(plan: PlanReading, texts: _Texts) -> Iterator[Ref]:
    yield plan.plan.ref
    yield from texts
    for goal in plan.goals:
        yield goal.ref
        yield from (item.link for item in goal.indicators)
    for indicator in plan.indicators:
        yield indicator.ref
        yield from (outcome.ref for outcome in indicator.outcomes.values())
    yield from (assignment.ref for assignment in plan.assignments)


def _kind(entry: AuditEntry, texts: _Texts) -> tuple[int | None, str, str]:
    """Who did what; writing about one goal is one thing, whichever of its texts it is."""
    goal = texts[entry.ref][0].ref if entry.ref in texts else ""
    return entry.person_id, entry.action, goal


def _change(group: Sequence[tuple[AuditEntry, Line]], texts: _Texts, plan: PlanReading) -> RecentChange:
    entry, line = group[0]
    refs = list(dict.fromkeys(each.ref for each, _line in group))
    if entry.ref not in texts:
        url = "" if entry.ref.kind == "plan" else reverse("desk:trace", args=[entry.ref])
        return RecentChange(line.at, line.who, line.what, url, len(refs) - 1)
    goal, text = texts[entry.ref]
    url = goal_url(goal.ref, plan.period, Ref("text", goal.ref, text.slot).anchor)
    what = line.what
    if entry.action == "text.write":
        what = (
            _("Wrote “%(text)s” for “%(goal)s”") % {"text": _heading(goal, text.slot), "goal": goal.goal.name}
            if len(refs) == 1
            else _("Wrote %(number)s texts for “%(goal)s”") % {"number": len(refs), "goal": goal.goal.name}
        )
    return RecentChange(line.at, line.who, what, url)


def _heading(goal: GoalReading, slot: str) -> str:
    words = words_of(goal.goal.plan.steering_model)
    headings = {MOTIVATION: words[MOTIVATION], WORK: words[WORK]}
    for item in goal.indicators:
        headings[analysis_slot(item.ref)] = f"{words[ANALYSIS]}: {item.indicator.name}"
    return headings.get(slot, words[ANALYSIS])
