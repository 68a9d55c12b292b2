"""What can be chosen on pages that go over all rooms."""

from collections.abc import Iterable

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tertial.organisation.forms import PersonField, date_field


class LogFilter(forms.Form):
    """Which entries of the audit log to show."""

    person = PersonField(
        label=gettext_lazy("By"),
        required=False,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=gettext_lazy("About"), required=False)
    first = date_field(gettext_lazy("From"), required=False)
    last = date_field(gettext_lazy("To"), required=False)

    def __init__(self, data: QueryDict, *, kinds: Iterable[tuple[str, str]]) -> None:
        super().__init__(data)
        kind = self.fields["kind"]
        assert isinstance(kind, forms.ChoiceField)  # noqa: S101 - declared above
        kind.choices = [("", _("Everything")), *kinds]


class ConfigurationForm(forms.Form):
    """A municipality's structure as a file."""

    file = forms.FileField(
        label=gettext_lazy("File with a configuration"),
        help_text=gettext_lazy("You see what it would change before anything is written."),
        widget=forms.FileInput(attrs={"accept": ".toml"}),
    )
