"""What a kind of block is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from tertial.domain.message import Message, excerpt, gettext_noop
from tertial.reports.blocks.printed import Options, Printed
from tertial.reports.blocks.report import Report

Needs = TypeVar("Needs")

UNITS = "units"
BELOW, EVERY = "below", "every"


def _wrong_units(options: Options) -> Message | None:
    """Why the units that a block is to run over cannot be; None where they can."""
    if options.get(UNITS, BELOW) in {BELOW, EVERY}:
        return None
    template = gettext_noop(
        "“units” cannot be “%(value)s”; write “below” for the units directly below, or “every” for all below."
    )
    return Message(template, {"value": excerpt(options[UNITS])})


def anything(options: Options) -> Message | None:  # noqa: ARG001 - one of the rules a kind can have
    """The rule for options that need no more than to be of their type."""
    return None


@dataclass(frozen=True, slots=True)
class BlockKind(Generic[Needs]):
    """A kind of block: what it prints, in words for whoever writes templates, and its options with their types.

    `needs` reads what the block is made from, and `make` makes it of nothing else. `refuses` says what is wrong with
    options whose types are right, as the end of a sentence that begins with where they stand.
    """

    name: str
    prints: str
    options: Mapping[str, type]
    needs: Callable[[Report], Needs]
    make: Callable[[Needs, Options], Printed]
    required: frozenset[str] = frozenset()
    refuses: Callable[[Options], Message | None] = anything

    def printed(self, report: Report, options: Options) -> Printed:
        """The block of a report."""
        return self.make(self.needs(report), options)

    def wrong(self, options: Options) -> Message | None:
        """What is wrong with options whose types are right."""
        return _wrong_units(options) or self.refuses(options)
