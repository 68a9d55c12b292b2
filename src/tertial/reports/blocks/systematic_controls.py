"""Each systematic control with why it is made and what it showed."""

from django.utils.translation import gettext as _

from tertial.control.queries.readings import ControlPlanReading, ControlReading
from tertial.control.scales import result_mark, result_scale, state_mark
from tertial.domain.document import (
    BlocksCell,
    CellBlock,
    Column,
    EmptyCell,
    Paragraph,
    Row,
    Status,
    Table,
    Text,
    text_cell,
)
from tertial.domain.message import gettext_noop
from tertial.reports.blocks.kind import BlockKind
from tertial.reports.blocks.parts.control_needs import ControlNeeds, control_needs, no_control_plan
from tertial.reports.blocks.parts.followed_up import paragraphs
from tertial.reports.blocks.printed import Options, Printed


def systematic_controls_block(needs: ControlNeeds, options: Options) -> Printed:
    """Every systematic control: what is examined and why, how far it has come, and what it showed."""
    reading = needs.plan
    if reading is None:
        return no_control_plan(needs.cover)
    if not reading.controls:
        return Printed()
    columns = tuple(Column(reading.words[key]) for key in ("process", "control", "status_and_comment"))
    rows = tuple(
        Row((text_cell(each.control.process), _described(reading, each), _came_to(reading, each)))
        for each in reading.controls
    )
    caption = needs.cover.fill(options.get("caption") or _("Systematic controls"))
    return Printed((Table(caption, columns, rows),)).under(needs.cover.fill(options.get("title", "")))


def _described(reading: ControlPlanReading, each: ControlReading) -> BlocksCell:
    common = f" ({reading.words['common']})" if each.control.common_id else ""
    blocks: list[CellBlock] = [Paragraph((Text(f"{each.control.name}{common}", strong=True),))]
    if each.control.why:
        blocks.append(Paragraph((Text(f"{reading.words['why']} ", emphasis=True), Text(each.control.why))))
    return BlocksCell(tuple(blocks))


def _came_to(reading: ControlPlanReading, each: ControlReading) -> BlocksCell | EmptyCell:
    if each.result is None:
        return EmptyCell(_("No result yet."))
    ref = each.result.ref
    blocks: list[CellBlock] = [Status(state_mark(reading.model, each.result.status, ref), reading.words["status"])]
    if each.conclusion:
        blocks.append(Status(result_mark(result_scale(reading.model), each.conclusion, ref), _("Result")))
    blocks.extend(paragraphs(each.result.comment))
    return BlocksCell(tuple(blocks))


KIND = BlockKind(
    "systematic_controls",
    gettext_noop("every systematic control with its result"),
    {"caption": str, "title": str},
    control_needs,
    systematic_controls_block,
)
