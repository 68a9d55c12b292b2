"""Numbers read and printed the Swedish way (docs/rules/numbers.md)."""

import re
from decimal import Decimal
from functools import lru_cache

from tertial.domain.message import DomainError, Message, excerpt, gettext_noop
from tertial.domain.quantity import Quantity, Unit, round_half_up

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
MOST_DIGITS = 18

# Typesetters and spreadsheets use them all for the same two things.
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_SPACES = "\t\u00a0\u2007\u2009\u202f"
_PLAIN = str.maketrans(dict.fromkeys(_DASHES, "-") | dict.fromkeys(_SPACES, " "))

_NUMBER = re.compile(
    r"(?P<sign>[-+] ?)?(?P<whole>[1-9][0-9]{0,2}(?: [0-9]{3})+|[0-9]+)"
    r"(?:(?P<mark>[,.])(?P<part>[0-9]+))?(?P<after> ?-)?"
)
_NUMBER_AND_UNIT = re.compile(r"(?P<number>.*[0-9](?: ?-(?=[ %]|$))?) ?(?P<unit>[^0-9]*)")

_UNITS = {
    "%": Unit.PERCENT,
    "procent": Unit.PERCENT,
    "procentenhet": Unit.PERCENTAGE_POINTS,
    "procentenheter": Unit.PERCENTAGE_POINTS,
    "%-enheter": Unit.PERCENTAGE_POINTS,
    "index": Unit.INDEX,
    "st": Unit.COUNT,
    "stycken": Unit.COUNT,
    "kr": Unit.KRONOR,
    "kronor": Unit.KRONOR,
    "sek": Unit.KRONOR,
    "tkr": Unit.TKR,
    "tusen kronor": Unit.TKR,
    "mnkr": Unit.MNKR,
    "mkr": Unit.MNKR,
    "miljoner kronor": Unit.MNKR,
    "miljon kronor": Unit.MNKR,
}
_PRINTED_UNITS = {
    Unit.PERCENT: "%",
    Unit.PERCENTAGE_POINTS: "procentenheter",
    Unit.KRONOR: "kr",
    Unit.TKR: "tkr",
    Unit.MNKR: "mnkr",
}


class UnreadableNumber(DomainError):
    """The text is no number, or one that can be read in two ways."""


def plain(text: str) -> str:
    """The text with every dash as `-`, every run of spaces as one plain space, and none around it."""
    return " ".join(text.translate(_PLAIN).split())


def parse_decimal(text: str) -> Decimal:
    """The number in the text, with exactly the decimals that are written.

    Reads a minus before or after the figure as any dash, with or without a space; thousands apart by any space; a
    decimal comma, or a point where it cannot mean thousands. Raises UnreadableNumber. Rule: docs/rules/numbers.md.
    """
    return _parsed(text)[0]


def parse_quantity(text: str) -> Quantity:
    """The number and its unit: `13,8 miljoner kronor`, `-3 %`, `1,2 procentenheter`, `79 index`, `51 776 tkr`.

    Without a unit a whole number is a COUNT and any other a RATIO. Raises UnreadableNumber.
    """
    found = _NUMBER_AND_UNIT.fullmatch(plain(text))
    if found is None:
        raise _unreadable(text)
    value, decimals = _parsed(found["number"])
    word = found["unit"].strip().lower()
    if not word:
        return Quantity(value, Unit.RATIO if decimals else Unit.COUNT, decimals)
    unit = _UNITS.get(word)
    if unit is None:
        template = gettext_noop("%(word)s is not a unit known here. Write for example %%, procentenheter, tkr or mnkr.")
        raise UnreadableNumber(Message(template, {"word": excerpt(word)}))
    return Quantity(value, unit, decimals)


@lru_cache(maxsize=20_000)
def format_decimal(value: Decimal, decimals: int) -> str:
    """The value rounded half up: no-break spaces between thousands, decimal comma, U+2212 as minus, never `−0`."""
    digits = f"{round_half_up(value, decimals):,f}"
    return digits.replace(",", NO_BREAK_SPACE).replace(".", ",").replace("-", MINUS)


def decimals_of(value: Decimal) -> int:
    """As many decimals as the value needs: 1 for 1,50 and none for 5,00."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def format_exact(value: Decimal) -> str:
    """The value with the decimals it needs and no zeros at its end."""
    return format_decimal(value, decimals_of(value))


def format_quantity(quantity: Quantity, with_unit: bool = False) -> str:
    """The figure as printed, and its unit after a no-break space if asked; an index, a count and a ratio have none.

    A figure that stands for a word is printed as the word.
    """
    if quantity.word:
        return quantity.word
    digits = format_decimal(quantity.value, quantity.decimals)
    word = _PRINTED_UNITS.get(quantity.unit) if with_unit else None
    return f"{digits}{NO_BREAK_SPACE}{word}" if word else digits


@lru_cache(maxsize=4096)
def _parsed(text: str) -> tuple[Decimal, int]:
    found = _NUMBER.fullmatch(plain(text))
    if found is None or (found["sign"] and found["after"]):
        raise _unreadable(text)
    whole, part = found["whole"], found["part"] or ""
    if found["mark"] == "." and len(part) == 3 and len(whole) <= 3 and not whole.startswith("0"):
        template = gettext_noop(
            "%(text)s can mean two things. Write a decimal comma, as in 1,234, or a space between thousands, as in"
            " 1 234."
        )
        raise UnreadableNumber(Message(template, {"text": excerpt(text)}))
    digits = whole.replace(" ", "")
    if len(digits) + len(part) > MOST_DIGITS:
        template = gettext_noop("%(text)s has more than %(most)s digits. Check that it is one number, and round it.")
        raise UnreadableNumber(Message(template, {"text": excerpt(text), "most": MOST_DIGITS}))
    value = Decimal(f"{digits}.{part}") if part else Decimal(digits)
    negative = bool(found["after"]) or (found["sign"] or "").startswith("-")
    return (value.copy_negate() if negative and value else value), len(part)


def _unreadable(text: str) -> UnreadableNumber:
    if not text.strip():
        return UnreadableNumber(Message(gettext_noop("There is no number here. Write one like 1 234,5.")))
    return UnreadableNumber(
        Message(gettext_noop("%(text)s is not a number. Write it like 1 234,5."), {"text": excerpt(text)})
    )
