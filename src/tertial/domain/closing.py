"""To which month of a year the ledger is closed (docs/rules/periods.md)."""

from collections.abc import Mapping
from datetime import date
from statistics import median

_MONTHS_IN_DOUBT = 2
_LEAST_SHARE = 0.5
_ENOUGH_MONTHS = 3


def month_before(month: int) -> int:
    """The month before, both YYYYMM."""
    return month - 1 if month % 100 > 1 else month - 89


def suggested_closing(lines: Mapping[int, int], today: date) -> int | None:
    """The newest month (YYYYMM) that can be taken as closed, from how many lines each month holds; None for none.

    A month that is not over is not closed. Nor is one of the two before it that holds less than half the lines of the
    months before: it is half booked.
    """
    current = today.year * 100 + today.month
    over = sorted(month for month in lines if month < current)
    doubtful, at = set(), current
    for _step in range(_MONTHS_IN_DOUBT):
        at = month_before(at)
        doubtful.add(at)
    while over and over[-1] in doubtful and _is_half_booked(over, lines):
        over.pop()
    return over[-1] if over else None


def _is_half_booked(months: list[int], lines: Mapping[int, int]) -> bool:
    before = [lines[month] for month in months[:-1]]
    return len(before) >= _ENOUGH_MONTHS and lines[months[-1]] < _LEAST_SHARE * median(before)
