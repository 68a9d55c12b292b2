"""Budget frames and how they are spread over the months of a year (docs/rules/budget.md).

A frame is what a unit may cost net: plus for a cost, as the council decides it and as the ledger books it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tertial.domain.finding import Finding, Severity
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.money import from_ore
from tertial.domain.quantity import Unit
from tertial.domain.ref import NO_REF, Ref

MONTHS = 12
WHOLE = 10_000
"""Own weights are hundredths of a percent: together exactly 100,00 %."""


class UnusableSpread(DomainError):
    """A budget cannot be spread as asked."""


class UnusableTransfer(DomainError):
    """A transfer between units does not leave the sum of their budgets as it was."""


class DecisionKind(StrEnum):
    """What a decision does: sets the frame, adjusts it, or moves budget between units."""

    FRAME = "frame"
    ADJUSTMENT = "adjustment"
    TRANSFER = "transfer"


class SpreadMethod(StrEnum):
    """How the year's budget is laid out over its months."""

    EVEN = "even"
    SEASON = "season"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class FrameStep:
    """One step on the way from frame to adjusted frame; `running` is the frame with this step and all before it."""

    amount: int
    running: int


@dataclass(frozen=True, slots=True)
class Frame:
    """A unit's budget of a year, in öre; None for a frame that has not been decided."""

    frame: int | None
    adjustments: int
    transfers: int
    steps: tuple[FrameStep, ...]

    @property
    def adjusted(self) -> int:
        """The frame with everything decided since."""
        return (self.frame or 0) + self.adjustments + self.transfers


def add_up(decided: Sequence[tuple[DecisionKind, int]]) -> Frame:
    """The frame from what has been decided about one unit and year, in the order it is to be shown."""
    steps, running = [], 0
    for _kind, amount in decided:
        running += amount
        steps.append(FrameStep(amount, running))

    def total(kind: DecisionKind) -> int:
        return sum(amount for each, amount in decided if each is kind)

    has_frame = any(kind is DecisionKind.FRAME for kind, _amount in decided)
    frame = total(DecisionKind.FRAME) if has_frame else None
    return Frame(frame, total(DecisionKind.ADJUSTMENT), total(DecisionKind.TRANSFER), tuple(steps))


def spread(amount: int, weights: Sequence[int]) -> tuple[int, ...]:
    """The amount in whole öre over twelve months by weights; the months sum to the amount exactly.

    Each month gets its share cut to whole öre; the öre left over go one each to the months that lost most by it, the
    earlier first. Raises UnusableSpread unless there are twelve weights, none negative, of which one is above zero.
    """
    total = sum(weights)
    if len(weights) != MONTHS or min(weights) < 0 or total == 0:
        template = gettext_noop("The months need twelve weights, none below zero and not all zero; correct them.")
        raise UnusableSpread(Message(template))
    sign, size = (-1, -amount) if amount < 0 else (1, amount)
    shares = [divmod(size * weight, total) for weight in weights]
    left = size - sum(whole for whole, _rest in shares)
    lost_most = sorted(range(MONTHS), key=lambda month: -shares[month][1])[:left]
    return tuple(sign * (whole + (month in lost_most)) for month, (whole, _rest) in enumerate(shares))


def even_weights() -> tuple[int, ...]:
    """Every month alike."""
    return (1,) * MONTHS


def season_weights(last_year: Sequence[int]) -> tuple[int, ...]:
    """Weights after last year's net cost by month, in öre, cost plus.

    Raises UnusableSpread where a month was an income or where nothing was booked: no share can be read out of that.
    """
    if not any(last_year):
        template = gettext_noop(
            "Last year has no outcome of the whole year to take the season from; spread evenly or by own weights."
        )
        raise UnusableSpread(Message(template))
    if any(amount < 0 for amount in last_year):
        template = gettext_noop(
            "Last year had a month with more income than costs, so its season cannot be used; spread evenly or by own"
            " weights."
        )
        raise UnusableSpread(Message(template))
    return tuple(last_year)


def own_weights(hundredths: Sequence[int]) -> tuple[int, ...]:
    """Own weights in hundredths of a percent; raises UnusableSpread unless they sum to 100 %."""
    total = sum(hundredths)
    if total != WHOLE:
        difference = from_ore(abs(WHOLE - total), Unit.KRONOR, 2).value
        said = {"difference": difference}
        template = (
            gettext_noop("The months sum to %(difference)s percentage points less than 100; add them to a month.")
            if total < WHOLE
            else gettext_noop(
                "The months sum to %(difference)s percentage points more than 100; take them off a month."
            )
        )
        raise UnusableSpread(Message(template, said))
    return tuple(hundredths)


def check_transfer(amounts: Iterable[int]) -> None:
    """Raises UnusableTransfer unless at least two amounts, none zero, sum to zero."""
    lines = list(amounts)
    if len(lines) < 2 or 0 in lines:
        template = gettext_noop("A transfer moves budget between at least two units; give each of them an amount.")
        raise UnusableTransfer(Message(template))
    if sum(lines):
        template = gettext_noop(
            "A transfer must sum to zero, but these lines sum to %(difference)s; correct the amount of one of them."
        )
        said = {"difference": from_ore(sum(lines), Unit.TKR, decimals_in_tkr(sum(lines)))}
        raise UnusableTransfer(Message(template, said))


def rounding_in(decided: Iterable[int]) -> int:
    """What rounding can come to in öre: half a thousand or half a krona a decision, where all are whole ones."""
    amounts = list(decided)
    step = next((step for step in (100_000, 100) if all(amount % step == 0 for amount in amounts)), 0)
    return len(amounts) * step // 2


def compare_with_imported(
    adjusted: int, imported: int, *, unit: str, year: int, ref: Ref = NO_REF, rounding: int = 0
) -> Finding | None:
    """A warning where the frame and the ledger's budget (net cost plus, öre) differ; None where they do not.

    A difference that is no more than `rounding` in the decisions is only noted: no decision is missing.
    """
    difference = imported - adjusted
    if not difference:
        return None
    size = from_ore(abs(difference), Unit.TKR, decimals_in_tkr(difference))
    said = {"unit": unit, "year": str(year), "difference": size}
    if abs(difference) <= rounding:
        template = gettext_noop(
            "The budget in the ledger for %(unit)s %(year)s and the adjusted frame differ by %(difference)s, which "
            "is no more than the decisions are rounded by."
        )
        return Finding("budget.rounded", Severity.NOTE, Message(template, said), ref)
    template = (
        gettext_noop(
            "The budget in the ledger for %(unit)s %(year)s is %(difference)s more than the adjusted frame; a decision"
            " is missing here, or has been entered twice there."
        )
        if difference > 0
        else gettext_noop(
            "The budget in the ledger for %(unit)s %(year)s is %(difference)s less than the adjusted frame; a decision"
            " is missing there, or has been entered twice here."
        )
    )
    return Finding("budget.differs_from_ledger", Severity.WARNING, Message(template, said), ref)


def decimals_in_tkr(ore: int) -> int:
    """How many decimals an amount in tkr needs to be printed in full: none where it is whole thousands."""
    for decimals, step in enumerate((100_000, 10_000, 1_000, 100, 10)):
        if ore % step == 0:
            return decimals
    return 5
