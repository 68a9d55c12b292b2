"""The form that takes files with risks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tertial.common.fields import SeveralFiles

MOST_FILES = 20
MOST_BYTES = 5 * 1024 * 1024


class RiskFilesForm(forms.Form):
    """Files with risks and their measures."""

    given = SeveralFiles(
        label=_("Files"),
        help_text=_("CSV, Excel or OpenDocument, one or several. You see what is in them before anything is saved."),
        accept=".csv,.txt,.tsv,.xlsx,.xls,.ods",
        most=MOST_FILES,
        most_bytes=MOST_BYTES,
    )
