"""Each risk with its measures, their status and comment."""

from collections.abc import Sequence
from itertools import chain

from django.utils.translation import gettext as _

from tertial.control.queries.readings import ControlPlanReading, MeasureReading
from tertial.domain.document import (
    BlocksCell,
    Column,
    EmptyCell,
    Row,
    Table,
    text_cell,
)
from tertial.domain.message import gettext_noop
from tertial.reports.blocks.kind import BlockKind
from tertial.reports.blocks.parts.control_needs import ControlNeeds, control_needs, no_control_plan
from tertial.reports.blocks.parts.followed_up import followed_up
from tertial.reports.blocks.parts.risk_matrix import matrix_table
from tertial.reports.blocks.printed import Options, Printed


def risk_measures_block(needs: ControlNeeds, options: Options) -> Printed:
    """Every risk with what is done about it, each measure with its status."""
    reading = needs.plan
    if reading is None:
        return no_control_plan(needs.cover)
    if not reading.risks:
        return Printed()
    columns = tuple(Column(reading.words[key]) for key in ("process", "risk", "measure"))
    rows = tuple(
        Row(
            (
                text_cell(risk.risk.process),
                text_cell(risk.risk.description, risk.ref),
                _measures(reading, risk.measures),
            )
        )
        for risk in reading.risks
    )
    caption = needs.cover.fill(options.get("caption") or _("Measures against the risks"))
    table = Table(caption, columns, rows)
    blocks = (matrix_table(reading), table) if options.get("matrix") else (table,)
    return Printed(blocks).under(needs.cover.fill(options.get("title", "")))


def _measures(reading: ControlPlanReading, measures: Sequence[MeasureReading]) -> BlocksCell | EmptyCell:
    if not measures:
        return EmptyCell(_("No measure has been decided."))
    return BlocksCell(
        tuple(chain.from_iterable(followed_up(reading, each.measure.title, each, each.ref) for each in measures))
    )


KIND = BlockKind(
    "risk_measures",
    gettext_noop("what is done about each risk, with its status"),
    {"caption": str, "title": str, "matrix": bool},
    control_needs,
    risk_measures_block,
)
