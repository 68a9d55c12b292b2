"""Every indicator of the plan: three years, the targets, the state, and notes on what is published late."""

from tertial.domain.message import gettext_noop
from tertial.reports.blocks.kind import UNITS, BlockKind
from tertial.reports.blocks.parts.goal_needs import goal_needs
from tertial.reports.blocks.parts.goal_tables import GoalNeeds, table_of_indicators
from tertial.reports.blocks.printed import Options, Printed


def indicators_block(needs: GoalNeeds, options: Options) -> Printed:
    """Every indicator of the plan in one table."""
    caption = needs.cover.fill(options.get("caption") or needs.words["indicators"])
    table = table_of_indicators(needs, needs.plan.indicators, caption, reasons=True)
    return Printed((table,) if needs.plan.indicators else ())


KIND = BlockKind(
    "indicators",
    gettext_noop("every indicator, in one table"),
    {"caption": str, UNITS: str},
    goal_needs,
    indicators_block,
)
