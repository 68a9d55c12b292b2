"""The form with which rows are pasted: the rows, the day and ground of their amounts, and what each column is."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tertial.common.fields import day, short
from tertial.domain.project_table.pasting import LEFT_OUT

COLUMN = "column_"


class PasteForm(forms.Form):
    """Rows as they were pasted, and once they have been read a choice for each of their columns."""

    pasted = forms.CharField(
        label=gettext_lazy("Rows"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "wrap": "off", "spellcheck": "false"}),
        help_text=gettext_lazy("Copy the rows with their headings in Excel or LibreOffice and paste them here."),
    )
    on = day(gettext_lazy("Day"), help_text=gettext_lazy("The day of the decision, or the day the amount is known."))
    reference = short(
        gettext_lazy("Reference"),
        required=False,
        max_length=150,
        help_text=gettext_lazy("The number of the decision; needed for amounts that are decided, such as a budget."),
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401 - as Django's forms
        labels: Sequence[str] = (),
        choices: Sequence[tuple[str, str]] = (),
        **options: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **options)
        self.fields["on"].required = True
        for number, label in enumerate(labels):
            self.fields[f"{COLUMN}{number}"] = forms.ChoiceField(
                label=_("“%(column)s” is") % {"column": label or number + 1},
                choices=[(LEFT_OUT, _("Left out")), *choices],
                required=False,
            )

    def columns(self) -> tuple[str, ...]:
        """What each pasted column is."""
        return tuple(text for name, text in self.cleaned_data.items() if name.startswith(COLUMN))
