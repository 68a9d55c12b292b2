"""A heading with blocks of its own below it, written as [[chapter.block.block]]; a section may hold sections."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tertial.domain.message import gettext_noop
from tertial.reports.blocks.kind import BlockKind
from tertial.reports.blocks.printed import BlockDeclaration, Options, Printed
from tertial.reports.blocks.report import Cover, Report

SECTION = "section"


@dataclass(frozen=True, slots=True)
class SectionNeeds:
    """What prints the blocks below the heading."""

    cover: Cover
    print_blocks: Callable[[Iterable[BlockDeclaration]], Printed]


def section_block(needs: SectionNeeds, options: Options) -> Printed:
    """A heading with its own blocks; left out where none of them has anything to print."""
    return needs.print_blocks(options["block"]).under(needs.cover.fill(options["title"]))


def _needs(report: Report) -> SectionNeeds:
    return SectionNeeds(report.cover, lambda blocks: report.print_blocks(report, blocks))


KIND = BlockKind(
    SECTION,
    gettext_noop("a heading, and the blocks that stand under it"),
    {"title": str, "block": list},
    _needs,
    section_block,
    frozenset({"title", "block"}),
)
