"""What can be done with texts and with what stands under them."""

from tertial.domain.message import gettext_noop
from tertial.texts import undo
from tertial.texts.actions import unadopt
from tertial.things import rights
from tertial.things.kinds import Write

SECTION = {
    "text.write": Write(rights.REPORT, gettext_noop("Wrote about %(subject)s")),
    "text.adopt": Write(rights.REPORT, gettext_noop("Made a draft the text about %(subject)s"), unadopt),
    "text.unadopt": Write(rights.REPORT, gettext_noop("Took back a draft made a text about %(subject)s")),
    "text.restore": Write(rights.REPORT, gettext_noop("Brought back an earlier text about %(subject)s")),
    "text.discard": Write(rights.REPORT, gettext_noop("Set a text about %(subject)s aside")),
}
ATTACHMENT = {
    "attachment.add": Write(rights.REPORT, gettext_noop("Put %(subject)s under a text")),
    "attachment.change": Write(rights.REPORT, gettext_noop("Changed %(subject)s under a text")),
    "attachment.move": Write(rights.REPORT, gettext_noop("Moved %(subject)s under a text"), undo.move_attachment_back),
    "attachment.archive": Write(rights.REPORT, gettext_noop("Took %(subject)s from a text")),
    "attachment.restore": Write(rights.REPORT, gettext_noop("Brought %(subject)s back to a text")),
}
