"""What can be done with report templates and with the sections that people add to chapters."""

from tertial.domain.message import gettext_noop
from tertial.reports import undo
from tertial.things.kinds import Act
from tertial.things.rights import Right

ENTRY = {
    "chapter_entry.add": Act(Right.REPORT, gettext_noop("Added the section %(subject)s to a report")),
    "chapter_entry.change": Act(Right.REPORT, gettext_noop("Changed the heading of the section %(subject)s")),
    "chapter_entry.move": Act(
        Right.REPORT, gettext_noop("Moved the section %(subject)s in a report"), undo.move_entry_back
    ),
    "chapter_entry.archive": Act(Right.REPORT, gettext_noop("Took the section %(subject)s from a report")),
    "chapter_entry.restore": Act(Right.REPORT, gettext_noop("Brought the section %(subject)s back to a report")),
}
TEMPLATE = {
    "template.save": Act(Right.ADMINISTER, gettext_noop("Saved the report template %(subject)s")),
    "template.archive": Act(Right.ADMINISTER, gettext_noop("Archived the report template %(subject)s")),
}
