"""The list of where every outcome comes from."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from tertial.domain.document import BlocksCell, Column, Paragraph, Row, Table, text_cell, words
from tertial.domain.message import gettext_noop
from tertial.goals.models import Indicator
from tertial.reports.blocks.kind import BlockKind
from tertial.reports.blocks.parts.goal_needs import goal_needs
from tertial.reports.blocks.parts.goal_tables import GoalNeeds
from tertial.reports.blocks.parts.goals_above import above, levels_above
from tertial.reports.blocks.printed import Options, Printed


def sources_block(needs: GoalNeeds, options: Options) -> Printed:
    """One row for each indicator of each goal: the goal it serves, source, id at the source, publication week."""
    goals = needs.plan.goals
    nearest = levels_above(goals)[-1:]
    columns = (
        *(Column(level.name) for level in nearest),
        Column(goals[0].goal.level.name if goals else _("Goal")),
        Column(needs.words["indicators"]),
        Column(_("Source and its id")),
    )
    rows = tuple(
        Row(
            (
                *above(reading, nearest),
                text_cell(reading.goal.name, reading.ref),
                text_cell(item.indicator.name, item.ref),
                BlocksCell(tuple(Paragraph(words(line)) for line in _source(item.indicator))),
            )
        )
        for reading in goals
        for item in reading.indicators
    )
    caption = needs.cover.fill(options.get("caption") or _("Sources of the indicators"))
    return Printed((Table(caption, columns, rows),) if rows else ())


def _published(week: int, lag_years: int) -> str:
    if not lag_years:
        return _("Published in week %(week)s") % {"week": week}
    late = ngettext(
        "Published in week %(week)s, a year late", "Published in week %(week)s, %(years)s years late", lag_years
    )
    return late % {"week": week, "years": lag_years}


def _source(indicator: Indicator) -> list[str]:
    source = indicator.source or _("no source given")
    lines = [f"{source}: {indicator.source_id}" if indicator.source_id else source]
    if indicator.publication_week:
        lines.append(_published(indicator.publication_week, indicator.lag_years))
    return lines


KIND = BlockKind(
    "sources",
    gettext_noop("where the outcomes come from"),
    {"caption": str, "notes": list},
    goal_needs,
    sources_block,
)
