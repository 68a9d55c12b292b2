"""What a kind of block is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tertial.domain.message import Message


def anything(options: Mapping[str, Any]) -> Message | None:  # noqa: ARG001 - one of the rules a kind can have
    """The rule for options that need no more than to be of their type."""
    return None


@dataclass(frozen=True, slots=True)
class BlockKind:
    """A kind of block: what it prints, in words for whoever writes templates, and its options with their types.

    `refuses` says what is wrong with options whose types are right, as the end of a sentence that begins with where
    they stand.
    """

    prints: str
    options: Mapping[str, type]
    required: frozenset[str] = frozenset()
    refuses: Callable[[Mapping[str, Any]], Message | None] = anything
