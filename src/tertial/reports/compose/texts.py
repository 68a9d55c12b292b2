"""Running text: what people wrote, and what the template says."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from tertial.domain.document import (
    Block,
    Figure,
    Note,
    Paragraph,
    Section,
    Text,
    anchor_from,
    parse_rich_text,
    to_blocks,
    words,
)
from tertial.domain.finding import Finding, Severity
from tertial.domain.message import Message, gettext_noop
from tertial.reports.chapters.queries import texts_declared
from tertial.reports.compose.context import Context
from tertial.reports.models import ChapterEntry
from tertial.reports.text_subjects import subject_of as report_subject
from tertial.texts.attachments.queries import block_of
from tertial.texts.figures import FiguresOf, FigureSource
from tertial.texts.models import TextSection


def text_block(context: Context, options: Mapping[str, Any]) -> tuple[Block, ...]:
    """A free text of the report, under its own heading where the template gives one."""
    blocks = written(context, context.texts.get((report_subject(context.unit), options["slot"])))
    title = context.fill(options.get("title", ""))
    return (Section(title, anchor_from(title), blocks),) if title else blocks


def entries_block(context: Context, options: Mapping[str, Any]) -> tuple[Block, ...]:
    """The sections of a list, each under its heading; where a section has several texts each begins with its name."""
    title = context.fill(options.get("title", ""))
    declared = texts_declared(options)
    entries = context.entries.get(options["slot"], [])
    blocks: tuple[Block, ...] = tuple(
        Section(entry.heading, f"entry-{entry.pk}", _entry(context, entry, declared)) for entry in entries
    ) or (Note(words(_("Nothing has been written here yet."))),)
    return (Section(title, anchor_from(title), blocks),) if title else blocks


def _entry(context: Context, entry: ChapterEntry, declared: Mapping[str, str]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for slot, name in declared.items():
        written_now = written(context, context.texts.get((f"entry:{entry.pk}", slot)))
        blocks += beginning_with(context.fill(name), written_now) if len(declared) > 1 else written_now
    return tuple(blocks)


def beginning_with(name: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with a name in bold at their beginning, in the first paragraph or before what is none."""
    first, *rest = blocks
    lead = Text(f"{name}. ", strong=True)
    if isinstance(first, Paragraph | Note):
        return (Paragraph((lead, *first.runs)), *rest)
    return (Paragraph((lead,)), first, *rest)


def paragraph_block(context: Context, options: Mapping[str, Any]) -> tuple[Block, ...]:
    """A sentence of the template, with its figures counted now."""
    return (Paragraph(context.runs(options["text"])),)


def written(context: Context, section: TextSection | None, own: FigureSource | None = None) -> tuple[Block, ...]:
    """A written section as blocks, its live figures looked up, and after it its pictures and tables.

    Says so where nothing is written yet. Figures are those of what the text is about (`own`, read where it is
    not given), else those of the report.
    """
    attached = _attached(context, section)
    if section is None or not section.plain_text.strip():
        return attached or (Note(words(_("Nothing has been written here yet."))),)
    source = own or FiguresOf(section.subject, context.period)

    def figure(ref: str) -> Figure | None:
        return context.figures.figure(ref) or source.figure(ref)

    blocks, findings = to_blocks(parse_rich_text(section.document), figure)
    context.findings.extend(findings)
    return (*blocks, *attached)


def _attached(context: Context, section: TextSection | None) -> tuple[Block, ...]:
    found = context.attachments.get(section.pk, []) if section is not None and section.pk else []
    blocks = []
    for attachment in found:
        block = block_of(attachment)
        if block is None:
            message = Message(
                gettext_noop("The file of the picture “%(name)s” is gone; choose it again."), {"name": str(attachment)}
            )
            context.findings.append(Finding("picture-missing", Severity.ERROR, message, f"attachment:{attachment.pk}"))
        else:
            blocks.append(block)
    return tuple(blocks)
