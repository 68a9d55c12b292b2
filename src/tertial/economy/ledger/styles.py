"""How a statement is printed in a year: by its own choices, else by those of its municipality."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tertial.common.kept import Kept
from tertial.common.stamps import written
from tertial.domain.money import from_ore
from tertial.domain.quantity import Quantity, Unit
from tertial.domain.statement.sign import BY_DEFAULT, AmountSign, Convention, DeviationSign
from tertial.domain.validity import valid_in
from tertial.economy.ledger.store import BOOKED
from tertial.economy.models import AmountStyle, Statement


@dataclass(frozen=True, slots=True)
class MoneyUnit:
    """The unit amounts are printed in."""

    key: str
    unit: Unit
    decimals: int

    def quantity(self, ore: int) -> Quantity:
        """The amount in this unit, in full."""
        return from_ore(ore, self.unit, self.decimals)


MONEY_UNITS: Mapping[str, MoneyUnit] = {
    "kr": MoneyUnit("kr", Unit.KRONOR, 0),
    "tkr": MoneyUnit("tkr", Unit.TKR, 0),
    "mnkr": MoneyUnit("mnkr", Unit.MNKR, 1),
}
"""By the word that stands in addresses and templates, with the decimals they have where nobody has said otherwise."""
DEFAULT_UNIT = "tkr"
BY_UNIT = {money.unit: money for money in MONEY_UNITS.values()}


@dataclass(frozen=True, slots=True)
class Style:
    """The signs and the money of a table."""

    convention: Convention = BY_DEFAULT
    money: MoneyUnit = MONEY_UNITS[DEFAULT_UNIT]

    def in_unit(self, key: str) -> MoneyUnit:
        """The unit with the key; with the decimals that are chosen, where it is the unit that is chosen."""
        return self.money if key == self.money.key else MONEY_UNITS[key]


_kept: Kept[Any] = Kept(most=64)


def style_of(statement: Statement, year: int) -> Style:
    """How the statement is printed in the year."""
    return styled(statement, chosen_style(statement.municipality_id, year))


def chosen_style(municipality_id: int, year: int) -> AmountStyle:
    """What the municipality has chosen for the year; where it has chosen nothing what Tertial proposes, unsaved."""

    def read() -> tuple[AmountStyle, ...]:
        return tuple(AmountStyle.objects.filter(municipality_id=municipality_id))

    every: tuple[AmountStyle, ...] = _kept.get(("styles", municipality_id), written(*BOOKED), read)
    return valid_in(every, year) or AmountStyle(municipality_id=municipality_id)


def styled(statement: Statement | None, general: AmountStyle) -> Style:
    """The choices of a statement, each of them that of the municipality where the statement has none."""
    own = statement or Statement()
    convention = Convention(
        AmountSign(own.amount_sign or general.amount_sign), DeviationSign(own.deviation_sign or general.deviation_sign)
    )
    unit = Unit(own.money_unit or general.money_unit)
    decimals = own.decimals
    if decimals is None:
        same = not own.money_unit or own.money_unit == general.money_unit
        decimals = general.decimals if same else BY_UNIT[unit].decimals
    return Style(convention, MoneyUnit(BY_UNIT[unit].key, unit, decimals))
