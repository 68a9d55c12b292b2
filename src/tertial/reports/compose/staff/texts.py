"""Running text about staff."""

from collections.abc import Mapping
from typing import Any

from tertial.domain.document import Block, Section, anchor_from
from tertial.reports.compose.context import Context
from tertial.reports.compose.texts import written
from tertial.staff.text_subjects import subject_of


def staff_text_block(context: Context, options: Mapping[str, Any]) -> tuple[Block, ...]:
    """A text about the unit's staff, under its own heading where the template gives one."""
    blocks = written(context, context.texts.get((subject_of(context.unit), options["slot"])))
    title = context.fill(options.get("title", ""))
    return (Section(title, anchor_from(title), blocks),) if title else blocks
