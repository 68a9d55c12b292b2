"""Addresses of free chapters, and of pictures and tables under texts."""

from collections.abc import Mapping

from tertial.things.rights import Right
from tests.every_room.addresses.needed import READS, Needed, Value

NEEDED: Mapping[str, Needed] = {
    "texts:attachment": Right.REPORT,
    "texts:picture": READS,
    "texts:attachment_move": Right.REPORT,
    "texts:attachment_archive": Right.REPORT,
    "texts:attachment_restore": Right.REPORT,
    "texts:picture_new": Right.REPORT,
    "texts:table_new": Right.REPORT,
    "reports:chapter": Right.REPORT,
    "reports:entry_rename": Right.REPORT,
    "reports:entry_move": Right.REPORT,
    "reports:entry_archive": Right.REPORT,
    "reports:entry_restore": Right.REPORT,
    "old_texts:text": READS,
    "old_texts:page": READS,
}

VALUES: Mapping[str, Value] = {
    "attachment_ref": lambda place: place.rooms["free"].picture.ref,
    "entry_ref": lambda place: place.rooms["free"].entry.ref,
    "rest": lambda place: "historik/",
    "reports:slot": lambda place: "handelser",
}
