"""What can be typed about report templates."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tertial.common.editing import EditForm


class TemplateForm(EditForm):
    """The declaration of a report, as TOML."""

    declaration = forms.CharField(
        label=_("Declaration"),
        help_text=_("TOML: chapters, and the blocks in each. The help beside lists every block."),
        widget=forms.Textarea(attrs={"rows": 28, "spellcheck": "false", "class": "code", "wrap": "off"}),
        strip=False,
    )
