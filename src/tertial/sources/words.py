"""How figures and months of imports are printed."""

from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

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
    """202403 as 2024-03."""
    return f"{period // 100}-{period % 100:02}"


def months(periods: Sequence[int]) -> str:
    """The months from first to last, and how many where some are missing between."""
    if not periods:
        return "–"
    first, last = min(periods), max(periods)
    if first == last:
        return month(first)
    span = (last // 100 - first // 100) * 12 + last % 100 - first % 100 + 1
    text = f"{month(first)}–{month(last)}"
    if span == len(set(periods)):
        return text
    return _("%(span)s, %(count)s months") % {"span": text, "count": len(set(periods))}


def megabytes(number: int) -> str:
    """Bytes as megabytes with one decimal."""
    return format_decimal(Decimal(number) / 1_000_000, 1)
