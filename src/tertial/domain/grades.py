"""Outcomes that are words in an order, as yes and no, and targets for them (docs/rules/grades.md)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from tertial.domain.message import DomainError, Message, excerpt, gettext_noop
from tertial.domain.numbers_sv import plain
from tertial.domain.target import Bound, Direction, Target, UnreadableTarget

_AT_LEAST = ("minst", "lägst", "≥", ">=", "at least")
_AT_MOST = ("högst", "≤", "<=", "at most")
_SIGN = re.compile(rf"({'|'.join(map(re.escape, (*_AT_LEAST, *_AT_MOST)))})\s*(.+)", re.IGNORECASE)


class UnreadableGrade(DomainError):
    """The text is none of the words."""


@dataclass(frozen=True, slots=True)
class Grades:
    """Words in their order, the lowest first; the lowest is stored as `first`, each that follows as one more.

    `also` are other spellings, in small letters, with the number that they stand for.
    """

    words: tuple[str, ...]
    first: int = 1
    also: Mapping[str, int] = field(default_factory=dict)

    @property
    def choice(self) -> Message:
        """The words in a sentence that tells to write one of them."""
        *first, last = (word.lower() for word in self.words)
        return Message(gettext_noop("%(first)s or %(last)s"), {"first": ", ".join(first), "last": last})

    def read(self, text: str) -> Decimal:
        """The number of a word, whatever its case. Raises UnreadableGrade, which names the words."""
        found = self._number(text)
        if found is None:
            template = gettext_noop("%(text)s is none of the words that can stand here. Write %(words)s.")
            raise UnreadableGrade(Message(template, {"text": excerpt(text), "words": self.choice}))
        return Decimal(found)

    def word(self, value: Decimal) -> str:
        """The word of a number; the number itself where no word has it."""
        at = value - self.first
        return self.words[int(at)] if at == int(at) and 0 <= at < len(self.words) else format(value.normalize(), "f")

    def target(self, text: str, direction: Direction) -> Target:
        """Reads a target: a word, or `minst` or `högst` with one; a bare word follows the direction.

        Raises UnreadableTarget.
        """
        if self._number(text) is not None:
            sign, word = "", text
        else:
            found = _SIGN.fullmatch(plain(text))
            sign, word = (found[1].lower(), found[2]) if found else ("", text)
        try:
            value = self.read(word)
        except UnreadableGrade as unreadable:
            raise UnreadableTarget(unreadable.message) from unreadable
        bound = Bound(value)
        lower = sign in _AT_LEAST if sign else direction is not Direction.LOWER
        upper = sign in _AT_MOST if sign else direction is not Direction.HIGHER
        expression = f"{sign} {self.word(value)}".strip()
        return Target(expression, bound if lower else None, bound if upper else None)

    def _number(self, text: str) -> int | None:
        sought = plain(text).casefold()
        numbers = {word.casefold(): self.first + place for place, word in enumerate(self.words)}
        return {**self.also, **numbers}.get(sought)
