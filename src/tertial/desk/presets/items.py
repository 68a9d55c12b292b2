"""What a preset would do, piece by piece: what is new, what stands as it is, and what stands otherwise."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tertial.accounts.models import Person


class Stands(StrEnum):
    """How a piece of a preset stands to what the municipality has."""

    NEW = "new"
    SAME = "same"
    OTHER = "other"


@dataclass(frozen=True)
class Item:
    """A piece of a preset: what it is, what it holds in words, and how it is written.

    One that stands `OTHER` is left as it is unless someone chooses that it is replaced.
    """

    key: str
    name: str
    stands: Stands
    write: Callable[[Person], None]
    holds: Sequence[str] = field(default_factory=tuple)
    there: str = ""
    """What stands in its place now, in words."""
