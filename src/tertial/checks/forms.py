"""The form for sending a report to be checked."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tertial.checks.files.reading import MOST_BYTES, SUFFIXES
from tertial.common.fields import SeveralFiles
from tertial.domain.message import gettext_noop

TOO_LARGE = gettext_noop("The file is larger than 100 MB, which is more than a report. Choose another file.")
PAGE, PDF, WEB, DATA = "page", "pdf", "html", "json"


class ReportForm(forms.Form):
    """One report, and in which form what was found is told."""

    report = SeveralFiles(
        label=_("Report"),
        help_text=_("PDF, Word, web page, text or Tertial's JSON. Also a report that was not made in Tertial."),
        accept=",".join(SUFFIXES),
        most=1,
        most_bytes=MOST_BYTES,
        most_bytes_together=MOST_BYTES,
        too_large=_(TOO_LARGE),
    )
    wanted = forms.ChoiceField(
        label=_("Show what is found"),
        choices=[
            (PAGE, _("Here on the page")),
            (PDF, _("As a copy of the PDF with every figure marked")),
            (WEB, _("As a web page to save or forward")),
            (DATA, _("As JSON")),
        ],
        initial=PAGE,
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - as Django's forms
        super().__init__(*args, **options)
        self.fields["report"].widget.attrs.pop("multiple", None)
