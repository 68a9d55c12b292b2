"""Blocks of text that belong to no room."""

from collections.abc import Mapping

from tertial.domain.message import gettext_noop
from tertial.reports.block_kinds.kind import BlockKind

SECTION = "section"
"""A heading with blocks of its own below it, written as [[chapter.block.block]]; a section may hold sections."""

KINDS: Mapping[str, BlockKind] = {
    "text": BlockKind(
        gettext_noop("a text that people write for the report"),
        {"slot": str, "title": str, "prompt": str},
        frozenset({"slot"}),
    ),
    "entries": BlockKind(
        gettext_noop("sections that people add and order themselves, each with its heading and texts"),
        {"slot": str, "title": str, "texts": dict},
        frozenset({"slot"}),
    ),
    SECTION: BlockKind(
        gettext_noop("a heading, and the blocks that stand under it"),
        {"title": str, "block": list},
        frozenset({"title", "block"}),
    ),
    "paragraph": BlockKind(
        gettext_noop("a sentence of the template, with figures that are counted"), {"text": str}, frozenset({"text"})
    ),
}
