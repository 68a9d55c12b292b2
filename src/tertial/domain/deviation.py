"""How far an outcome is from its budget, and a cost from that of another year (docs/rules/statements.md)."""

from dataclasses import dataclass
from decimal import Decimal


def deviation_percent(deviation: int, budget: int) -> Decimal | None:
    """The deviation in percent of the budget's size, with the deviation's sign; None without a budget."""
    return Decimal(deviation) * 100 / abs(budget) if budget else None


def change_percent(now: int, before: int) -> Decimal | None:
    """How much larger an amount is than before, in percent of before; None where there was none or the sign changed."""
    if not before or (now and (now > 0) != (before > 0)):
        return None
    return Decimal(abs(now) - abs(before)) * 100 / abs(before)


@dataclass(frozen=True, slots=True)
class Threshold:
    """How large a deviation must be to ask for a comment: `amount` öre and `percent` of the budget, or more of both."""

    amount: int
    percent: Decimal

    def is_passed_by(self, deviation: int, budget: int) -> bool:
        """Whether the deviation asks for a comment; without a budget only the amount counts."""
        share = deviation_percent(deviation, budget)
        return abs(deviation) >= self.amount and (share is None or abs(share) >= self.percent)
