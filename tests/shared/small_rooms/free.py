"""The small municipality's part of free chapters."""

from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image

from tertial.accounts.system import the_system
from tertial.common import audit
from tertial.common.models import AuditEntry
from tertial.domain.document import from_plain_text, rich_text_to_json
from tertial.domain.period import Period
from tertial.organisation.roles import Role
from tertial.reports.chapters.actions import add_entry
from tertial.reports.models import ChapterEntry
from tertial.texts.actions import adopt_text
from tertial.texts.attachments.actions import save_picture
from tertial.texts.models import Attachment
from tertial.texts.subjects import text_place

if TYPE_CHECKING:
    from tests.shared.small_municipality import SmallMunicipality


@dataclass(frozen=True)
class FreeChapters:
    """A section of a chapter, a picture under a text, and the write that made a draft a text."""

    entry: ChapterEntry
    picture: Attachment
    adopted: AuditEntry


def picture_file(kind: str = "PNG", size: tuple[int, int] = (40, 20)) -> BytesIO:
    """A picture as a browser sends it."""
    file = BytesIO()
    Image.new("RGB", size, "#1f6b3a").save(file, kind)
    file.seek(0)
    return file


def store(place: "SmallMunicipality") -> FreeChapters:
    """Stores one of everything, and gives it, so that addresses can point at it."""
    year = Period.parse("2024")
    entry = add_entry(by=the_system(), unit=place.plan.unit, period=year, slot="handelser", heading="Ett nytt torg")
    text = text_place(place.goal.ref, "motivation", year)
    picture = save_picture(by=the_system(), place=text, alternative="En grön ruta.", file=picture_file())
    draft = rich_text_to_json(from_plain_text("Utkastet."))
    about = {"unit": place.plan.unit, "subject": place.goal.ref, "slot": "work", "period": "2024"}
    adopted = adopt_text(by=place.people[Role.REPORTER], **about, document=draft, revision=0)
    return FreeChapters(entry, picture, audit.history(adopted.section).get())
