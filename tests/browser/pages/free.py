"""Pages of free chapters, and of pictures and tables under texts."""

from tertial.reports.models import ChapterEntry
from tertial.texts.models import Attachment, AttachmentKind
from tests.browser.pages.people import READER, REPORTER
from tests.browser.sample import Sample

MAIN_PAGES = {
    "a chapter of sections": (REPORTER, "/KS/2024/rapport/avsnitt/handelser/"),
    "a new table": (REPORTER, "/texter/report:{unit}/lokaler/2024/ny-tabell/"),
}
OTHER_PAGES = {
    "a chapter of sections for readers": (READER, "/KS/2024/rapport/avsnitt/effektivisering/"),
    "a text with a table": (REPORTER, "/texter/report:{unit}/lokaler/2024/"),
    "the heading of a section": (REPORTER, "/avsnitt/{entry}/rubrik/"),
    "a new picture": (REPORTER, "/texter/report:{unit}/lokaler/2024/ny-bild/"),
    "a picture under a text": (REPORTER, "/texter/bilagor/{picture}/"),
}


def numbers(sample: Sample) -> dict[str, object]:
    """What stands in the braces of the addresses."""
    entry = ChapterEntry.objects.filter(unit=sample.plan.unit)[0]
    return {
        "unit": sample.plan.unit_id,
        "entry": entry.ref.key,
        "picture": Attachment.objects.filter(kind=AttachmentKind.PICTURE)[0].ref.key,
    }
