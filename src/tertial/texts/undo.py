"""What an undo asks of texts and of what stands under them."""

from django.urls import reverse

from tertial.accounts.models import Person
from tertial.common.models import AuditEntry
from tertial.common.ordering import move_back
from tertial.domain.message import Message, gettext_noop
from tertial.domain.period import Period
from tertial.texts.attachments.actions import move_attachment, order_beside
from tertial.texts.attachments.files import size_of_kept
from tertial.texts.guarded import enter_section
from tertial.texts.models import Attachment, TextSection
from tertial.texts.subjects import TextPlace, text_place
from tertial.things.undo import CannotBeUndone, Undone


def _may_write(by: Person, section: TextSection) -> None:
    enter_section(by=by, section=section)


def _may_attach(by: Person, attachment: Attachment, _entry: AuditEntry) -> None:
    _may_write(by, attachment.section)


def move_attachment_back(by: Person, entry: AuditEntry, attachment: Attachment) -> None:
    """Puts what stands under a text back to its place."""
    place = _place(attachment.section)
    move_back(
        entry,
        attachment,
        order_beside(attachment),
        lambda down: move_attachment(by=by, place=place, attachment=attachment, down=down),
    )


def _attachment_stands(_by: Person, attachment: Attachment) -> None:
    """A picture that comes back has the size of its file."""
    if attachment.file:
        try:
            attachment.width, attachment.height = size_of_kept(attachment.file)
        except OSError as error:
            message = gettext_noop("What was written is gone, so it cannot be undone.")
            raise CannotBeUndone(Message(message)) from error


def _text_page(section: TextSection) -> str:
    return reverse("texts:section", args=[section.subject, section.slot, section.period]) + "#attachments"


def _place(section: TextSection) -> TextPlace:
    return text_place(section.subject, section.slot, Period.parse(section.period))


SECTION = Undone(
    model=TextSection,
    may=lambda by, section, _entry: _may_write(by, section),
    page=lambda section: _place(section).about.url,
    related=("unit",),
)
ATTACHMENT = Undone(
    model=Attachment,
    may=_may_attach,
    rules=_attachment_stands,
    page=lambda attachment: _text_page(attachment.section),
    related=("section__unit",),
)
