"""Staff turnover: no definition is common to all, so a value always comes with its own (docs/rules/turnover.md)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tertial.domain.quantity import Quantity, Unit


class Leaving(StrEnum):
    """Who counts as having left."""

    GONE_SINCE_LAST_YEAR = "gone_since_last_year"
    LEFT_DURING_PERIOD = "left_during_period"


class Standing(StrEnum):
    """What they are measured against."""

    PERMANENT_LAST_YEAR = "permanent_last_year"
    AVERAGE_PERMANENT = "average_permanent"


@dataclass(frozen=True, slots=True)
class TurnoverCounts:
    """What a payroll can count about a unit.

    `permanent_last_year` is the permanent staff a year before, `gone_since_last_year` how many of them are no longer
    there; `left_during_period` is everyone on permanent terms who left, `average_permanent` their mean number.
    """

    permanent_last_year: int = 0
    gone_since_last_year: int = 0
    left_during_period: int = 0
    average_permanent: Decimal = Decimal(0)

    def __add__(self, other: "TurnoverCounts") -> "TurnoverCounts":
        return TurnoverCounts(
            self.permanent_last_year + other.permanent_last_year,
            self.gone_since_last_year + other.gone_since_last_year,
            self.left_during_period + other.left_during_period,
            self.average_permanent + other.average_permanent,
        )


def turnover(counts: TurnoverCounts, leaving: Leaving, standing: Standing) -> Quantity | None:
    """Those who left in percent of those measured against; None where there is nobody to measure against."""
    left = {
        Leaving.GONE_SINCE_LAST_YEAR: counts.gone_since_last_year,
        Leaving.LEFT_DURING_PERIOD: counts.left_during_period,
    }[leaving]
    base = {
        Standing.PERMANENT_LAST_YEAR: Decimal(counts.permanent_last_year),
        Standing.AVERAGE_PERMANENT: counts.average_permanent,
    }[standing]
    return Quantity(Decimal(left) * 100 / base, Unit.PERCENT, 1) if base else None
