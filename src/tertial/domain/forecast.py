"""Forecasts of the year: what can be proposed from the ledger, and how earlier ones came out (docs/rules/forecast.md).

Every amount is whole öre with the sign of statements: income plus, cost minus.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from tertial.domain.message import Message, gettext_noop

LACKING = gettext_noop("%(missing)s of %(all)s units have no forecast: %(names)s.")
"""Why there is no forecast of a sum (`extent.Whole.cause`)."""


class Method(StrEnum):
    """Where a forecast comes from: someone's judgement, or one of the two proposals as it stood."""

    ENTERED = "entered"
    BUDGET = "budget"
    SEASON = "season"


@dataclass(frozen=True, slots=True)
class Known:
    """What the ledger holds about a row when the forecast is made; None where it holds nothing.

    `lacks_months` is whether the outcome so far is of fewer months than the budget so far.
    """

    outcome: int | None
    budget: int | None
    budget_year: int | None
    previous: int | None
    previous_year: int | None
    lacks_months: bool = False


@dataclass(frozen=True, slots=True)
class Proposal:
    """An amount for the whole year, or the cause why none can be proposed."""

    amount: int | None = None
    cause: Message | None = None


def budget_for_the_rest(known: Known) -> Proposal:
    """The outcome so far, and the budget for the months that are left."""
    if known.outcome is None or known.lacks_months:
        return _cannot(_LACKS_MONTHS if known.lacks_months else _NOTHING_BOOKED)
    if known.budget is None or known.budget_year is None:
        return _cannot(gettext_noop("There is no budget for the year."))
    return Proposal(known.outcome + known.budget_year - known.budget)


def season_of_last_year(known: Known) -> Proposal:
    """The outcome so far divided by the share of last year's outcome that had come by then, rounded half up to öre."""
    if known.outcome is None or known.lacks_months:
        return _cannot(_LACKS_MONTHS if known.lacks_months else _NOTHING_BOOKED)
    if known.previous is None or known.previous_year is None:
        return _cannot(gettext_noop("Last year has no outcome of the whole year to take the season from."))
    if known.previous == 0:
        return _cannot(gettext_noop("Nothing had come by this time last year, so there is no share to divide by."))
    if known.previous * known.previous_year <= 0:
        return _cannot(gettext_noop("Last year's sum had another sign by this time than at the end of the year."))
    if known.outcome * known.previous < 0:
        return _cannot(gettext_noop("The outcome has another sign than at this time last year."))
    return Proposal(_divided(known.outcome * known.previous_year, known.previous))


_NOTHING_BOOKED = gettext_noop("No outcome is booked in the period yet.")
_LACKS_MONTHS = gettext_noop("The ledger lacks a month of the period; import it first.")


def _cannot(template: str) -> Proposal:
    return Proposal(cause=Message(template))


def _divided(amount: int, by: int) -> int:
    """The quotient of integers, a half away from zero."""
    sign = -1 if (amount < 0) != (by < 0) else 1
    return sign * ((2 * abs(amount) + abs(by)) // (2 * abs(by)))


@dataclass(frozen=True, slots=True)
class Miss:
    """How a forecast came out: outcome − forecast in öre, plus where it went better than forecast.

    `percent` is that of the size of the year's budget; None where there is no budget.
    """

    error: int
    percent: Decimal | None


def miss(*, forecast: int, outcome: int, budget: int | None) -> Miss:
    """What an earlier forecast missed by."""
    error = outcome - forecast
    return Miss(error, Decimal(error) * 100 / abs(Decimal(budget)) if budget else None)


def mean_size(misses: Iterable[Miss]) -> Decimal | None:
    """The mean of the misses in percent of budget, counted without sign; None where no percentage is known."""
    sizes = [abs(each.percent) for each in misses if each.percent is not None]
    return sum(sizes, Decimal(0)) / len(sizes) if sizes else None
