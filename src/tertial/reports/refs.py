"""What refs to sections of chapters, and to pictures and tables under texts, stand for."""

from django.db.models import Q
from django.urls import reverse

from tertial.domain.ref import Ref
from tertial.organisation.tracing import Traced
from tertial.reports.models import ChapterEntry
from tertial.texts.models import Attachment


def entry(ref: Ref) -> Traced:
    """A section of a chapter."""
    found = ChapterEntry.objects.select_related("unit").get(pk=ref.row)
    unit = found.unit
    url = reverse("reports:chapter", args=[unit.code, found.period, found.slot])
    return Traced(found.heading, [unit], f"{url}#entry-{found.pk}", Q(ref=Ref("chapterentry", found.pk)))


def attachment(ref: Ref) -> Traced:
    """A picture or a table under a text."""
    found = Attachment.objects.select_related("section__unit").get(pk=ref.row)
    section = found.section
    url = reverse("texts:section", args=[section.subject, section.slot, section.period])
    return Traced(str(found), [section.unit], f"{url}#attachment-{found.pk}", Q(ref=Ref("attachment", found.pk)))
