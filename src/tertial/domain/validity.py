"""Which version of words, codes or layouts counts in a year (docs/rules/words-of-a-year.md)."""

from collections.abc import Iterable
from typing import Protocol, TypeVar

ALWAYS = 1900
"""The first year of what has no beginning."""
EARLIEST, LATEST = 1990, 2200
"""The years from which something new can be valid."""


class FromAYear(Protocol):
    """Something that is valid from a year until the next of its kind begins."""

    valid_from: int


Version = TypeVar("Version", bound=FromAYear)


def valid_in(versions: Iterable[Version], year: int) -> Version | None:
    """The version that counts in the year: the newest that has begun; None before the first."""
    begun = [each for each in versions if each.valid_from <= year]
    return max(begun, key=lambda each: each.valid_from, default=None)


def last_year(version: FromAYear, versions: Iterable[FromAYear]) -> int | None:
    """The year before the next version begins; None for the newest."""
    later = [each.valid_from for each in versions if each.valid_from > version.valid_from]
    return min(later) - 1 if later else None
