"""What a template says under a table of its own, such as that a figure was once published otherwise."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tertial.domain.document import Block, Note, Section, Table


def notes_of(options: Mapping[str, Any], year: int) -> list[str]:
    """The sentences of a block that are for the year: those that name no year, and those that name it."""
    given = [note if isinstance(note, dict) else {"year": year, "text": note} for note in options.get("notes", [])]
    return [note["text"] for note in given if note["year"] == year]


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
