"""What can be done with texts and with what stands under them."""

from tertial.domain.message import gettext_noop
from tertial.texts import undo
from tertial.texts.actions import unadopt
from tertial.things.kinds import Act
from tertial.things.rights import Right

SECTION = {
    "text.write": Act(Right.REPORT, gettext_noop("Wrote about %(subject)s"), owner=True),
    "text.adopt": Act(Right.REPORT, gettext_noop("Made a draft the text about %(subject)s"), unadopt, owner=True),
    "text.unadopt": Act(Right.REPORT, gettext_noop("Took back a draft made a text about %(subject)s"), owner=True),
    "text.restore": Act(Right.REPORT, gettext_noop("Brought back an earlier text about %(subject)s"), owner=True),
    "text.discard": Act(Right.REPORT, gettext_noop("Set a text about %(subject)s aside"), owner=True),
}
ATTACHMENT = {
    "attachment.add": Act(Right.REPORT, gettext_noop("Put %(subject)s under a text"), owner=True),
    "attachment.change": Act(Right.REPORT, gettext_noop("Changed %(subject)s under a text"), owner=True),
    "attachment.move": Act(
        Right.REPORT, gettext_noop("Moved %(subject)s under a text"), undo.move_attachment_back, owner=True
    ),
    "attachment.archive": Act(Right.REPORT, gettext_noop("Took %(subject)s from a text"), owner=True),
    "attachment.restore": Act(Right.REPORT, gettext_noop("Brought %(subject)s back to a text"), owner=True),
}
