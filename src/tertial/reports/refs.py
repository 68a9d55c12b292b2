"""What refs to sections of chapters, and to pictures and tables under texts, stand for."""

from django.db.models import Q
from django.urls import reverse

from tertial.organisation.tracing import Traced
from tertial.reports.models import ChapterEntry
from tertial.texts.models import Attachment


def entry(rest: str) -> Traced:
    """A section of a chapter."""
    found = ChapterEntry.objects.select_related("unit").get(pk=int(rest))
    unit = found.unit
    url = reverse("reports:chapter", args=[unit.code, found.period, found.slot])
    return Traced(found.heading, [unit], f"{url}#entry-{found.pk}", Q(ref=f"chapterentry:{found.pk}"))


def attachment(rest: str) -> Traced:
    """A picture or a table under a text."""
    found = Attachment.objects.select_related("section__unit").get(pk=int(rest))
    section = found.section
    url = reverse("texts:section", args=[section.subject, section.slot, section.period])
    return Traced(str(found), [section.unit], f"{url}#attachment-{found.pk}", Q(ref=f"attachment:{found.pk}"))
