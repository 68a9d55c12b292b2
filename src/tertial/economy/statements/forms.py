"""What the lines behind a cell can be narrowed by."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from tertial.common.wording import sentence
from tertial.domain.message import DomainError
from tertial.domain.money import to_ore
from tertial.domain.numbers_sv import parse_decimal
from tertial.domain.quantity import Quantity, Unit
from tertial.economy.ledger.behind import LineFilter
from tertial.economy.statements.charts import month_names


class KronorField(forms.CharField):
    """An amount in kronor as people write it, in öre."""

    def to_python(self, value: Any) -> Any:  # noqa: ANN401 - as Django's fields
        """The amount in öre; None where nothing is written."""
        written = super().to_python(value) or ""
        if not written.strip():
            return None
        try:
            return to_ore(Quantity(parse_decimal(written), Unit.KRONOR, 2))
        except DomainError as error:
            raise forms.ValidationError(sentence(error.message)) from error


def _short(label: Any) -> forms.CharField:  # noqa: ANN401 - as Django's fields
    return forms.CharField(
        label=label, required=False, max_length=60, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )


class LineFilterForm(forms.Form):
    """The filter of a cell's page: codes (or the beginning of one), words, amounts and a month."""

    konto = _short(_("Account"))
    ansvar = _short(_("Unit code"))
    verksamhet = _short(_("Activity"))
    projekt = _short(_("Project"))
    text = _short(_("Text or voucher"))
    fran = KronorField(label=_("Amount from, kr"), required=False)
    till = KronorField(label=_("Amount to, kr"), required=False)
    manad = forms.ChoiceField(label=_("Month"), required=False)

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data, auto_id="filter-%s")
        months = [(str(number), name) for number, name in enumerate(month_names(), start=1)]
        self.fields["manad"].choices = [("", _("All")), *months]  # type: ignore[attr-defined]

    @property
    def narrows(self) -> bool:
        """Whether anything is filtered by."""
        return any(self[name].value() for name in self.fields)

    def line_filter(self) -> LineFilter:
        """The filter that is asked for; a field that cannot be read narrows nothing, and says so on the page."""
        self.is_valid()
        answers = self.cleaned_data
        month = answers.get("manad")
        return LineFilter(
            account=answers.get("konto", ""),
            unit=answers.get("ansvar", ""),
            activity=answers.get("verksamhet", ""),
            project=answers.get("projekt", ""),
            text=answers.get("text", ""),
            at_least=answers.get("fran"),
            at_most=answers.get("till"),
            month=int(month) if month else None,
        )
