"""Amounts of money in sentences."""

from tertial.domain.money import from_ore
from tertial.domain.numbers_sv import format_exact
from tertial.domain.quantity import Unit


def kronor(ore: int) -> str:
    """An amount in öre as kronor, with öre only where there are any."""
    return f"{format_exact(from_ore(ore, Unit.KRONOR, 0).value)} kr"
