"""The table of all goals with their assessments (Målbedömning)."""

from django.utils.translation import gettext as _

from tertial.domain.document import Column, ColumnKind, Row, StatusCell, Table, text_cell
from tertial.domain.message import gettext_noop
from tertial.goals.marks import goal_mark
from tertial.reports.blocks.kind import BlockKind
from tertial.reports.blocks.parts.goal_needs import goal_needs
from tertial.reports.blocks.parts.goal_tables import GoalNeeds
from tertial.reports.blocks.parts.goals_above import above, levels_above
from tertial.reports.blocks.printed import Options, Printed


def goal_overview_block(needs: GoalNeeds, options: Options) -> Printed:
    """One row a goal: its way up through the levels, its name, its assessment."""
    goals = needs.plan.assessed_goals
    levels = levels_above(goals)
    own = goals[0].goal.level.name if goals else _("Goal")
    columns = (
        *(Column(level.name) for level in levels),
        Column(own),
        Column(needs.words["assessment"], ColumnKind.STATUS),
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
    caption = needs.cover.fill(options.get("caption") or _("The goals and their assessments"))
    return Printed((Table(caption, columns, rows),))


KIND = BlockKind(
    "goal_overview",
    gettext_noop("all goals with their assessments, in one table"),
    {"caption": str},
    goal_needs,
    goal_overview_block,
)
