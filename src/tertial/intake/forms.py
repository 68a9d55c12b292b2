"""Forms for sending files, and what every form has that says how they are read."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from tertial.common.fields import SeveralFiles
from tertial.domain.message import gettext_noop

# What a request holds.
Data = MultiValueDict[str, Any]
MOST_BYTES = 2 * 1024**3
TOO_LARGE = gettext_noop(
    "The files are larger than 2 GB together; send a month or a quarter at a time, or let whoever runs Tertial import"
    " them with “tertial import ledger”."
)


class SendForm(forms.Form):
    """Files to import, and what they are; `kinds` are what they can be, `systems` those that files have come from."""

    kind = forms.ChoiceField(label=_("What the files hold"), required=False)
    source_system = forms.CharField(
        label=_("Source system"),
        max_length=60,
        help_text=_("The system the files come from. The same name next time reads them the same way, and replaces."),
    )

    def __init__(
        self,
        *args: Any,  # noqa: ANN401
        sent: SeveralFiles,
        kinds: Sequence[tuple[str, Any]] = (),
        systems: Sequence[str] | None = None,
        **options: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*args, **options)
        self.systems = systems
        offer(self.fields["kind"], kinds)
        self.fields["kind"].required = "" not in dict(kinds)
        if not kinds:
            del self.fields["kind"]
        if systems is None:
            del self.fields["source_system"]
        else:
            self.fields["source_system"].widget.attrs.update({"list": "source-systems", "autocomplete": "off"})
        self.fields = {"sent": sent, **self.fields}


class AnswersForm(forms.Form):
    """What a person says of how files are read."""

    def answers(self) -> dict[str, Any]:
        """What was said, as it is stored."""
        return self.cleaned_data


def offer(field: forms.Field, choices: Sequence[tuple[str, Any]]) -> None:
    """Lets a field be chosen among values with their words."""
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so above
    field.choices = choices


class WorkbookForm(forms.Form):
    """A workbook that someone has filled in."""

    file = forms.FileField(
        label=_("The workbook"),
        help_text=_("Excel or OpenDocument, at most 32 MB. You see every difference before anything is written."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.ods"}),
    )


class WorkbookToDownloadForm(forms.Form):
    """Which workbook is wanted."""

    year = forms.TypedChoiceField(label=_("Year"), coerce=int)
    content = forms.ChoiceField(
        label=_("Content"),
        choices=[
            ("filled", _("Filled with what Tertial has, to change or go on with")),
            ("empty", _("Empty, to fill in from the beginning")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, years: Sequence[int], **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        offer(self.fields["year"], [(str(year), str(year)) for year in years])
