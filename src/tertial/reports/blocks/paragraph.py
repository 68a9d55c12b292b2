"""A sentence of the template itself, with live figures."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tertial.domain.document import Figure, Paragraph, Text
from tertial.domain.finding import Finding, Severity
from tertial.domain.message import Message, gettext_noop
from tertial.domain.ref import Ref
from tertial.reports.blocks.kind import BlockKind
from tertial.reports.blocks.parts.goal_needs import goals_of
from tertial.reports.blocks.printed import Options, Printed
from tertial.reports.blocks.report import Cover
from tertial.reports.errors import NoGoals
from tertial.reports.placeholders import PLACEHOLDER
from tertial.texts.figures import FigureSource

SENTENCE_END = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True, slots=True)
class SentenceNeeds:
    """The figures that a sentence can hold; those that count what is in a plan only where there are goals."""

    cover: Cover
    figures: FigureSource
    has_goals: bool


def paragraph_block(needs: SentenceNeeds, options: Options) -> Printed:
    """Sentences with their names and figures filled in; an unknown figure is marked and becomes a finding.

    A sentence with several counts that are all zero is left out.

    Raises NoGoals where it counts what is in the plan of a unit that has none.
    """
    sentences = SENTENCE_END.split(needs.cover.fill(options["text"]))
    text = " ".join(sentence for sentence in sentences if not _counts_nothing(needs, sentence))
    findings = tuple(_unknown(name) for name, figure in _asked(needs, text) if figure is None)
    return Printed((Paragraph(tuple(_runs(needs, text))),) if text else (), findings)


def _counts_nothing(needs: SentenceNeeds, sentence: str) -> bool:
    """Whether it says "0 of 0": several counts, and nothing in any. What is measured says something as 0 too."""
    asked = list(_asked(needs, sentence))
    return len(asked) > 1 and all(
        ":" not in name and figure is not None and figure.quantity.value == 0 for name, figure in asked
    )


def _runs(needs: SentenceNeeds, text: str) -> Iterator[Text | Figure]:
    end = 0
    for found, (_name, figure) in zip(PLACEHOLDER.finditer(text), _asked(needs, text), strict=True):
        if found.start() > end:
            yield Text(text[end : found.start()])
        yield figure or Text(found[0], strong=True)
        end = found.end()
    if end < len(text):
        yield Text(text[end:])


def _asked(needs: SentenceNeeds, text: str) -> Iterator[tuple[str, Figure | None]]:
    """Each figure that the sentence asks for, by its name; None for one that does not exist."""
    for found in PLACEHOLDER.finditer(text):
        counts = ":" not in found[1]
        figure = needs.figures.figure(Ref("count", found[1]) if counts else Ref.parse(found[1]))
        if figure is None and counts and not needs.has_goals:
            raise NoGoals(needs.cover.unit, needs.cover.period)
        yield found[1], figure


def _unknown(name: str) -> Finding:
    template = gettext_noop("The template asks for {%(name)s}, which is not a figure of this plan.")
    return Finding("unknown-figure", Severity.ERROR, Message(template, {"name": name}))


KIND = BlockKind(
    "paragraph",
    gettext_noop("a sentence of the template, with figures that are counted"),
    {"text": str},
    lambda report: SentenceNeeds(report.cover, report.figures, report.read(goals_of) is not None),
    paragraph_block,
    frozenset({"text"}),
)
