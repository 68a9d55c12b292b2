"""The form about a table's words and signs, and about its groups."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tertial.common.editing import EditForm
from tertial.domain.project_table import AmountSign, Convention, DeviationSign
from tertial.domain.quantity import Unit as Quantum
from tertial.economy.models import AmountSignChoices, DeviationSignChoices, InitiativeState, MoneyUnit
from tertial.economy.projects.queries.layout import Layout, default_headings

_HEADING = "heading_"


class TableForm(EditForm):
    """Caption, unit, signs and one heading for each column."""

    caption = forms.CharField(
        label=gettext_lazy("Caption"), max_length=150, help_text=gettext_lazy("{year} stands for the year.")
    )
    money_unit = forms.ChoiceField(label=gettext_lazy("Amounts in"), choices=MoneyUnit.choices)
    decimals = forms.IntegerField(
        label=gettext_lazy("Decimals"), min_value=0, max_value=2, widget=forms.NumberInput(attrs={"data-narrow": True})
    )
    amount_sign = forms.ChoiceField(label=gettext_lazy("Sign of amounts"), choices=AmountSignChoices.choices)
    deviation_sign = forms.ChoiceField(label=gettext_lazy("Deviation"), choices=DeviationSignChoices.choices)
    total_label = forms.CharField(
        label=gettext_lazy("Word for the total"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("Empty: the table is printed without a total."),
    )

    def __init__(self, *args: Any, layout: Layout, **options: Any) -> None:  # noqa: ANN401
        convention = layout.convention
        options.setdefault("initial", {}).update(
            caption=layout.caption,
            money_unit=layout.money_unit.value,
            decimals=layout.decimals,
            amount_sign=convention.amounts.value,
            deviation_sign=convention.deviation.value,
            total_label=layout.total_label,
            **{f"{_HEADING}{name}": heading for name, heading in layout.headings.items()},
        )
        super().__init__(*args, **options)
        if layout.shape.compared is None:
            del self.fields["deviation_sign"]
        own = {"row": _("Heading of the rows"), "goal": _("Heading of the goal")}
        for name, word in default_headings(layout.shape).items():
            if name == "goal" and not layout.shape.names_goal:
                continue
            label = own.get(name) or _("Heading instead of “%(word)s”") % {"word": word}
            self.fields[f"{_HEADING}{name}"] = forms.CharField(label=label, max_length=80, required=False)
        self.layout = layout

    def values(self) -> dict[str, Any]:
        """What the action takes."""
        given = self.cleaned_data
        headings = {n.removeprefix(_HEADING): word for n, word in given.items() if n.startswith(_HEADING)}
        deviation = given.get("deviation_sign", self.layout.convention.deviation)
        return {
            "caption": given["caption"],
            "headings": headings,
            "money_unit": Quantum(given["money_unit"]),
            "decimals": given["decimals"],
            "convention": Convention(AmountSign(given["amount_sign"]), DeviationSign(deviation)),
            "total_label": given["total_label"],
        }


class GroupForm(EditForm):
    """A heading, a stage or a state."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=100)
    key = forms.SlugField(
        label=gettext_lazy("Key"), max_length=40, help_text=gettext_lazy("A short name in a-z, for live figures.")
    )
    state = forms.ChoiceField(label=gettext_lazy("Says that it is"), choices=InitiativeState.choices, required=False)
    position = forms.IntegerField(
        label=gettext_lazy("Order"), min_value=0, required=False, widget=forms.NumberInput(attrs={"data-narrow": True})
    )
