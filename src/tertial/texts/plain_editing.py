"""Writing without the editor: the text in a plain field, and back with as much of its form as was not touched."""

import re
from collections.abc import Iterator, Mapping

from tertial.domain.document import RichText, from_plain_text, plain_text
from tertial.domain.document.rich_text import Line, RichList, RichParagraph

_NUMBERED = re.compile(r"[0-9]+\. +")

Block = RichParagraph | RichList


def as_typed(text: RichText) -> str:
    """The text for a plain field: blank lines between paragraphs, `- ` and `1. ` for lists, `[[ref]]` for a figure."""
    return plain_text(text, resolve=lambda ref: f"[[{ref}]]")


def from_typed(typed: str, base: RichText) -> RichText:
    """A text from a plain field. What stands in `base` word for word keeps its bold, italics and links."""
    known = {as_typed(RichText((block,))): block for block in base.blocks}
    lines = {as_typed(RichText((RichParagraph(line),))): line for block in base.blocks for line in _lines(block)}
    blocks: list[Block] = []
    for part in re.split(r"\n\s*\n", typed.replace("\r\n", "\n")):
        found = known.get(part.strip())
        blocks.extend([found] if found is not None else _typed_blocks(part, lines))
    return RichText(tuple(blocks))


def _typed_blocks(part: str, known: Mapping[str, Line]) -> Iterator[Block]:
    rows = [row.strip() for row in part.splitlines() if row.strip()]
    if rows and rows[0].startswith("1. ") and all(_NUMBERED.match(row) for row in rows):
        bulleted = from_plain_text("\n".join(_NUMBERED.sub("- ", row, count=1) for row in rows)).blocks
        blocks: tuple[Block, ...] = tuple(RichList(_lines(block), ordered=True) for block in bulleted)
    else:
        blocks = from_plain_text(part).blocks
    for block in blocks:
        lines = tuple(known.get(as_typed(RichText((RichParagraph(line),))), line) for line in _lines(block))
        yield RichList(lines, block.ordered) if isinstance(block, RichList) else RichParagraph(lines[0])


def _lines(block: Block) -> tuple[Line, ...]:
    return block.items if isinstance(block, RichList) else (block.line,)
