"""The lines under the title that say what the report is about and when it was made; the same in every format."""

from datetime import datetime

from django.utils.timezone import is_aware, localtime

from tertial.domain.document import Document
from tertial.reports.render.wording import Words


def head_lines(document: Document, words: Words) -> tuple[tuple[str, str], ...]:
    """Label and value: the period, the document's own details, and the day it was made."""
    lines = [(detail.label, detail.value) for detail in document.details]
    if document.period and document.period not in (value for _, value in lines):
        lines.insert(0, (words.period, document.period))
    if document.generated_at:
        lines.append((words.made, day_made(document.generated_at).date().isoformat()))
    return tuple(lines)


def day_made(made: datetime) -> datetime:
    """The moment in the municipality's own time."""
    return localtime(made) if is_aware(made) else made
