"""The periods of municipal reporting (docs/rules/periods.md)."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache, total_ordering

from tertial.domain.message import DomainError, Message, excerpt, gettext_noop

DECEMBER = 12
KEY_LENGTH = 16
"""How long the key of a period is at most: `2024-01--2024-10`."""
SPELLED = r"[0-9]{4}(?:-(?:T[12]|[0-9]{2}(?:--[0-9]{4}-[0-9]{2})?))?"
"""A pattern that finds what may be a period inside other text; `parse` decides."""

_TERTIALS = {4: "T1", 8: "T2"}
_KEY = re.compile(
    r"(?P<year>(?:19|20|21)[0-9]{2})"
    r"(?:-(?:(?P<tertial>T[12])|(?P<first>0[1-9]|1[0-2])(?:(?:--|–)(?P<until>[0-9]{4})-(?P<last>0[1-9]|1[0-2]))?))?"
)


class UnreadablePeriod(DomainError):
    """The text names no period."""


@total_ordering
@dataclass(frozen=True, slots=True)
class Period:
    """Months of one year: from January to a month, or a single month.

    Periods are ordered by their last day; of two that end together the longer is later. Raises ValueError for months
    that are no period, such as March to May.
    """

    year: int
    first: int
    last: int

    def __post_init__(self) -> None:
        if not 1 <= self.first <= self.last <= DECEMBER or self.first not in {1, self.last}:
            raise ValueError("a period is a single month or begins in January")

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Reads `2024`, `2024-T1`, `2024-04` or `2024-01--2024-10`, whichever spelling. Raises UnreadablePeriod."""
        return _parsed(text)

    @classmethod
    def of_year(cls, year: int) -> "Period":
        """The whole year."""
        return cls(year, 1, DECEMBER)

    @classmethod
    def of_month(cls, year: int, month: int) -> "Period":
        """The month alone."""
        return cls(year, month, month)

    @classmethod
    def to_month(cls, year: int, month: int) -> "Period":
        """January to the end of the month."""
        return cls(year, 1, month)

    @property
    def key(self) -> str:
        """The one text that stands for the period in addresses and stored rows: the shortest of its spellings."""
        if self.is_year:
            return str(self.year)
        if self.is_month:
            return f"{self.year}-{self.last:02d}"
        tertial = _TERTIALS.get(self.last)
        return f"{self.year}-{tertial}" if tertial else f"{self.year}-01--{self.year}-{self.last:02d}"

    @property
    def is_year(self) -> bool:
        """Whether it is a whole year."""
        return (self.first, self.last) == (1, DECEMBER)

    @property
    def is_month(self) -> bool:
        """Whether it is a month alone; January is both that and accumulated."""
        return self.first == self.last

    @property
    def start(self) -> date:
        """The first day."""
        return date(self.year, self.first, 1)

    @property
    def end(self) -> date:
        """The last day."""
        return date(self.year, self.last, monthrange(self.year, self.last)[1])

    @property
    def months(self) -> tuple["Period", ...]:
        """Each month of it alone, in order."""
        return tuple(Period.of_month(self.year, month) for month in range(self.first, self.last + 1))

    @property
    def previous_year(self) -> "Period":
        """The same months of the year before."""
        return Period(self.year - 1, self.first, self.last)

    @property
    def whole_year(self) -> "Period":
        """The year it is of."""
        return Period.of_year(self.year)

    @property
    def to_date(self) -> "Period":
        """January to its last month, also where it is a month alone."""
        return Period.to_month(self.year, self.last)

    def through(self, month: int) -> "Period | None":
        """What of it is over when the month is the last of its year that is; None where nothing of it is."""
        return Period(self.year, self.first, min(self.last, month)) if month >= self.first else None

    def ends_by(self, other: "Period") -> bool:
        """Whether this period is over when the other is."""
        return (self.year, self.last) <= (other.year, other.last)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Period):
            return NotImplemented
        return self._place < other._place

    def __str__(self) -> str:
        return self.key

    @property
    def _place(self) -> tuple[int, int, int]:
        return (self.year, self.last, -self.first)


@lru_cache(maxsize=1024)
def _parsed(text: str) -> Period:
    found = _KEY.fullmatch(text.strip().upper())
    period = _of_parts(found) if found is not None else None
    if period is None:
        template = gettext_noop(
            "%(text)s is not a period. Write 2024, 2024-T1, 2024-T2, 2024-04 for a month alone, or 2024-01--2024-10"
            " for January to a month."
        )
        raise UnreadablePeriod(Message(template, {"text": excerpt(text)}))
    return period


def _of_parts(found: re.Match[str]) -> Period | None:
    year = int(found["year"])
    if found["tertial"]:
        return Period.to_month(year, 4 if found["tertial"] == "T1" else 8)
    if found["first"] is None:
        return Period.of_year(year)
    if found["last"] is None:
        return Period.of_month(year, int(found["first"]))
    if int(found["until"]) != year or int(found["first"]) not in {1, int(found["last"])}:
        return None
    return Period(year, int(found["first"]), int(found["last"]))
