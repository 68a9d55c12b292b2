"""Counts, shares and how sure they are, for controls that examine many cases (docs/rules/control-results.md)."""

from tertial.domain.control.counts import (
    Counted,
    Numbered,
    UnusableCount,
    check_counts,
    check_sample,
    parse_count,
    parse_percent,
)
from tertial.domain.control.error_bound import upper_error_bound
from tertial.domain.control.next_year import YEAR, day_in_time, year_filled, year_moved
from tertial.domain.control.thresholds import ResultScale, ResultStep, UnusableThresholds
from tertial.domain.control.total import NoTotal, Total, total_of, unanswered

__all__ = [
    "YEAR",
    "Counted",
    "NoTotal",
    "Numbered",
    "ResultScale",
    "ResultStep",
    "Total",
    "UnusableCount",
    "UnusableThresholds",
    "check_counts",
    "check_sample",
    "day_in_time",
    "parse_count",
    "parse_percent",
    "total_of",
    "unanswered",
    "upper_error_bound",
    "year_filled",
    "year_moved",
]
