"""The table of all goals with their assessments (Målbedömning)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tertial.domain.document import Block, Column, ColumnKind, Row, StatusCell, Table, TextCell, text_cell
from tertial.goals.marks import goal_mark
from tertial.goals.models import Level
from tertial.goals.queries.readings import GoalReading
from tertial.reports.compose.context import Context


def goal_overview_block(context: Context, options: Mapping[str, Any]) -> tuple[Block, ...]:
    """One row a goal: its way up through the levels, its name, its assessment."""
    goals = context.plan.assessed_goals
    levels = levels_above(goals)
    own = goals[0].goal.level.name if goals else _("Goal")
    columns = (
        *(Column(level.name) for level in levels),
        Column(own),
        Column(context.word("assessment"), ColumnKind.STATUS),
    )
    rows = tuple(
        Row(
            (
                *above(reading, levels),
                text_cell(reading.goal.name, reading.ref),
                StatusCell(goal_mark(reading)),
            )
        )
        for reading in goals
    )
    return (Table(context.fill(options.get("caption") or _("The goals and their assessments")), columns, rows),)


def levels_above(goals: tuple[GoalReading, ...]) -> list[Level]:
    """The levels that some goal serves a goal of, the highest first."""
    levels = {goal.level.pk: goal.level for reading in goals for goal in reading.above}
    return sorted(levels.values(), key=lambda level: level.position)


def above(reading: GoalReading, levels: list[Level]) -> tuple[TextCell, ...]:
    """The goal of each level that this one serves."""
    by_level = {goal.level_id: goal for goal in reading.above}
    return tuple(
        text_cell(by_level[level.pk].name, f"goal:{by_level[level.pk].pk}") if level.pk in by_level else text_cell("–")
        for level in levels
    )
