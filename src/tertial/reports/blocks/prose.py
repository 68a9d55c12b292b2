"""Written texts as a report prints them."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from django.utils.translation import gettext as _

from tertial.domain.document import Block, Figure, Note, Paragraph, Text, parse_rich_text, to_blocks, words
from tertial.domain.finding import Finding, Severity
from tertial.domain.message import Message, gettext_noop
from tertial.domain.period import Period
from tertial.domain.ref import Ref
from tertial.texts.attachments.queries import attachments_of, block_of
from tertial.texts.figures import FiguresOf, FigureSource
from tertial.texts.models import Attachment, TextSection


class Attachments:
    """The pictures and tables under the texts of a period, read in one query when the first text is printed.

    Of every unit: a report also prints what is written of projects below it, and of controls set for all.
    """

    def __init__(self, period: Period) -> None:
        self._period = period

    @cached_property
    def _by_text(self) -> Mapping[int, list[Attachment]]:
        return attachments_of(TextSection.objects.filter(period=self._period.key).values_list("pk", flat=True))

    def under(self, section: TextSection | None) -> list[Attachment]:
        """Those under a text, in their order."""
        return self._by_text.get(section.pk, []) if section is not None and section.pk else []


class Prose:
    """Prints the texts of one block; `findings` are what was noticed in those it has printed."""

    def __init__(self, period: Period, figures: FigureSource, attachments: Attachments) -> None:
        self._period, self._figures, self._attachments = period, figures, attachments
        self._findings: list[Finding] = []

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Figures that stand for nothing, and pictures whose file is gone."""
        return tuple(self._findings)

    def written(self, section: TextSection | None) -> tuple[Block, ...]:
        """A written section as blocks, its live figures looked up, and after it its pictures and tables.

        Says so where nothing is written yet. Figures are those of the report, else those of what the text is about.
        """
        attached = self._attached(section)
        if section is None or not section.plain_text.strip():
            return attached or (nothing_written(),)
        own = FiguresOf(section.subject, self._period)

        def figure(ref: Ref) -> Figure | None:
            return self._figures.figure(ref) or own.figure(ref)

        blocks, findings = to_blocks(parse_rich_text(section.document), figure)
        about = section.ref if section.pk else section.subject
        # What is gone leads nowhere: the finding leads to the text that asks for it.
        self._findings.extend(replace(finding, ref=about) for finding in findings)
        return (*blocks, *attached)

    def says_anything(self, section: TextSection | None) -> bool:
        """Whether a text has words, a picture or a table."""
        return section is not None and bool(section.plain_text.strip() or self._attachments.under(section))

    def _attached(self, section: TextSection | None) -> tuple[Block, ...]:
        blocks = []
        for attachment in self._attachments.under(section):
            block = block_of(attachment)
            if block is None:
                template = gettext_noop("The file of the picture “%(name)s” is gone; choose it again.")
                message = Message(template, {"name": str(attachment)})
                ref = attachment.ref
                self._findings.append(Finding("picture-missing", Severity.ERROR, message, ref))
            else:
                blocks.append(block)
        return tuple(blocks)


def nothing_written() -> Note:
    """What stands where a text is not written yet."""
    return Note(words(_("Nothing has been written here yet.")))


def beginning_with(name: str, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks with a name in bold at their beginning, in the first paragraph or before what is none."""
    first, *rest = blocks
    lead = Text(f"{name}. ", strong=True)
    if isinstance(first, Paragraph | Note):
        return (Paragraph((lead, *first.runs)), *rest)
    return (Paragraph((lead,)), first, *rest)
