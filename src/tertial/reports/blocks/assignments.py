"""Every assignment of the plan, with status and comment."""

from tertial.domain.message import gettext_noop
from tertial.reports.blocks.kind import UNITS, BlockKind
from tertial.reports.blocks.parts.goal_needs import goal_needs
from tertial.reports.blocks.parts.goal_tables import GoalNeeds, table_of_assignments
from tertial.reports.blocks.printed import Options, Printed


def assignments_block(needs: GoalNeeds, options: Options) -> Printed:
    """Every assignment of the plan in one table."""
    caption = needs.cover.fill(options.get("caption") or needs.words["assignments"])
    table = table_of_assignments(needs, needs.plan.assignments, caption)
    return Printed((table,) if needs.plan.assignments else ())


KIND = BlockKind(
    "assignments",
    gettext_noop("every assignment, in one table"),
    {"caption": str, UNITS: str},
    goal_needs,
    assignments_block,
)
