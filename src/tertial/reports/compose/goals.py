"""The goal chapters: each goal under the goals it serves, with everything its assessment rests on."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from tertial.domain.document import Block, Note, Section, Status, words
from tertial.goals.marks import goal_mark
from tertial.goals.models import Goal
from tertial.goals.queries.readings import GoalReading
from tertial.reports.block_kinds.goals import GOAL_PARTS
from tertial.reports.compose.assignments import assignment_table
from tertial.reports.compose.charts import indicator_chart
from tertial.reports.compose.context import Context
from tertial.reports.compose.indicators import indicator_table
from tertial.reports.compose.texts import beginning_with, written


def goals_block(context: Context, options: Mapping[str, Any]) -> tuple[Block, ...]:
    """A section for each goal, inside sections for the goals above it."""
    parts = options.get("parts") or list(GOAL_PARTS)
    reasons = bool(options.get("reasons", True))
    return tuple(_under(context, context.plan.assessed_goals, 0, parts, reasons=reasons))


def _under(
    context: Context, goals: Sequence[GoalReading], depth: int, parts: Sequence[str], *, reasons: bool
) -> Iterator[Section]:
    for above, group in groupby(goals, key=lambda reading: _ancestor(reading, depth)):
        members = list(group)
        if above is None:
            yield from (_goal(context, reading, parts, reasons=reasons) for reading in members)
        else:
            inner = tuple(_under(context, members, depth + 1, parts, reasons=reasons))
            yield Section(f"{above.level.name}: {above.name}", f"goal-{above.pk}", inner)


def _ancestor(reading: GoalReading, depth: int) -> Goal | None:
    """The goal above at a depth counted from the top; None where the way up is over."""
    from_top = reading.above[::-1]
    return from_top[depth] if depth < len(from_top) else None


def _goal(context: Context, reading: GoalReading, parts: Sequence[str], *, reasons: bool) -> Section:
    blocks = tuple(block for part in parts for block in _part(context, reading, part, reasons=reasons))
    return Section(f"{reading.goal.level.name}: {reading.goal.name}", f"goal-{reading.goal.pk}", blocks)


def _part(context: Context, reading: GoalReading, part: str, *, reasons: bool) -> tuple[Block, ...]:
    if part == "assessment":
        return _assessment(context, reading, reasons=reasons)
    if part in {"motivation", "work"}:
        return (_headed(context, reading, part, written(context, reading.texts.get(part))),)
    if part == "analysis":
        return _analysis(context, reading)
    if part == "charts":
        return tuple(chart for item in reading.indicators if (chart := indicator_chart(context, item)))
    if part == "indicators":
        return (
            (indicator_table(context, reading.indicators, reading.goal.name, reasons=reasons),)
            if reading.indicators
            else ()
        )
    return (assignment_table(context, reading.assignments, reading.goal.name),) if reading.assignments else ()


def _headed(context: Context, reading: GoalReading, part: str, blocks: tuple[Block, ...]) -> Section:
    return Section(context.word(part), f"goal-{reading.goal.pk}-{part}", blocks)


def _assessment(context: Context, reading: GoalReading, *, reasons: bool) -> tuple[Block, ...]:
    blocks: list[Block] = [Status(goal_mark(reading), context.word("assessment"))]
    if reasons and reading.differs and reading.human is not None and reading.human.reason:
        suggested = context.plan.suggested_step(reading)
        blocks.append(
            Note(
                words(
                    _("The figures suggest “%(suggested)s”. Reason for the difference: %(reason)s")
                    % {"suggested": suggested.name, "reason": reading.human.reason}
                )
            )
        )
    return tuple(blocks)


def _analysis(context: Context, reading: GoalReading) -> tuple[Block, ...]:
    if not reading.indicators:
        return ()
    blocks: list[Block] = []
    for item in reading.indicators:
        text = written(context, reading.texts.get(f"analysis-{item.indicator.pk}"))
        blocks += beginning_with(item.indicator.name, text)
    return (_headed(context, reading, "analysis", tuple(blocks)),)
