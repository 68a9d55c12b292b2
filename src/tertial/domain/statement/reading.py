"""What a statement comes to, row by row."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tertial.domain.finding import Finding
from tertial.domain.statement.layout import LineKind


class Measure(StrEnum):
    """What an amount of a row is.

    BUDGET is that of the period and BUDGET_YEAR that of its whole year; DEVIATION is outcome − budget of the period;
    PREVIOUS and BEFORE_PREVIOUS are the same months one and two years before.
    """

    OUTCOME = "outcome"
    BUDGET = "budget"
    BUDGET_YEAR = "budget_year"
    DEVIATION = "deviation"
    FORECAST = "forecast"
    PREVIOUS = "previous"
    BEFORE_PREVIOUS = "before_previous"


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A row with its amounts in öre: income plus, cost minus. What is unknown has no amount."""

    key: str
    label: str
    kind: LineKind
    amounts: Mapping[Measure, int]


@dataclass(frozen=True, slots=True)
class StatementReading:
    """A statement of one unit and period, and what was noticed while it was added up."""

    key: str
    title: str
    lines: tuple[StatementLine, ...]
    findings: tuple[Finding, ...] = ()
