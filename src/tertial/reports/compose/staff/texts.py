"""Running text about staff, its live figures looked up among the figures of staff and of the plan."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tertial.domain.document import Block, Note, Section, anchor_from, parse_rich_text, to_blocks, words
from tertial.reports.compose.context import Context
from tertial.staff.live_figures import StaffFigures
from tertial.staff.text_subjects import subject_of
from tertial.texts.models import TextSection


def staff_text_block(context: Context, options: Mapping[str, Any]) -> tuple[Block, ...]:
    """A text about the unit's staff, under its own heading where the template gives one."""
    blocks = _written(context, options["slot"])
    title = context.fill(options.get("title", ""))
    return (Section(title, anchor_from(title), blocks),) if title else blocks


def _written(context: Context, slot: str) -> tuple[Block, ...]:
    section = TextSection.objects.filter(subject=subject_of(context.unit), slot=slot, period=context.period.key).first()
    if section is None or not section.plain_text.strip():
        return (Note(words(_("Nothing has been written here yet."))),)
    figures = StaffFigures(context.unit, context.period)
    blocks, findings = to_blocks(
        parse_rich_text(section.document), lambda ref: figures.figure(ref) or context.figures.figure(ref)
    )
    context.findings.extend(findings)
    return blocks
