"""Money is whole öre; a printed amount is a quantity in kronor, thousands or millions of them."""

from decimal import Decimal

from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.quantity import Quantity, Unit

# How many digits an amount in the unit is shifted to become öre.
_DIGITS_TO_ORE = {Unit.KRONOR: 2, Unit.TKR: 5, Unit.MNKR: 8}


MONEY_UNITS = frozenset(_DIGITS_TO_ORE)


class NotMoney(DomainError):
    """The quantity is in no unit of money, or finer than öre."""


def to_ore(quantity: Quantity) -> int:
    """The amount in whole öre, sign kept. Raises NotMoney for other units and for fractions of an öre."""
    digits = _DIGITS_TO_ORE.get(quantity.unit)
    if digits is None:
        raise NotMoney(
            Message(
                gettext_noop("%(amount)s is not an amount of money. Give it in kr, tkr or mnkr."), {"amount": quantity}
            )
        )
    ore = quantity.value.scaleb(digits)
    if ore != ore.to_integral_value():
        template = gettext_noop("%(amount)s holds fractions of an öre. Round it to whole öre first.")
        raise NotMoney(Message(template, {"amount": quantity}))
    return int(ore)


def from_ore(ore: int, unit: Unit, decimals: int) -> Quantity:
    """The amount in full in KRONOR, TKR or MNKR, printed with `decimals`. Raises ValueError for another unit."""
    if unit not in _DIGITS_TO_ORE:
        raise ValueError(f"{unit} is not a unit of money")
    return Quantity(Decimal(ore).scaleb(-_DIGITS_TO_ORE[unit]), unit, decimals)
