"""Forms of the sections that people add to chapters."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tertial.common.editing import EditForm


class HeadingForm(EditForm):
    """The heading of a section."""

    heading = forms.CharField(label=_("Heading"), max_length=200)
