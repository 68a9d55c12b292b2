"""The form that takes files."""

from django import forms
from django.utils.translation import gettext_lazy as _

from tertial.common.fields import SeveralFiles
from tertial.domain.message import gettext_noop
from tertial.staff.models import StaffData

MOST_FILES = 60
MOST_BYTES = 20 * 1024 * 1024
TOO_LARGE = gettext_noop("The files are too large; send at most 60 files of 20 MB each.")


class FilesForm(forms.Form):
    """What files hold, and the files."""

    kind = forms.ChoiceField(
        label=_("What the files hold"),
        required=False,
        choices=[("", _("Decided by the headings")), *StaffData.choices],
    )
    given = SeveralFiles(
        label=_("Files"),
        help_text=_(
            "CSV, Excel or OpenDocument, one or several of one kind. You see what is in them before anything is saved."
        ),
        accept=".csv,.txt,.tsv,.xlsx,.xls,.ods",
        most=MOST_FILES,
        most_bytes=MOST_BYTES,
    )
