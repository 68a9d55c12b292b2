"""Reads of what stands under texts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from tertial.domain.document import Block, Picture, Table
from tertial.domain.document.pasted_table import pasted_as_table, pasted_from_json
from tertial.texts.attachments.files import media_type_of, picture_content
from tertial.texts.models import Attachment, AttachmentKind


def attachments_of(sections: Iterable[int]) -> Mapping[int, list[Attachment]]:
    """What stands under each of the texts, by the text's number and in order; one query."""
    found: dict[int, list[Attachment]] = defaultdict(list)
    for attachment in Attachment.objects.filter(section__in=sections, archived_at=None):
        found[attachment.section_id].append(attachment)
    return found


def block_of(attachment: Attachment) -> Block | None:
    """The attachment as a block of a report; None for a picture whose file is gone."""
    if attachment.kind == AttachmentKind.TABLE:
        return table_of(attachment)
    try:
        content = picture_content(attachment.file)
    except OSError:
        return None
    return Picture(
        content,
        media_type_of(attachment.file),
        attachment.width,
        attachment.height,
        attachment.alternative,
        attachment.caption,
    )


def table_of(attachment: Attachment) -> Table:
    """A pasted table as it is printed."""
    return pasted_as_table(pasted_from_json(attachment.table), attachment.caption, attachment.ref)
