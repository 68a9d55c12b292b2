"""Forms of pictures and tables under a text."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tertial.common.editing import EditForm
from tertial.domain.document import Column, ColumnKind

_KINDS = [
    (ColumnKind.TEXT.value, _("Words")),
    (ColumnKind.AMOUNT.value, _("Figures")),
    (ColumnKind.PERCENT.value, _("Percent")),
]


class PictureForm(EditForm):
    """A picture: its file, the words that say the same, and what is printed under it."""

    unjoined = frozenset({"staged"})

    file = forms.FileField(
        label=_("File"),
        error_messages={"required": _("Choose the picture's file.")},
        help_text=_("PNG or JPEG, at most 10 MB. What the camera has written about place and time is taken away."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    alternative = forms.CharField(
        label=_("What the picture shows"),
        error_messages={"required": _("Write what the picture shows, for whoever cannot see it.")},
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Read aloud to whoever cannot see the picture. Say what matters in it, in a sentence or two."),
    )
    caption = forms.CharField(label=_("Caption of the picture"), required=False, max_length=300)
    staged = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, file_stands: bool = False, **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        self.fields["file"].required = not file_stands
        if self.data.get("staged"):
            self.keep(self.data["staged"])

    def keep(self, staged: str) -> None:
        """Carries a picture that has been laid aside over to the next attempt."""
        self.data = {**dict(self.data.items()), "staged": staged}
        self.fields["file"].required = False
        self.fields["file"].help_text = _("The picture you chose is kept. Choose a file only to take another.")


class TableForm(EditForm):
    """A table as it was pasted, its caption, and the kinds of its columns once it has been read."""

    caption = forms.CharField(
        label=_("Caption of the table"),
        max_length=300,
        error_messages={"required": _("Write a caption that says what the table shows.")},
    )
    pasted = forms.CharField(
        label=_("Table"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "wrap": "off", "spellcheck": "false"}),
        help_text=_("Copy the table in Excel, Word or LibreOffice and paste it here. Tabs part its columns."),
    )
    headings = forms.BooleanField(label=_("The first row holds the headings"), required=False, initial=True)

    def __init__(self, *args: Any, columns: Sequence[Column] = (), **options: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **options)
        for number, column in enumerate(columns):
            self.fields[f"kind_{number}"] = forms.ChoiceField(
                label=_("Kind of “%(column)s”") % {"column": column.label or number + 1},
                choices=_KINDS,
                required=False,
                initial=column.kind.value,
            )

    def joined_fields(self) -> list[str]:
        """What is stored; the rest says how to read it."""
        return ["caption", "pasted"]

    def kinds(self, columns: Sequence[Column]) -> list[ColumnKind]:
        """The kind chosen for each column; where none was, the one that the column's cells suggest."""
        chosen = (self.data.get(f"kind_{number}") for number in range(len(columns)))
        known = {kind for kind, _label in _KINDS}
        return [
            ColumnKind(kind) if kind in known else column.kind for kind, column in zip(chosen, columns, strict=True)
        ]
