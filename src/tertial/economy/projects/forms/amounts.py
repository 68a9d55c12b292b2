"""Forms about amounts: decisions, applications, transfers, and outcomes written by hand."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tertial.common.editing import EditForm
from tertial.common.fields import OneOf, day, short
from tertial.common.wording import sentence
from tertial.domain.project_table import ColumnKey, Measure
from tertial.domain.quantity import Unit
from tertial.economy.models import Project, ProjectAmount
from tertial.economy.money_field import MoneyField, as_typed
from tertial.economy.projects.queries.layout import Layout, column_words

FIRST_YEAR, LAST_YEAR = 1990, 2200


class AmountForm(EditForm):
    """One amount with its year, its day and its ground."""

    measure = forms.ChoiceField(label=gettext_lazy("What"))
    year = forms.IntegerField(
        label=gettext_lazy("Year"),
        min_value=FIRST_YEAR,
        max_value=LAST_YEAR,
        widget=forms.NumberInput(attrs={"data-narrow": True}),
    )
    on = day(gettext_lazy("Day"), help_text=gettext_lazy("The day of the decision, or the day the amount is known."))
    reference = short(gettext_lazy("Reference"), required=False, max_length=150)
    text = forms.CharField(label=gettext_lazy("What it is about"), required=False, max_length=300)

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - as Django's forms
        layout: Layout,
        measures: Iterable[Measure],
        entry: ProjectAmount | None = None,
        **options: Any,  # noqa: ANN401
    ) -> None:
        if entry is not None:
            options["initial"] = _stored(layout, entry)
        super().__init__(*args, edits=entry, **options)
        self.layout = layout
        self.fields["on"].required = True
        year = options.get("initial", {}).get("year", 0)
        choices = [(measure.value, _heading(layout, measure, year)) for measure in measures]
        self.fields["measure"].choices = choices  # type: ignore[attr-defined]
        rule = " ".join(sentence(message) for message in layout.convention.rule("", ""))
        said = {"unit": _unit_word(layout), "example": "1,5 mnkr"}
        hint = _("In %(unit)s where no unit is written; %(example)s also works.") % said
        amount = MoneyField(money_unit=layout.money_unit, label=_("Amount"), help_text=f"{hint} {rule}")
        self.fields = {"measure": self.fields.pop("measure"), "amount": amount, **self.fields}

    def cleaned(self) -> dict[str, Any]:
        """What the action takes: the measure as such, the amount as the ledger would book it."""
        given = dict(self.cleaned_data)
        return given | {
            "measure": Measure(given["measure"]),
            "amount": self.layout.convention.booked(given["amount"]),
        }


def _heading(layout: Layout, measure: Measure, year: int) -> str:
    """What a measure is called; a plan may stand in the table for later years alone."""
    column = next((each for each in layout.shape.entered if each.measure is measure), ColumnKey(measure))
    words = layout.headings.get(column.key) or column_words()[column.key]
    return words.replace("{year}", str(year) if year else "").strip()


def _stored(layout: Layout, entry: ProjectAmount) -> dict[str, Any]:
    return {
        "measure": entry.measure,
        "amount": as_typed(layout.convention.shown(entry.amount), layout.money_unit),
        "year": entry.year,
        "on": entry.on,
        "reference": entry.reference,
        "text": entry.text,
    }


class TransferForm(forms.Form):
    """Budget from one project to another, by one decision."""

    receiver = OneOf(label=gettext_lazy("To"))
    on = day(gettext_lazy("Day of the decision"))
    reference = short(gettext_lazy("Reference"), max_length=150)
    text = forms.CharField(label=gettext_lazy("What it is about"), required=False, max_length=300)

    def __init__(self, *args: Any, layout: Layout, receivers: Iterable[Project], **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.fields["on"].required = True
        self.fields["receiver"].offer(receivers, nothing=_("Choose a project"))  # type: ignore[attr-defined]
        hint = _("In %(unit)s, without a sign.") % {"unit": _unit_word(layout)}
        amount = MoneyField(money_unit=layout.money_unit, label=_("Amount"), help_text=hint)
        self.fields = {"receiver": self.fields.pop("receiver"), "amount": amount, **self.fields}


def _unit_word(layout: Layout) -> str:
    return {Unit.KRONOR: _("kr"), Unit.TKR: _("tkr"), Unit.MNKR: _("mnkr")}[layout.money_unit]
