"""Running text: what people wrote, and what the template says."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from tertial.domain.document import (
    Block,
    Figure,
    List,
    Note,
    Paragraph,
    Section,
    anchor_from,
    parse_rich_text,
    to_blocks,
    words,
)
from tertial.reports.compose.context import Context
from tertial.texts.models import TextSection


def text_block(context: Context, options: Mapping[str, Any]) -> tuple[Block, ...]:
    """A free text of the plan, under its own heading where the template gives one."""
    blocks = written(context, context.plan.texts.get(options["slot"]))
    title = context.fill(options.get("title", ""))
    return (Section(title, anchor_from(title), blocks),) if title else blocks


def paragraph_block(context: Context, options: Mapping[str, Any]) -> tuple[Block, ...]:
    """A sentence of the template, with its figures counted now."""
    return (Paragraph(context.runs(options["text"])),)


def written(
    context: Context, section: TextSection | None, resolve: Callable[[str], Figure | None] | None = None
) -> tuple[Paragraph | List | Note, ...]:
    """A written section as blocks, its live figures looked up; says so where nothing is written yet.

    `resolve` looks up the figures of texts that are not about goals.
    """
    if section is None or not section.plain_text.strip():
        return (Note(words(_("Nothing has been written here yet."))),)
    blocks, findings = to_blocks(parse_rich_text(section.document), resolve or context.figures.figure)
    context.findings.extend(findings)
    return blocks
