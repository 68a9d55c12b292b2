"""How far an outcome is from its budget, and a cost from that of another year (docs/rules/statements.md)."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


def deviation_percent(deviation: int, budget: int) -> Decimal | None:
    """The deviation in percent of the budget's size, with the deviation's sign; None without a budget."""
    return Decimal(deviation) * 100 / abs(budget) if budget else None


def change_percent(now: int, before: int) -> Decimal | None:
    """How much larger an amount is than before, in percent of before; None where there was none or the sign changed."""
    if not before or (now and (now > 0) != (before > 0)):
        return None
    return Decimal(abs(now) - abs(before)) * 100 / abs(before)


class Limits(StrEnum):
    """Which of two limits must be reached: one of them, or both."""

    EITHER = "either"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Threshold:
    """How large a deviation must be to ask for a comment: `amount` öre, `percent` of the budget; 0 for no such limit.

    With neither limit any deviation asks.
    """

    amount: int
    percent: Decimal
    limits: Limits = Limits.EITHER

    def is_passed_by(self, deviation: int, budget: int) -> bool:
        """Whether the deviation asks for a comment; without a budget the amount decides alone."""
        if not deviation:
            return False
        share = deviation_percent(deviation, budget)
        reached = [abs(deviation) >= self.amount] if self.amount else []
        if self.percent and share is not None:
            reached.append(abs(share) >= self.percent)
        return all(reached) if self.limits is Limits.BOTH else any(reached) or not reached
