"""The list of where every outcome comes from."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tertial.domain.document import Block, Cell, Column, EmptyCell, Row, Table, text_cell
from tertial.reports.compose.context import Context


def sources_block(context: Context, options: Mapping[str, Any]) -> tuple[Block, ...]:
    """One row for each indicator of each goal: source, id at the source, publication week."""
    columns = (
        Column(_("Goal")),
        Column(context.word("indicators")),
        Column(_("Source")),
        Column(_("Id at the source")),
        Column(_("Publication week")),
    )
    rows = tuple(
        Row(
            (
                text_cell(reading.goal.name, reading.ref),
                text_cell(item.indicator.name, item.ref),
                _or_cause(item.indicator.source, _("no source given")),
                _or_cause(item.indicator.source_id, "–"),
                _or_cause(str(item.indicator.publication_week or ""), "–"),
            )
        )
        for reading in context.plan.goals
        for item in reading.indicators
    )
    return (
        (Table(context.fill(options.get("caption") or _("Sources of the indicators")), columns, rows),) if rows else ()
    )


def _or_cause(text: str, cause: str) -> Cell:
    return text_cell(text) if text else EmptyCell(cause)
