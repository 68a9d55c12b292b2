"""What is written with letters that the report's own typeface lacks, and where (docs/adr/0054)."""

from collections.abc import Iterable, Iterator

from tertial.domain.document import (
    Block,
    Callout,
    Chart,
    Document,
    List,
    Note,
    Paragraph,
    Picture,
    Section,
    Status,
    Table,
    block_text,
    cell_text,
    printable,
)
from tertial.domain.finding import Finding, Severity
from tertial.domain.message import Message, gettext_noop
from tertial.domain.ref import NO_REF, Ref
from tertial.reports.fonts import FONTS, characters_of, fallback_characters, unseen

MOST_TOLD = 12
_OTHER_TYPEFACE = gettext_noop(
    "“%(letters)s” under “%(heading)s” is not in the typeface of the report, and is printed in another."
)
_BOX = gettext_noop(
    "“%(letters)s” under “%(heading)s” is in no typeface that the report has, and stands as □ in the PDF. Write it "
    "another way."
)


def letters_told(document: Document) -> Iterator[Finding]:
    """A finding for each heading under which stands what the typeface lacks; its ref is the heading's address."""
    yield from _told(document.title, "", (document.title, document.subtitle, document.organisation))
    yield from _under(document.title, "", document.blocks)


def _under(heading: str, anchor: str, blocks: tuple[Block, ...]) -> Iterator[Finding]:
    yield from _told(heading, anchor, (text for block in blocks for text in _texts(block)))
    for block in blocks:
        if isinstance(block, Section):
            yield from _under(block.title, block.anchor, block.blocks)


def _told(heading: str, anchor: str, texts: Iterable[str]) -> Iterator[Finding]:
    known, others = characters_of(FONTS), fallback_characters(FONTS)
    strange = {
        letter
        for text in texts
        if not text.isascii()
        for letter in set(printable(text))
        if ord(letter) not in known and not unseen(ord(letter))
    }
    boxes = {letter for letter in strange if ord(letter) not in others}
    ref = Ref.parse(f"#{anchor}") if anchor else NO_REF
    for letters, severity, template in (
        (boxes, Severity.WARNING, _BOX),
        (strange - boxes, Severity.NOTE, _OTHER_TYPEFACE),
    ):
        if letters:
            shown = " ".join(sorted(letters)[:MOST_TOLD])
            yield Finding("letters-lacking", severity, Message(template, {"letters": shown, "heading": heading}), ref)


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Section(title):
            yield title
        case Paragraph() | Note() | List() | Status():
            yield block_text(block)
        case Callout(blocks, title):
            yield title
            yield from map(block_text, blocks)
        case Table():
            yield block.caption
            yield block.rule
            yield from (column.label for column in block.columns)
            yield from map(block_text, block.notes)
            for row in block.rows:
                yield from map(cell_text, row.cells)
        case Chart():
            yield from (block.title, block.alt, *block.categories, *(series.name for series in block.series))
            yield from (target.label for target in block.targets)
        case Picture():
            yield from (block.alt, block.caption)
