"""What a control counts, read from what people type and checked."""

from dataclasses import dataclass
from decimal import Decimal

from tertial.domain.message import DomainError, Message, excerpt, gettext_noop
from tertial.domain.money import to_ore
from tertial.domain.numbers_sv import UnreadableNumber, parse_quantity
from tertial.domain.quantity import Quantity, Unit

_MONEY = {Unit.KRONOR, Unit.TKR, Unit.MNKR}
MOST = 10**15
"""More than any municipality counts: in öre ten thousand billion kronor."""


class UnusableCount(DomainError):
    """A figure of a control's result cannot be used; `field` is the one to correct."""

    def __init__(self, message: Message, field: str = "") -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class Counted:
    """How many cases (or öre) were looked at, and how many of them deviate. Raises UnusableCount outside 0 ≤ d ≤ n."""

    population: int
    deviations: int

    def __post_init__(self) -> None:
        check_counts(self.population, self.deviations)

    @property
    def right(self) -> int:
        """Those that do not deviate."""
        return self.population - self.deviations

    @property
    def share_right(self) -> Decimal | None:
        """Percent right, in full; None where nothing was looked at."""
        return Decimal(100 * self.right) / Decimal(self.population) if self.population else None


@dataclass(frozen=True, slots=True)
class Numbered:
    """A count in one or two parts: 8, or 8 and 127 of a kind that is counted apart."""

    number: int
    other: int = 0

    @property
    def both(self) -> int:
        """The parts together."""
        return self.number + self.other


def check_counts(population: int, deviations: int) -> None:
    """Raises UnusableCount for negative counts, and for more deviations than cases."""
    if population < 0 or deviations < 0:
        raise UnusableCount(
            Message(gettext_noop("A count cannot be negative; write how many there were.")),
            "population" if population < 0 else "deviations",
        )
    if deviations > population:
        template = gettext_noop(
            "%(deviations)s deviations are more than the %(population)s that were looked at; check both figures."
        )
        values = {"deviations": deviations, "population": population}
        raise UnusableCount(Message(template, values), "deviations")


def check_sample(population: int | None, sample: int | None, deviations: int | None) -> None:
    """Raises UnusableCount where a sample is larger than its population, or deviates in more cases than it has.

    What is None is not known; deviations need something they were found among.
    """
    if population is not None and sample is not None and sample > population:
        template = gettext_noop(
            "A sample of %(sample)s cannot be drawn from %(population)s; correct the sample or the population."
        )
        raise UnusableCount(Message(template, {"sample": sample, "population": population}), "sample")
    looked_at = sample if sample is not None else population
    if deviations is not None:
        if looked_at is None:
            template = gettext_noop("Also write how many were looked at: without it the deviations say nothing.")
            raise UnusableCount(Message(template), "sample")
        check_counts(looked_at, deviations)


def parse_count(text: str, field: str = "", unit: Unit = Unit.COUNT) -> int:
    """The count that was typed: whole, not negative; with a unit of money in öre, where a bare number is in that unit.

    Raises UnusableCount for a percentage, a fraction, a negative number, and what is no number.
    """
    template = gettext_noop("%(text)s is not a number; write how many, such as 22.")
    if unit in _MONEY:
        template = gettext_noop("%(text)s is not an amount; write one like 12,5.")
    quantity = _read(text, template, field)
    if quantity.unit in {Unit.PERCENT, Unit.PERCENTAGE_POINTS}:
        template = gettext_noop("%(text)s is a percentage, but a count belongs here: write how many, such as 15 of 22.")
        raise UnusableCount(Message(template, {"text": excerpt(text)}), field)
    if unit in _MONEY:
        given = quantity.unit if quantity.unit in _MONEY else unit
        number = to_ore(Quantity(quantity.value, given, quantity.decimals))
    elif quantity.unit in _MONEY:
        template = gettext_noop("%(text)s is an amount, but a count belongs here: write how many.")
        raise UnusableCount(Message(template, {"text": excerpt(text)}), field)
    elif quantity.value != quantity.value.to_integral_value():
        template = gettext_noop("%(text)s is not a whole number; write how many, without decimals.")
        raise UnusableCount(Message(template, {"text": excerpt(text)}), field)
    else:
        number = int(quantity.value)
    if not 0 <= number <= MOST:
        template = gettext_noop("%(text)s cannot be a count; write a number that is not negative.")
        raise UnusableCount(Message(template, {"text": excerpt(text)}), field)
    return number


def _read(text: str, template: str, field: str) -> Quantity:
    try:
        return parse_quantity(text)
    except UnreadableNumber as error:
        raise UnusableCount(Message(template, {"text": excerpt(text)}), field) from error


def parse_percent(text: str, field: str = "") -> Decimal:
    """The percentage that was typed, with or without its sign. Raises UnusableCount outside 0 to 100."""
    template = gettext_noop("%(text)s is not a percentage; write for example 68 or 68,5 %%.")
    quantity = _read(text, template, field)
    if quantity.unit not in {Unit.PERCENT, Unit.COUNT, Unit.RATIO}:
        raise UnusableCount(Message(template, {"text": excerpt(text)}), field)
    if not 0 <= quantity.value <= 100:
        template = gettext_noop("%(text)s is outside 0–100 percent; check it.")
        raise UnusableCount(Message(template, {"text": excerpt(text)}), field)
    return quantity.value
