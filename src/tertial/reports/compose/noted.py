"""What a template says under a table of its own, such as that a figure was once published otherwise."""

from dataclasses import replace

from tertial.domain.document import Block, Note, Section, Table


def with_notes(blocks: tuple[Block, ...], notes: tuple[Note, ...]) -> tuple[Block, ...]:
    """The blocks with the notes under the first table in them; after them all where there is no table."""
    for at, block in enumerate(blocks):
        if isinstance(block, Table):
            return (*blocks[:at], replace(block, notes=(*block.notes, *notes)), *blocks[at + 1 :])
        if isinstance(block, Section) and _has_table(block):
            return (*blocks[:at], replace(block, blocks=with_notes(block.blocks, notes)), *blocks[at + 1 :])
    return (*blocks, *notes)


def _has_table(section: Section) -> bool:
    return any(isinstance(each, Table) or (isinstance(each, Section) and _has_table(each)) for each in section.blocks)
