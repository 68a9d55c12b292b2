"""What a kind of block is."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BlockKind:
    """A kind of block: what it prints, in words for whoever writes templates, and its options with their types."""

    prints: str
    options: Mapping[str, type]
    required: frozenset[str] = frozenset()
