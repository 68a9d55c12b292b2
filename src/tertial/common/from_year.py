"""The form that says from which year something else is to count."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FromYearForm(forms.Form):
    """A year, proposed as the next."""

    year = forms.IntegerField(
        label=_("From the year"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "data-narrow": True}),
        initial=lambda: timezone.localdate().year + 1,
        help_text=_("What you then change applies from this year on; earlier years stay as they are."),
    )
