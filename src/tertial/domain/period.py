"""The periods of municipal reporting (docs/rules/periods.md)."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache, total_ordering

from tertial.domain.message import DomainError, Message, excerpt, gettext_noop


class Part(StrEnum):
    """The part of a year that a period covers; T1 and T2 both begin in January."""

    YEAR = "year"
    T1 = "T1"
    T2 = "T2"
    M01 = "01"
    M02 = "02"
    M03 = "03"
    M04 = "04"
    M05 = "05"
    M06 = "06"
    M07 = "07"
    M08 = "08"
    M09 = "09"
    M10 = "10"
    M11 = "11"
    M12 = "12"


_LAST_MONTHS = {Part.YEAR: 12, Part.T1: 4, Part.T2: 8}
# First and last month of each part.
_MONTHS = {part: (1, _LAST_MONTHS[part]) if part in _LAST_MONTHS else (int(part), int(part)) for part in Part}
_KEY = re.compile(r"((?:19|20|21)[0-9]{2})(?:-(T[12]|0[1-9]|1[0-2]))?")


class UnreadablePeriod(DomainError):
    """The text names no period."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """A year or a part of it. Periods are ordered by their last day; of two that end together the longer is later."""

    year: int
    part: Part

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Reads `2024`, `2024-T1`, `2024-T2` or `2024-04`. Raises UnreadablePeriod."""
        return _parsed(text)

    @property
    def key(self) -> str:
        """The text that `parse` reads."""
        return str(self.year) if self.part is Part.YEAR else f"{self.year}-{self.part.value}"

    @property
    def start(self) -> date:
        """The first day."""
        return date(self.year, _MONTHS[self.part][0], 1)

    @property
    def end(self) -> date:
        """The last day."""
        month = _MONTHS[self.part][1]
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def previous_year(self) -> "Period":
        """The same part of the year before."""
        return Period(self.year - 1, self.part)

    def ends_by(self, other: "Period") -> bool:
        """Whether this period is over when the other is."""
        return (self.year, _MONTHS[self.part][1]) <= (other.year, _MONTHS[other.part][1])

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        return self._place < other._place

    def __str__(self) -> str:
        return self.key

    @property
    def _place(self) -> tuple[int, int, int]:
        first, last = _MONTHS[self.part]
        return (self.year, last, -first)


@lru_cache(maxsize=1024)
def _parsed(text: str) -> Period:
    found = _KEY.fullmatch(text.strip().upper())
    if found is None:
        template = gettext_noop("%(text)s is not a period. Write 2024, 2024-T1, 2024-T2 or 2024-04.")
        raise UnreadablePeriod(Message(template, {"text": excerpt(text)}))
    return Period(int(found[1]), Part(found[2]) if found[2] else Part.YEAR)
