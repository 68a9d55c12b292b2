"""Each recommendation of an audit with what is done about it."""

from django.utils.translation import gettext as _

from tertial.domain.document import (
    BlocksCell,
    CellBlock,
    Column,
    Paragraph,
    Row,
    Table,
    text_cell,
    words,
)
from tertial.domain.message import gettext_noop
from tertial.reports.blocks.kind import BlockKind
from tertial.reports.blocks.parts.control_needs import ControlNeeds, control_needs, no_control_plan
from tertial.reports.blocks.parts.followed_up import followed_up
from tertial.reports.blocks.printed import Options, Printed


def audit_recommendations_block(needs: ControlNeeds, options: Options) -> Printed:
    """Every recommendation with its record number, background, measure, status and re-check."""
    reading = needs.plan
    if reading is None:
        return no_control_plan(needs.cover)
    if not reading.recommendations:
        return Printed()
    columns = tuple(Column(reading.words[key]) for key in ("audit", "background", "measure"))
    rows = []
    for each in reading.recommendations:
        found = each.recommendation
        blocks = [*followed_up(reading, found.measure, each, each.ref)]
        if each.recheck is not None:
            names = {"day": each.recheck.on.isoformat(), "who": each.recheck.person.name, "seen": each.recheck.seen}
            said = _("Re-checked %(day)s by %(who)s: %(seen)s") % names
            blocks.append(Paragraph(words(said)))
        audit: list[CellBlock] = [Paragraph(words(found.audit))]
        if found.record_number:
            number = f"{reading.words['record_number']} {found.record_number}"
            audit.append(Paragraph(words(number)))
        rows.append(Row((BlocksCell(tuple(audit)), text_cell(found.background, each.ref), BlocksCell(tuple(blocks)))))
    caption = needs.cover.fill(options.get("caption") or _("Recommendations from audits"))
    return Printed((Table(caption, columns, tuple(rows)),)).under(needs.cover.fill(options.get("title", "")))


KIND = BlockKind(
    "audit_recommendations",
    gettext_noop("what audits have recommended, and what is done about it"),
    {"caption": str, "title": str},
    control_needs,
    audit_recommendations_block,
)
