"""How large the true error rate may be, judged from a sample (docs/rules/control-results.md)."""

from decimal import Decimal, localcontext
from functools import lru_cache

CONFIDENCE_PERCENT = Decimal(95)
_STEPS = 10**6
_PRECISION = 60


@lru_cache(maxsize=4096)
def upper_error_bound(sample: int, deviations: int, confidence_percent: Decimal = CONFIDENCE_PERCENT) -> Decimal:
    """The one-sided upper Clopper-Pearson bound in percent, on the safe side, to four decimals.

    The smallest error rate at which finding as few deviations as were found would be at most 100 − confidence percent
    likely. Found by halving on the binomial tail, in decimal arithmetic. Raises ValueError for an empty sample,
    deviations outside it, and a confidence that is not between 0 and 100.
    """
    if sample <= 0 or not 0 <= deviations <= sample:
        raise ValueError(f"{deviations} deviations in a sample of {sample} bound nothing")
    if not 0 < confidence_percent < 100:
        raise ValueError(f"a confidence of {confidence_percent} percent bounds nothing")
    if deviations == sample:
        return Decimal(100)
    with localcontext() as context:
        context.prec = _PRECISION
        at_most = 1 - confidence_percent / 100
        too_low, enough = deviations * _STEPS // sample, _STEPS
        while enough - too_low > 1:
            middle = (too_low + enough) // 2
            if _tail(sample, deviations, Decimal(middle) / _STEPS) <= at_most:
                enough = middle
            else:
                too_low = middle
        return Decimal(enough) * 100 / _STEPS


def _tail(sample: int, deviations: int, rate: Decimal) -> Decimal:
    """How likely at most so many deviations are in a sample at an error rate below 1."""
    term = (1 - rate) ** sample
    tail = term
    odds = rate / (1 - rate)
    for found in range(deviations):
        term = term * (sample - found) / (found + 1) * odds
        tail += term
    return tail
