"""A value with its unit and the decimals it is printed with."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from enum import StrEnum

# Wide enough that rounding a figure for print never meets the default limit of 28 digits.
_WIDE = Context(prec=100)


class Unit(StrEnum):
    """What a figure counts. TKR is thousands and MNKR millions of kronor; of YES_NO 1 is yes and 0 is no."""

    PERCENT = "percent"
    PERCENTAGE_POINTS = "percentage_points"
    INDEX = "index"
    COUNT = "count"
    RATIO = "ratio"
    KRONOR = "kronor"
    TKR = "tkr"
    MNKR = "mnkr"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in `unit`, kept in full; `decimals` is only how it is printed. Percent is 1.7, not 0.017.

    `word` is what is printed in its place, where the figure only stands for a word.

    Raises ValueError for a value that is no finite number and for negative decimals.
    """

    value: Decimal
    unit: Unit
    decimals: int
    word: str = ""

    def __post_init__(self) -> None:
        if not self.value.is_finite():
            raise ValueError(f"a quantity needs a finite value, not {self.value}")
        if self.decimals < 0:
            raise ValueError(f"a quantity cannot have {self.decimals} decimals")


def round_half_up(value: Decimal, decimals: int) -> Decimal:
    """The value as it is printed: a half goes away from zero, and zero has no sign (docs/rules/rounding.md)."""
    rounded = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _WIDE)
    return rounded.copy_abs() if rounded.is_zero() else rounded
