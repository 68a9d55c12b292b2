"""Writes of what stands under texts. Whoever may write the text may add to it."""

from typing import Any, BinaryIO

from django.db import transaction
from django.db.models import Max, QuerySet

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.archiving import bring_back, put_away
from tertial.common.ordering import swap_places
from tertial.domain.document.pasted_table import PastedTable, pasted_to_json
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.texts.attachments.files import keep_picture, keep_staged
from tertial.texts.guarded import enter_attachment
from tertial.texts.models import Attachment, AttachmentKind, TextSection
from tertial.texts.subjects import TextPlace

_TOLD = ("caption", "alternative", "file", "table")


class IncompleteAttachment(DomainError):
    """A picture or table lacks what a reader needs; `field` is where it is to be written."""

    def __init__(self, message: Message, field: str) -> None:
        super().__init__(message)
        self.field = field


@transaction.atomic
def save_picture(
    *,
    by: Person,
    place: TextPlace,
    alternative: str,
    caption: str = "",
    file: BinaryIO | None = None,
    staged: str = "",
    attachment: Attachment | None = None,
) -> Attachment:
    """Puts a picture under a text, or changes one; `file` may be left out where one stands or has been `staged`.

    Raises NotAllowed, UnusablePicture, or IncompleteAttachment for a picture without words.
    """
    enter_attachment(by=by, place=place, attachment=attachment)
    if not alternative.strip():
        raise IncompleteAttachment(
            Message(gettext_noop("Write what the picture shows, for whoever cannot see it.")), "alternative"
        )
    if file is None and not staged and attachment is None:
        raise IncompleteAttachment(Message(gettext_noop("Choose the picture's file.")), "file")
    values: dict[str, Any] = {"alternative": alternative.strip(), "caption": caption.strip()}
    if file is not None or staged:
        stored = keep_picture(file) if file is not None else keep_staged(staged)
        values |= {"file": stored.file, "width": stored.width, "height": stored.height}
    return _save(by, place, attachment, AttachmentKind.PICTURE, values)


@transaction.atomic
def save_table(
    *, by: Person, place: TextPlace, caption: str, table: PastedTable, attachment: Attachment | None = None
) -> Attachment:
    """Puts a table under a text, or changes one. Raises NotAllowed, or IncompleteAttachment without a caption."""
    enter_attachment(by=by, place=place, attachment=attachment)
    if not caption.strip():
        raise IncompleteAttachment(Message(gettext_noop("Write a caption that says what the table shows.")), "caption")
    values = {"caption": caption.strip(), "table": pasted_to_json(table)}
    return _save(by, place, attachment, AttachmentKind.TABLE, values)


@transaction.atomic
def move_attachment(*, by: Person, place: TextPlace, attachment: Attachment, down: bool) -> None:
    """Lets an attachment change places with the one before or after it; at the end of the row nothing happens."""
    enter_attachment(by=by, place=place, attachment=attachment)
    if moved := swap_places(list(_beside(attachment)), attachment, down=down):
        audit.record(person=by, action="attachment.move", subject=attachment, after=moved)


@transaction.atomic
def archive_attachment(*, by: Person, place: TextPlace, attachment: Attachment) -> None:
    """Takes an attachment from its text; it can be brought back."""
    enter_attachment(by=by, place=place, attachment=attachment, putting_away=True)
    put_away(by=by, thing=attachment, action="attachment.archive")


@transaction.atomic
def restore_attachment(*, by: Person, place: TextPlace, attachment: Attachment) -> None:
    """Brings an archived attachment back, last under its text."""
    enter_attachment(by=by, place=place, attachment=attachment, putting_away=True)
    attachment.position = _next_position(attachment.section)
    if bring_back(by=by, thing=attachment, action="attachment.restore"):
        attachment.save(update_fields=["position"])


def _save(
    by: Person, place: TextPlace, attachment: Attachment | None, kind: AttachmentKind, values: dict[str, Any]
) -> Attachment:
    if attachment is None:
        address = {"subject": place.subject, "slot": place.slot, "period": place.period.key}
        section, _made = TextSection.objects.get_or_create(**address, defaults={"unit": place.unit})
        saved = Attachment(section=section, kind=kind, position=_next_position(section), **values)
        saved.save()
        audit.record(person=by, action="attachment.add", subject=saved, after=audit.state(saved, _TOLD))
        return saved
    before = audit.state(attachment, _TOLD)
    for name, value in values.items():
        setattr(attachment, name, value)
    attachment.save()
    audit.record(
        person=by, action="attachment.change", subject=attachment, before=before, after=audit.state(attachment, _TOLD)
    )
    return attachment


def _next_position(section: TextSection) -> int:
    last = section.attachments.filter(archived_at=None).aggregate(last=Max("position"))["last"]
    return 0 if last is None else last + 1


def order_beside(attachment: Attachment) -> list[int]:
    """The order of what stands under the same text as an attachment, by primary key."""
    return list(_beside(attachment).values_list("pk", flat=True))


def _beside(attachment: Attachment) -> QuerySet[Attachment]:
    return Attachment.objects.filter(section=attachment.section_id, archived_at=None)
