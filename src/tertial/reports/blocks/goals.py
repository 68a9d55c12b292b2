"""The goals: each goal under the goals it serves, with everything its assessment rests on."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from django.utils.translation import gettext as _

from tertial.domain.document import Block, Note, Section, Status, anchor_from, words
from tertial.domain.message import Message, gettext_noop
from tertial.goals.marks import goal_mark
from tertial.goals.models import Goal
from tertial.goals.queries.readings import GoalReading
from tertial.goals.text_slots import analysis_slot
from tertial.reports.blocks.kind import BlockKind
from tertial.reports.blocks.parts.goal_needs import goal_needs
from tertial.reports.blocks.parts.goal_tables import GoalNeeds, assignment_table, indicator_table
from tertial.reports.blocks.parts.indicator_chart import indicator_chart
from tertial.reports.blocks.printed import Options, Printed
from tertial.reports.blocks.prose import beginning_with

GOAL_PARTS: Mapping[str, str] = {
    "assessment": gettext_noop("the assessment, and its reason where people decided differently"),
    "motivation": gettext_noop("why it is assessed so"),
    "analysis": gettext_noop("the text about each indicator"),
    "work": gettext_noop("the work carried out"),
    "charts": gettext_noop("a small chart of each indicator"),
    "indicators": gettext_noop("the table of indicators"),
    "assignments": gettext_noop("the table of assignments"),
}
"""What can be printed of each goal, in the order a template lists them."""


def goals_block(needs: GoalNeeds, options: Options) -> Printed:
    """A section for each goal, inside sections for the goals above it."""
    parts = options.get("parts") or list(GOAL_PARTS)
    reasons = bool(options.get("reasons", True))
    blocks = tuple(_under(needs, needs.plan.assessed_goals, 0, parts, reasons=reasons))
    return Printed(blocks, needs.prose.findings)


def _under(
    needs: GoalNeeds, goals: Sequence[GoalReading], depth: int, parts: Sequence[str], *, reasons: bool
) -> Iterator[Section]:
    for above, group in groupby(goals, key=lambda reading: _ancestor(reading, depth)):
        members = list(group)
        if above is None:
            yield from (_goal(needs, reading, parts, reasons=reasons) for reading in members)
        else:
            inner = tuple(_under(needs, members, depth + 1, parts, reasons=reasons))
            yield Section(f"{above.level.name}: {above.name}", anchor_from(above.ref), inner)


def _ancestor(reading: GoalReading, depth: int) -> Goal | None:
    """The goal above at a depth counted from the top; None where the way up is over."""
    from_top = reading.above[::-1]
    return from_top[depth] if depth < len(from_top) else None


def _goal(needs: GoalNeeds, reading: GoalReading, parts: Sequence[str], *, reasons: bool) -> Section:
    blocks = tuple(block for part in parts for block in _part(needs, reading, part, reasons=reasons))
    return Section(f"{reading.goal.level.name}: {reading.goal.name}", anchor_from(reading.ref), blocks)


def _part(needs: GoalNeeds, reading: GoalReading, part: str, *, reasons: bool) -> tuple[Block, ...]:
    if part == "assessment":
        return _assessment(needs, reading, reasons=reasons)
    if part in {"motivation", "work"}:
        return (_headed(needs, reading, part, needs.prose.written(reading.texts.get(part))),)
    if part == "analysis":
        return _analysis(needs, reading)
    if part == "charts":
        return tuple(chart for item in reading.indicators if (chart := indicator_chart(needs, item)))
    if part == "indicators":
        return (
            (indicator_table(needs, reading.indicators, reading.goal.name, reasons=reasons),)
            if reading.indicators
            else ()
        )
    return (assignment_table(needs, reading.assignments, reading.goal.name),) if reading.assignments else ()


def _headed(needs: GoalNeeds, reading: GoalReading, part: str, blocks: tuple[Block, ...]) -> Section:
    return Section(needs.words[part], f"{anchor_from(reading.ref)}-{part}", blocks)


def _assessment(needs: GoalNeeds, reading: GoalReading, *, reasons: bool) -> tuple[Block, ...]:
    blocks: list[Block] = [Status(goal_mark(reading), needs.words["assessment"])]
    if reasons and reading.differs and reading.human is not None and reading.human.reason:
        suggested = needs.plan.suggested_step(reading)
        blocks.append(
            Note(
                words(
                    _("The figures suggest “%(suggested)s”. Reason for the difference: %(reason)s")
                    % {"suggested": suggested.name, "reason": reading.human.reason}
                )
            )
        )
    return tuple(blocks)


def _analysis(needs: GoalNeeds, reading: GoalReading) -> tuple[Block, ...]:
    if not reading.indicators:
        return ()
    blocks: list[Block] = []
    for item in reading.indicators:
        text = needs.prose.written(reading.texts.get(analysis_slot(item.ref)))
        blocks += beginning_with(item.indicator.name, text)
    return (_headed(needs, reading, "analysis", tuple(blocks)),)


def _refused(options: Options) -> Message | None:
    """A part that no goal has."""
    for part in options.get("parts", []):
        if part not in GOAL_PARTS:
            template = gettext_noop("“%(part)s” is not a part of a goal; choose among: %(parts)s.")
            return Message(template, {"part": part, "parts": ", ".join(GOAL_PARTS)})
    return None


KIND = BlockKind(
    "goals",
    gettext_noop("every goal with the parts chosen"),
    {"parts": list, "reasons": bool},
    goal_needs,
    goals_block,
    refuses=_refused,
)
