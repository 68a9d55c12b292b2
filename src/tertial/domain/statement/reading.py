"""What a statement comes to, row by row."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from tertial.domain.extent import Extent
from tertial.domain.finding import Finding
from tertial.domain.message import Message
from tertial.domain.period import Period
from tertial.domain.statement.layout import LineKind
from tertial.domain.statement.sign import BY_DEFAULT, Convention


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
    """A row with its amounts in öre: income plus, cost minus. What is unknown has no amount.

    `without` says by column (the values of `Shown`) why the row has no figure there, though there is something to say.
    """

    key: str
    label: str
    kind: LineKind
    amounts: Mapping[Measure, int]
    without: Mapping[str, Message] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StatementReading:
    """A statement of one unit and period, what its amounts are of, and what was noticed while it was added up.

    `findings` are what is wrong or doubtful, `notes` what explains the figures. `closed` is what of the period is read:
    its months that are imported and closed; None where none is. `convention` is the signs that it is printed with.
    """

    key: str
    title: str
    lines: tuple[StatementLine, ...]
    findings: tuple[Finding, ...] = ()
    extents: Mapping[Measure, Extent] = field(default_factory=dict)
    notes: tuple[Finding, ...] = ()
    closed: Period | None = None
    convention: Convention = BY_DEFAULT
