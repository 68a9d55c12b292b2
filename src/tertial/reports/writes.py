"""What can be done with report templates and with the sections that people add to chapters."""

from tertial.domain.message import gettext_noop
from tertial.reports import undo
from tertial.things import rights
from tertial.things.kinds import Write

ENTRY = {
    "chapter_entry.add": Write(rights.REPORT, gettext_noop("Added the section %(subject)s to a report")),
    "chapter_entry.change": Write(rights.REPORT, gettext_noop("Changed the heading of the section %(subject)s")),
    "chapter_entry.move": Write(
        rights.REPORT, gettext_noop("Moved the section %(subject)s in a report"), undo.move_entry_back
    ),
    "chapter_entry.archive": Write(rights.REPORT.undone, gettext_noop("Took the section %(subject)s from a report")),
    "chapter_entry.restore": Write(
        rights.REPORT.undone, gettext_noop("Brought the section %(subject)s back to a report")
    ),
}
TEMPLATE = {
    "template.save": Write(rights.ADMINISTER, gettext_noop("Saved the report template %(subject)s")),
    "template.archive": Write(rights.ADMINISTER, gettext_noop("Archived the report template %(subject)s")),
}
