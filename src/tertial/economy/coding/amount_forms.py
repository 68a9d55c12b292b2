"""What can be typed about how amounts are printed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tertial.common.editing import EditForm
from tertial.economy.actions.amount_style import FIELDS
from tertial.economy.models import AmountSignChoices, AmountStyle, DeviationSignChoices, MoneyUnit
from tertial.economy.models.amounts import MOST_DECIMALS


class AmountStyleForm(EditForm):
    """The signs, the unit and the decimals of a municipality's amounts."""

    amount_sign = forms.ChoiceField(label=_("Sign of amounts"), choices=AmountSignChoices.choices)
    deviation_sign = forms.ChoiceField(label=_("Deviation"), choices=DeviationSignChoices.choices)
    money_unit = forms.ChoiceField(label=_("Amounts in"), choices=MoneyUnit.choices)
    decimals = forms.IntegerField(
        label=_("Decimals"),
        min_value=0,
        max_value=MOST_DECIMALS,
        widget=forms.NumberInput(attrs={"data-narrow": True}),
    )

    def __init__(self, *args: Any, style: AmountStyle, **options: Any) -> None:  # noqa: ANN401
        options["initial"] = {name: getattr(style, name) for name in FIELDS}
        edits = style if style.pk is not None else style.municipality
        super().__init__(*args, edits=edits, **options)

    def style(self) -> AmountStyle:
        """What is typed, unsaved."""
        return AmountStyle(**self.cleaned_data)


def own_fields() -> dict[str, forms.Field]:
    """The same for one statement, where empty means as the municipality."""
    as_others: tuple[str, Any] = ("", _("As the municipality's other statements"))
    return {
        "amount_sign": forms.ChoiceField(
            label=_("Sign of amounts"), choices=[as_others, *AmountSignChoices.choices], required=False
        ),
        "deviation_sign": forms.ChoiceField(
            label=_("Deviation"), choices=[as_others, *DeviationSignChoices.choices], required=False
        ),
        "money_unit": forms.ChoiceField(label=_("Amounts in"), choices=[as_others, *MoneyUnit.choices], required=False),
        "decimals": forms.IntegerField(
            label=_("Decimals"),
            min_value=0,
            max_value=MOST_DECIMALS,
            required=False,
            widget=forms.NumberInput(attrs={"data-narrow": True}),
            help_text=_("Empty: as the municipality's other statements."),
        ),
    }
