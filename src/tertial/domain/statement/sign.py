"""The one place where an amount gets the sign it is shown with (docs/rules/sign.md)."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from tertial.domain.message import Message, gettext_noop


def presented(booked: int) -> int:
    """An amount of the ledger (cost plus, income minus) as statements show it: income plus, cost minus. Öre."""
    return -booked


class AmountSign(StrEnum):
    """How amounts are printed. COST_MINUS: expenditure minus, income plus. COST_PLUS: expenditure without sign."""

    COST_MINUS = "cost_minus"
    COST_PLUS = "cost_plus"


class DeviationSign(StrEnum):
    """Which of the two printed amounts is taken from the other."""

    OUTCOME_MINUS_BUDGET = "outcome_minus_budget"
    BUDGET_MINUS_OUTCOME = "budget_minus_outcome"


@dataclass(frozen=True, slots=True)
class Convention:
    """The signs of one table. Calculations keep income plus and cost minus; only what is printed follows this."""

    amounts: AmountSign = AmountSign.COST_MINUS
    deviation: DeviationSign = DeviationSign.OUTCOME_MINUS_BUDGET

    def printed(self, amount: int) -> int:
        """An amount that is calculated with (income plus, cost minus), with the sign it is printed with."""
        return amount if self.amounts is AmountSign.COST_MINUS else presented(amount)

    def read(self, printed: int) -> int:
        """What is calculated with, from what someone writes with the sign that the table prints."""
        return self.printed(printed)

    def shown(self, booked: int) -> int:
        """An amount of the ledger (expenditure plus, income minus) with the sign it is printed with."""
        return self.printed(presented(booked))

    def booked(self, shown: int) -> int:
        """The amount as the ledger would book it, from the sign it is printed with."""
        return presented(self.read(shown))

    def difference(self, outcome: int, budget: int) -> int:
        """The deviation as it is printed, from two amounts as they are printed."""
        return outcome - budget if self.deviation is DeviationSign.OUTCOME_MINUS_BUDGET else budget - outcome

    def remaining(self, outcome: int, budget: int) -> int:
        """What is left of a plan, from two amounts as they are printed; its sign is the plan's while any is left."""
        return budget - outcome

    def more_is_better(self) -> bool:
        """Whether a deviation above zero means that less was spent, or more came in, than budgeted."""
        return (self.amounts is AmountSign.COST_MINUS) == (self.deviation is DeviationSign.OUTCOME_MINUS_BUDGET)

    def rule(self, outcome: str, budget: str, deviation: str = "") -> Iterator[Message]:
        """The sentences printed under a table that follows the convention, with the table's own headings.

        Without a `deviation` the table has none, and only the sign of its amounts is explained.
        """
        yield Message(
            gettext_noop("Expenditure is written with a minus and income without a sign.")
            if self.amounts is AmountSign.COST_MINUS
            else gettext_noop("Expenditure is written without a sign.")
        )
        if deviation:
            first, second = (
                (outcome, budget) if self.deviation is DeviationSign.OUTCOME_MINUS_BUDGET else (budget, outcome)
            )
            yield Message(
                gettext_noop("%(deviation)s = %(first)s − %(second)s, each with its sign."),
                {"deviation": deviation, "first": _inside(first), "second": _inside(second)},
            )
            yield Message(
                gettext_noop("A minus means that the outcome is worse for the economy than the plan.")
                if self.more_is_better()
                else gettext_noop("A minus means that less was spent than the plan allowed.")
            )


def _inside(heading: str) -> str:
    """A heading as it stands inside a sentence; only its first letter, so that `Prognos VP` keeps its abbreviation."""
    return heading[:1].lower() + heading[1:]


BY_DEFAULT = Convention()
"""Income plus and cost minus; deviation = outcome − budget, so that plus is good."""
