"""Figures as a report prints them: in a unit, rounded one by one, in the hand of whoever typed the report."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from random import Random

NUMBER_WORDS = ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv")


@dataclass(frozen=True)
class Form:
    """How a figure is printed: `per` is how much one of the unit is (100 öre a krona), `unit` what it is called."""

    unit: str
    decimals: int = 0
    per: int = 1

    @property
    def step(self) -> Decimal:
        """The smallest difference that can be printed."""
        return Decimal(1).scaleb(-self.decimals)

    def printed(self, exact: Decimal | int) -> Decimal:
        """The value as it is printed; a half goes away from zero."""
        rounded = (Decimal(exact) / self.per).quantize(self.step, ROUND_HALF_UP)
        return abs(rounded) if rounded == 0 else rounded


KR, TKR, MNKR = 100, 100_000, 100_000_000
PERSONS = Form("antal")
PERCENT = Form("%", 1)
WHOLE_PERCENT = Form("%", 0)
POINTS = Form("procentenheter", 1)


def money(unit: str, decimals: int) -> Form:
    """Kronor (`kr`), thousands (`tkr`) or millions (`mnkr`) of what is kept in öre."""
    return Form(unit, decimals, {"kr": KR, "tkr": TKR, "mnkr": MNKR}[unit])


@dataclass(frozen=True)
class Hand:
    """The habits of whoever typed the report."""

    thousands: str = " "
    minus: str = "-"
    plus: str = ""
    percent: str = " %"
    nothing: str = "0"

    @classmethod
    def of(cls, chance: Random) -> "Hand":
        """One hand among many."""
        return cls(
            thousands=chance.choice([" ", "\u00a0", "\u00a0", "\u202f"]),
            minus=chance.choice(["-", "-", "−", "–"]),
            plus=chance.choice(["", "", "+"]),
            percent=chance.choice([" %", "\u00a0%", "%"]),
            nothing=chance.choice(["0", "–", "-"]),
        )

    def digits(self, value: Decimal, decimals: int) -> str:
        """The size of a value, without sign: `13 827`, `1,7`."""
        whole, _, rest = f"{abs(value):,.{decimals}f}".partition(".")
        return whole.replace(",", self.thousands) + (f",{rest}" if rest else "")

    def figure(self, value: Decimal, decimals: int, *, signed: bool = False) -> str:
        """A value with its sign, and a plus where deviations bear one."""
        if value < 0:
            return self.minus + self.digits(value, decimals)
        return (self.plus if signed and value > 0 else "") + self.digits(value, decimals)

    def cell(
        self, value: Decimal, form: Form, *, signed: bool = False, with_percent: bool = False, nothing: bool = False
    ) -> str:
        """A value as it stands in a table; `nothing` says that there is none at all, not one that rounds to zero."""
        if nothing and self.nothing != "0":
            return self.nothing
        return self.figure(value, form.decimals, signed=signed) + (self.percent if with_percent else "")


def number_word(number: int, *, common: bool = False) -> str:
    """A small number in words, a large one in digits; `common` is `en` of common gender."""
    if common and number == 1:
        return "en"
    return NUMBER_WORDS[number] if 0 <= number < len(NUMBER_WORDS) else str(number)


def swapped(value: Decimal, decimals: int, chance: Random, *, at_least: Decimal) -> Decimal | None:
    """The value with two neighbouring digits changed about, so that it moves by more than `at_least`; else None."""
    digits = f"{abs(value):.{decimals}f}"
    places = [n for n, sign in enumerate(digits) if sign.isdigit()]
    pairs = [(a, b) for a, b in pairwise(places) if digits[a] != digits[b]]
    chance.shuffle(pairs)
    for first, second in pairs:
        turned = list(digits)
        turned[first], turned[second] = turned[second], turned[first]
        if turned[0] == "0" and first == 0:
            continue
        other = Decimal("".join(turned)).copy_sign(value)
        if abs(other - value) > at_least:
            return other
    return None
