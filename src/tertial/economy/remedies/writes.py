"""What can be done with remedies."""

from tertial.domain.message import gettext_noop
from tertial.things import rights
from tertial.things.kinds import Write

REMEDY = {
    "remedy.create": Write(rights.REPORT, gettext_noop("Added the remedy %(subject)s")),
    "remedy.change": Write(rights.REPORT, gettext_noop("Changed the remedy %(subject)s")),
    "remedy.archive": Write(rights.WITHDRAW, gettext_noop("Withdrew the remedy %(subject)s")),
    "remedy.restore": Write(rights.WITHDRAW, gettext_noop("Brought back the remedy %(subject)s")),
}
FOLLOW_UP = {
    "remedy_follow_up.enter": Write(rights.REPORT, gettext_noop("Followed up the remedy %(subject)s")),
    "remedy_follow_up.change": Write(rights.REPORT, gettext_noop("Changed the follow-up of the remedy %(subject)s")),
    "remedy_follow_up.remove": Write(rights.REPORT, gettext_noop("Removed the follow-up of the remedy %(subject)s")),
}
