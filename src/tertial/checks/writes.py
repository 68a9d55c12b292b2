"""What can be done with findings."""

from tertial.domain.message import gettext_noop
from tertial.things import rights
from tertial.things.kinds import Write

ANSWER = {
    "finding.answer": Write(rights.REPORT, gettext_noop("Answered the finding: %(subject)s")),
    "finding.withdraw": Write(rights.REPORT.undone, gettext_noop("Took back the answer to the finding: %(subject)s")),
}
