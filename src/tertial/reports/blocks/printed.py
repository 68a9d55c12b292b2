"""What a template asks of a block, and what a block gives."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from tertial.domain.document import Block, Section, anchor_from
from tertial.domain.finding import Finding
from tertial.domain.message import Message

Options = Mapping[str, Any]
"""What the template says of a block, checked against what its kind declares."""


@dataclass(frozen=True, slots=True)
class BlockDeclaration:
    """One block of a chapter: its kind, its options, and where it stands (`chapter 2, block 1`)."""

    kind: str
    options: Options
    place: Message


@dataclass(frozen=True, slots=True)
class Printed:
    """What a block prints, and what was noticed while it was made."""

    blocks: tuple[Block, ...] = ()
    findings: tuple[Finding, ...] = ()

    def under(self, title: str) -> "Printed":
        """The same under a heading of its own, where there is one and anything to stand under it."""
        if not title or not self.blocks:
            return self
        return Printed((Section(title, anchor_from(title), self.blocks),), self.findings)


def together(parts: Iterable[Printed]) -> Printed:
    """Several as one, in their order."""
    parts = list(parts)
    return Printed(
        tuple(chain.from_iterable(part.blocks for part in parts)),
        tuple(chain.from_iterable(part.findings for part in parts)),
    )
