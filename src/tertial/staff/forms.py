"""The form that takes files."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from tertial.staff.models import StaffData

MOST_FILES = 60
MOST_BYTES = 20 * 1024 * 1024


class _SeveralFiles(forms.ClearableFileInput):
    allow_multiple_selected = True


class _FilesField(forms.FileField):
    """One file or several."""

    widget = _SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> "list[UploadedFile[Any]]":  # noqa: ANN401 - as Django's fields
        given = (data if isinstance(data, list | tuple) else [data]) or [None]
        files = [super(_FilesField, self).clean(one, initial) for one in given]
        if len(files) > MOST_FILES:
            message = _("That is %(number)s files; choose at most %(most)s at a time.")
            raise forms.ValidationError(message, params={"number": len(files), "most": MOST_FILES})
        for file in files:
            if file.size > MOST_BYTES:
                raise forms.ValidationError(_("%(name)s is larger than 20 MB; divide it."), params={"name": file.name})
        return files


class FilesForm(forms.Form):
    """What files hold, and the files."""

    kind = forms.ChoiceField(
        label=_("What the files hold"),
        required=False,
        choices=[("", _("Told from the headings")), *StaffData.choices],
    )
    given = _FilesField(
        label=_("Files"),
        help_text=_(
            "CSV, Excel or OpenDocument, one or several of one kind. You see what is in them before anything is saved."
        ),
        widget=_SeveralFiles(attrs={"multiple": True, "accept": ".csv,.txt,.tsv,.xlsx,.xls,.ods"}),
    )
