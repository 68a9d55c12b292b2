"""The blocks of a document, and the document itself. Headings follow the nesting, so no level can be skipped."""

import re
from dataclasses import dataclass
from datetime import datetime

from tertial.domain.document.chart import Chart
from tertial.domain.document.errors import UnusableBlock, require_text
from tertial.domain.document.picture import Picture
from tertial.domain.document.runs import Runs
from tertial.domain.document.status import StatusMark, Tone
from tertial.domain.document.table import Table
from tertial.domain.keys import hyphenated
from tertial.domain.message import Message, gettext_noop

ANCHOR = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of running text."""

    runs: Runs


@dataclass(frozen=True, slots=True)
class List:
    """A list of items, each one paragraph long; numbered where `ordered`."""

    items: tuple[Runs, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Status:
    """A status on a line of its own; `label` says what it judges (`Måluppfyllelse`)."""

    mark: StatusMark
    label: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A remark in small print."""

    runs: Runs


CellBlock = Paragraph | List | Status | Note


@dataclass(frozen=True, slots=True)
class Callout:
    """Something to see before the rest: a box with an optional title."""

    blocks: tuple[CellBlock, ...]
    title: str = ""
    tone: Tone = Tone.NEUTRAL


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; `anchor` (`goal-12`) is its address in every format."""

    title: str
    anchor: str
    blocks: "tuple[Block, ...]"

    def __post_init__(self) -> None:
        require_text(self.title, gettext_noop("A section needs a heading."))
        if not ANCHOR.fullmatch(self.anchor):
            raise UnusableBlock(
                Message(
                    gettext_noop(
                        "“%(anchor)s” cannot be the address of the section “%(title)s”. Use a-z, 0-9 and hyphens."
                    ),
                    {"anchor": self.anchor, "title": self.title},
                )
            )


Block = Section | Paragraph | List | Table | Chart | Picture | Status | Callout | Note


@dataclass(frozen=True, slots=True)
class Detail:
    """A line about the document itself, printed under its title (`Diarienummer` `KS-2024/123`)."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report. `period` is the label as printed, `language` a BCP 47 tag (`sv`).

    `generated_at` is given by the caller, never read from a clock. Raises `UnusableBlock` where the title is blank.
    """

    title: str
    blocks: tuple[Block, ...]
    subtitle: str = ""
    organisation: str = ""
    period: str = ""
    language: str = "sv"
    generated_at: datetime | None = None
    details: tuple[Detail, ...] = ()

    def __post_init__(self) -> None:
        require_text(self.title, gettext_noop("A report needs a title."))


def anchor_from(text: str) -> str:
    """An anchor made from a heading: `Nämndens mål och resultat` gives `namndens-mal-och-resultat`."""
    return hyphenated(text) or "section"
