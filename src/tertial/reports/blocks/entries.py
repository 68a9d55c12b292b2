"""A list of sections that people add, order and write."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from tertial.domain.document import Block, Section, anchor_from
from tertial.domain.message import gettext_noop
from tertial.reports.blocks.kind import BlockKind
from tertial.reports.blocks.printed import Options, Printed
from tertial.reports.blocks.prose import Prose, beginning_with, nothing_written
from tertial.reports.blocks.report import Cover, Report
from tertial.reports.models import ChapterEntry
from tertial.texts.models import TextSection
from tertial.texts.queries import Key

ENTRIES = "entries"
ONE_TEXT = "text"


@dataclass(frozen=True, slots=True)
class EntryNeeds:
    """The sections of each list, and what is written in them."""

    cover: Cover
    entries: Mapping[str, Sequence[ChapterEntry]]
    texts: Mapping[Key, TextSection]
    prose: Prose


def entries_block(needs: EntryNeeds, options: Options) -> Printed:
    """The sections of a list, each under its heading; where a section has several texts each begins with its name."""
    declared = texts_declared(options)
    blocks: tuple[Block, ...] = tuple(
        Section(entry.heading, anchor_from(entry.ref), _entry(needs, entry, declared))
        for entry in needs.entries.get(options["slot"], ())
    )
    return Printed(blocks or (nothing_written(),), needs.prose.findings).under(
        needs.cover.fill(options.get("title", ""))
    )


def texts_declared(options: Options) -> dict[str, str]:
    """The texts of each section of a list: those its block names, else one."""
    named = options.get("texts")
    if not isinstance(named, dict):
        return {ONE_TEXT: _("Text")}
    return {str(name): str(heading) for name, heading in named.items()}


def _entry(needs: EntryNeeds, entry: ChapterEntry, declared: Mapping[str, str]) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for slot, name in declared.items():
        written = needs.prose.written(needs.texts.get((entry.ref, slot)))
        blocks += beginning_with(needs.cover.fill(name), written) if len(declared) > 1 else written
    return tuple(blocks)


def _needs(report: Report) -> EntryNeeds:
    return EntryNeeds(report.cover, report.entries, report.texts, report.prose())


KIND = BlockKind(
    ENTRIES,
    gettext_noop("sections that people add and order themselves, each with its heading and texts"),
    {"slot": str, "title": str, "texts": dict},
    _needs,
    entries_block,
    frozenset({"slot"}),
)
