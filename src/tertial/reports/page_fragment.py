"""A report as it stands on a page."""

from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from tertial.common.wording import sentence
from tertial.domain.document import Document
from tertial.domain.period import Period
from tertial.organisation.models import Unit
from tertial.reports.render.errors import ReportNotRendered
from tertial.reports.render.files import render_fragment
from tertial.reports.tracing import where

Drawn = SafeString


def drawn(document: Document, unit: Unit, period: Period) -> Drawn:
    """The report as it stands on the page; where it cannot be drawn, the sentence that says why."""
    with translation.override(document.language):
        try:
            fragment = render_fragment(document, address_of=lambda ref: where(ref, unit, period))
            return mark_safe(fragment)  # noqa: S308 - the writer escapes everything that people wrote
        except ReportNotRendered as error:
            return format_html("<p>{}</p>", sentence(error.message))
