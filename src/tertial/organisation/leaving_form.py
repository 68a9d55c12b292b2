"""Who takes over from someone who leaves: one for all, or another for some of it."""

from collections.abc import Mapping, Sequence

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tertial.accounts.models import Person
from tertial.organisation.forms import PersonField
from tertial.organisation.handing_over import OwnedGroup

_BY_NAME = {"list": "people", "autocomplete": "off"}


class LeavingForm(forms.Form):
    """A successor for everything, and a field for each group where it is to be somebody else."""

    everything = PersonField(
        label=gettext_lazy("Who takes over"),
        required=False,
        help_text=gettext_lazy("E-mail address or full name. Below you can choose someone else for a part."),
        widget=forms.TextInput(attrs=_BY_NAME),
    )

    def __init__(self, data: QueryDict | None, *, groups: Sequence[OwnedGroup]) -> None:
        super().__init__(data)
        self._groups = groups
        for group in groups:
            label = _("%(kind)s, %(unit)s: someone else") % {"kind": group.kind, "unit": group.unit}
            self.fields[group.key] = PersonField(label=label, required=False, widget=forms.TextInput(attrs=_BY_NAME))
        if not groups:
            del self.fields["everything"]

    def successors(self) -> Mapping[str, Person]:
        """Who takes over each group, by its key; a group that nobody takes over is left out."""
        everything = self.cleaned_data.get("everything")
        chosen = {group.key: self.cleaned_data[group.key] or everything for group in self._groups}
        return {key: person for key, person in chosen.items() if person is not None}
