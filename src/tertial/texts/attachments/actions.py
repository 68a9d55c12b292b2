"""Writes of what stands under texts. Whoever may write the text may add to it."""

from functools import partial
from typing import Any, BinaryIO

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from tertial.accounts.models import Person
from tertial.common import audit
from tertial.common.editing import lock
from tertial.common.models import AuditEntry
from tertial.common.ordering import swap_places
from tertial.common.undo import CannotBeUndone, number_of, take_back
from tertial.domain.document.pasted_table import PastedTable, pasted_to_json
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.period import Period
from tertial.texts import policies
from tertial.texts.attachments.files import keep_picture, keep_staged, size_of_kept
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
    by: Person | None,
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
    _check(by, place)
    if not alternative.strip():
        raise IncompleteAttachment(
            Message(gettext_noop("Write what the picture shows, for whoever cannot see it.")), "alternative"
        )
    if file is None and not staged and attachment is None:
        raise IncompleteAttachment(Message(gettext_noop("Choose the picture's file.")), "file")
    values: dict[str, Any] = {"alternative": alternative.strip(), "caption": caption.strip()}
    if file is not None or staged:
        kept = keep_picture(file) if file is not None else keep_staged(staged)
        values |= {"file": kept.file, "width": kept.width, "height": kept.height}
    return _save(by, place, attachment, AttachmentKind.PICTURE, values)


@transaction.atomic
def save_table(
    *, by: Person | None, place: TextPlace, caption: str, table: PastedTable, attachment: Attachment | None = None
) -> Attachment:
    """Puts a table under a text, or changes one. Raises NotAllowed, or IncompleteAttachment without a caption."""
    _check(by, place)
    if not caption.strip():
        raise IncompleteAttachment(Message(gettext_noop("Write a caption that says what the table shows.")), "caption")
    values = {"caption": caption.strip(), "table": pasted_to_json(table)}
    return _save(by, place, attachment, AttachmentKind.TABLE, values)


@transaction.atomic
def move_attachment(*, by: Person, place: TextPlace, attachment: Attachment, down: bool) -> None:
    """Lets an attachment change places with the one before or after it; at the end of the row nothing happens."""
    _check(by, place)
    lock(attachment.section, attachment)
    row = list(Attachment.objects.filter(section=attachment.section_id, archived_at=None))
    if swap_places(row, attachment, down=down):
        audit.record(person=by, action="attachment.move", subject=attachment, after={"down": down})


@transaction.atomic
def archive_attachment(*, by: Person, place: TextPlace, attachment: Attachment) -> None:
    """Takes an attachment from its text; it can be brought back."""
    _check(by, place)
    lock(attachment)
    if attachment.archived_at is not None:
        return
    attachment.archived_at = timezone.now()
    attachment.save(update_fields=["archived_at"])
    audit.record(person=by, action="attachment.archive", subject=attachment)


@transaction.atomic
def restore_attachment(*, by: Person, place: TextPlace, attachment: Attachment) -> None:
    """Brings an archived attachment back, last under its text."""
    _check(by, place)
    lock(attachment.section, attachment)
    if attachment.archived_at is None:
        return
    attachment.archived_at, attachment.position = None, _next_position(attachment.section)
    attachment.save(update_fields=["archived_at", "position"])
    audit.record(person=by, action="attachment.restore", subject=attachment)


@transaction.atomic
def undo(*, by: Person, place: TextPlace, entry: AuditEntry) -> None:
    """Takes back the adding or changing of an attachment.

    Raises CannotBeUndone, ChangedSince when something has been written over it, or NotAllowed.
    """
    _check(by, place)
    take_back(
        {"attachment.add": partial(_undo_add, place), "attachment.change": partial(_undo_change, place)}, by, entry
    )


def _undo_add(place: TextPlace, by: Person, entry: AuditEntry) -> None:
    attachment = Attachment.objects.get(pk=number_of(entry), archived_at=None)
    audit.values_before(entry, attachment)
    archive_attachment(by=by, place=place, attachment=attachment)


def _undo_change(place: TextPlace, by: Person, entry: AuditEntry) -> None:
    attachment = Attachment.objects.get(pk=number_of(entry), archived_at=None)
    values = audit.values_before(entry, attachment)
    if "file" in values:
        try:
            values["width"], values["height"] = size_of_kept(values["file"])
        except OSError as error:
            raise CannotBeUndone(Message(gettext_noop("What was written is gone, so it cannot be undone."))) from error
    _save(by, place, attachment, AttachmentKind(attachment.kind), values)


def _save(
    by: Person | None, place: TextPlace, attachment: Attachment | None, kind: AttachmentKind, values: dict[str, Any]
) -> Attachment:
    if attachment is None:
        address = {"subject": place.subject, "slot": place.slot, "period": place.period.key}
        section, _made = TextSection.objects.get_or_create(**address, defaults={"unit": place.unit})
        saved = Attachment(section=section, kind=kind, position=_next_position(section), **values)
        saved.save()
        audit.record(person=by, action="attachment.add", subject=saved, after=audit.state(saved, _TOLD))
        return saved
    lock(attachment)
    if attachment.archived_at is not None:
        message = gettext_noop("“%(name)s” has been taken away; bring it back before you change it.")
        raise IncompleteAttachment(Message(message, {"name": str(attachment)}), "caption")
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


def _check(by: Person | None, place: TextPlace) -> None:
    if by is not None:
        policies.check_write(by, place.unit, place.subject, place.slot, Period.parse(place.period.key))
