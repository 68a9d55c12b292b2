"""Which word a share of right cases earns: approved, deficient, failed, by the municipality's own limits."""

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from tertial.domain.message import DomainError, Message, gettext_noop


class UnusableThresholds(DomainError):
    """The limits leave a share without a word, or give it two."""


@dataclass(frozen=True, slots=True)
class ResultStep:
    """A word and the lowest percent right that earns it."""

    word: str
    at_least: Decimal


@dataclass(frozen=True, slots=True)
class ResultScale:
    """The steps, the best first; the last begins at 0. Raises UnusableThresholds where they do not."""

    steps: tuple[ResultStep, ...]

    def __post_init__(self) -> None:
        limits = [step.at_least for step in self.steps]
        if not limits or limits[-1] != 0 or any(not 0 <= limit <= 100 for limit in limits):
            template = gettext_noop("The limits run from at most 100 percent down to 0; let the last word begin at 0.")
            raise UnusableThresholds(Message(template))
        if any(later >= earlier for earlier, later in itertools.pairwise(limits)):
            raise UnusableThresholds(
                Message(gettext_noop("Each limit must be lower than the one before; write the best word first."))
            )
        if len({step.word for step in self.steps}) < len(self.steps):
            raise UnusableThresholds(Message(gettext_noop("Two words are the same; give each limit its own.")))

    def step_for(self, share_right: Decimal) -> ResultStep:
        """The step that the share in percent reaches; it is not rounded first, so 94.6 does not reach 95."""
        return next(step for step in self.steps if share_right >= step.at_least)

    def rank(self, word: str) -> int | None:
        """The place of the word, 0 for the best; None for a word that is not on the scale."""
        ranks: Mapping[str, int] = {step.word: place for place, step in enumerate(self.steps)}
        return ranks.get(word)
