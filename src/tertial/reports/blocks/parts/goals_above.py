"""The goals that a goal serves, as cells of a table."""

from tertial.domain.document import TextCell, text_cell
from tertial.goals.models import Level
from tertial.goals.queries.readings import GoalReading


def levels_above(goals: tuple[GoalReading, ...]) -> list[Level]:
    """The levels that some goal serves a goal of, the highest first."""
    levels = {goal.level.pk: goal.level for reading in goals for goal in reading.above}
    return sorted(levels.values(), key=lambda level: level.position)


def above(reading: GoalReading, levels: list[Level]) -> tuple[TextCell, ...]:
    """The goal of each level that this one serves."""
    by_level = {goal.level_id: goal for goal in reading.above}
    return tuple(
        text_cell(by_level[level.pk].name, by_level[level.pk].ref) if level.pk in by_level else text_cell("–")
        for level in levels
    )
