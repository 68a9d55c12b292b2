"""A text of the control plan."""

from django.utils.translation import gettext as _

from tertial.control.judgement import approval_day
from tertial.control.queries.readings import ControlPlanReading
from tertial.control.text_subjects import JUDGEMENT
from tertial.domain.document import (
    Paragraph,
    Text,
)
from tertial.domain.message import gettext_noop
from tertial.reports.blocks.kind import BlockKind
from tertial.reports.blocks.parts.control_needs import ControlNeeds, control_needs, no_control_plan
from tertial.reports.blocks.printed import Options, Printed


def control_text_block(needs: ControlNeeds, options: Options) -> Printed:
    """The text in a slot, under a heading of its own where the template gives one."""
    title = needs.cover.fill(options.get("title", ""))
    if needs.plan is None:
        return no_control_plan(needs.cover).under(title)
    slot = options["slot"]
    blocks = (*needs.prose.written(needs.plan.texts.get(slot)), *_approved(needs.plan, slot))
    return Printed(blocks, needs.prose.findings).under(title)


def _approved(reading: ControlPlanReading, slot: str) -> tuple[Paragraph, ...]:
    """Who has approved the judgement, and when; nothing under other texts, and while it is not approved."""
    approval = reading.approval
    if slot != JUDGEMENT or approval is None:
        return ()
    name = approval.approved_by.name if approval.approved_by else "–"
    said = _("Approved by %(name)s %(when)s.") % {"name": name, "when": approval_day(approval)}
    return (Paragraph((Text(said, emphasis=True),)),)


KIND = BlockKind(
    "control_text",
    gettext_noop("a text of the control plan: its summary or its judgement"),
    {"slot": str, "title": str},
    control_needs,
    control_text_block,
    frozenset({"slot"}),
)
