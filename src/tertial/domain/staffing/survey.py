"""HME, the index of sustainable employee engagement, from its nine questions (docs/rules/hme.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tertial.domain.quantity import Quantity, Unit

QUESTIONS = range(1, 10)
ANSWERS = range(1, 6)


class Part(StrEnum):
    """The three parts of the index, three questions each."""

    MOTIVATION = "motivation"
    LEADERSHIP = "leadership"
    STEERING = "steering"


QUESTIONS_OF = {Part.MOTIVATION: (1, 2, 3), Part.LEADERSHIP: (4, 5, 6), Part.STEERING: (7, 8, 9)}


@dataclass(frozen=True, slots=True)
class Answers:
    """How many have answered one, two, three, four and five to a question."""

    counts: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)

    def __add__(self, other: "Answers") -> "Answers":
        ones, twos, threes, fours, fives = (own + more for own, more in zip(self.counts, other.counts, strict=True))
        return Answers((ones, twos, threes, fours, fives))

    @property
    def number(self) -> int:
        """How many have answered."""
        return sum(self.counts)

    @property
    def index(self) -> Decimal | None:
        """(mean − 1) / 4 × 100; None without any answer."""
        if not self.number:
            return None
        total = sum(answer * count for answer, count in zip(ANSWERS, self.counts, strict=True))
        return (Decimal(total) / self.number - 1) * 25

    def as_quantity(self) -> Quantity | None:
        """The index as a figure to print."""
        return Quantity(self.index, Unit.INDEX, 0) if self.index is not None else None


def part_index(answers: Mapping[int, Answers], part: Part) -> Quantity | None:
    """The mean of the part's three questions; None while any of them is unanswered."""
    return _mean([answers.get(question, Answers()).index for question in QUESTIONS_OF[part]])


def hme_index(answers: Mapping[int, Answers]) -> Quantity | None:
    """The mean of all nine questions; None while any of them is unanswered."""
    return _mean([answers.get(question, Answers()).index for question in QUESTIONS])


def _mean(indexes: list[Decimal | None]) -> Quantity | None:
    known = [index for index in indexes if index is not None]
    return Quantity(sum(known, Decimal(0)) / len(known), Unit.INDEX, 0) if len(known) == len(indexes) else None
