"""How figures and months of imports are printed."""

from collections.abc import Sequence
from decimal import Decimal

from tertial.common.period_words import period_key_words, spans_words
from tertial.domain.money import from_ore
from tertial.domain.numbers_sv import format_decimal, format_quantity
from tertial.domain.quantity import Unit


def kronor(ore: int) -> str:
    """Öre as whole kronor, the sign as booked."""
    return format_quantity(from_ore(ore, Unit.KRONOR, 0))


def kronor_and_ore(ore: int) -> str:
    """Öre as kronor with two decimals."""
    return format_quantity(from_ore(ore, Unit.KRONOR, 2))


def counted(number: int) -> str:
    """A whole number with its thousands apart."""
    return format_decimal(Decimal(number), 0)


def month(period: int) -> str:
    """202403 as `mars 2024`."""
    return period_key_words(str(period))


def months(periods: Sequence[int]) -> str:
    """The months in words, those that follow each other as a span."""
    return spans_words(map(str, sorted(set(periods)))) or "–"


def megabytes(number: int) -> str:
    """Bytes as megabytes with one decimal."""
    return format_decimal(Decimal(number) / 1_000_000, 1)
