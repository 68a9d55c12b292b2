"""A form field for an amount of money, typed as people write it."""

from typing import Any

from django import forms

from tertial.common.wording import sentence
from tertial.domain.message import DomainError
from tertial.domain.money import MONEY_UNITS, from_ore, to_ore
from tertial.domain.numbers_sv import format_exact, parse_quantity
from tertial.domain.quantity import Quantity, Unit


class MoneyField(forms.CharField):
    """An amount typed the Swedish way, in `money_unit` where none is written; gives öre with the sign as typed."""

    def __init__(self, *, money_unit: Unit = Unit.TKR, **options: Any) -> None:  # noqa: ANN401 - as Django's fields
        widget = forms.TextInput(attrs={"data-narrow": True, "autocomplete": "off", "inputmode": "text"})
        super().__init__(widget=widget, **options)
        self.money_unit = money_unit

    def clean(self, value: str) -> int | None:
        """The amount in öre; what cannot be read is refused in the words of the number reader."""
        text = super().clean(value)
        if not text:
            return None
        try:
            typed = parse_quantity(text)
            if typed.unit not in MONEY_UNITS:
                typed = Quantity(typed.value, self.money_unit, typed.decimals)
            return to_ore(typed)
        except DomainError as error:
            raise forms.ValidationError(sentence(error.message)) from error


def as_typed(ore: int, money_unit: Unit = Unit.TKR) -> str:
    """An amount in full as someone would type it in the unit, for a field that is filled beforehand."""
    return format_exact(from_ore(ore, money_unit, 0).value)
