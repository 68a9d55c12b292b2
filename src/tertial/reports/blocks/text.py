"""A free text of the report."""

from collections.abc import Mapping
from dataclasses import dataclass

from tertial.domain.message import gettext_noop
from tertial.domain.ref import Ref
from tertial.reports.blocks.kind import BlockKind
from tertial.reports.blocks.printed import Options, Printed
from tertial.reports.blocks.prose import Prose
from tertial.reports.blocks.report import Cover, Report
from tertial.reports.text_slots import subject_of
from tertial.texts.models import TextSection

TEXT = "text"


@dataclass(frozen=True, slots=True)
class TextNeeds:
    """What is written, by the slots of templates."""

    cover: Cover
    texts: Mapping[str, TextSection]
    prose: Prose


def text_block(needs: TextNeeds, options: Options) -> Printed:
    """The text in a slot, under a heading of its own where the template gives one."""
    blocks = needs.prose.written(needs.texts.get(options["slot"]))
    return Printed(blocks, needs.prose.findings).under(needs.cover.fill(options.get("title", "")))


def texts_about(report: Report, subject: Ref) -> TextNeeds:
    """What is written about one thing of the report."""
    texts = {slot: text for (about, slot), text in report.texts.items() if about == subject}
    return TextNeeds(report.cover, texts, report.prose())


KIND = BlockKind(
    TEXT,
    gettext_noop("a text that people write for the report"),
    {"slot": str, "title": str, "prompt": str},
    lambda report: texts_about(report, subject_of(report.cover.unit)),
    text_block,
    frozenset({"slot"}),
)
