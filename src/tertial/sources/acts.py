"""What can be done with files that were sent, and with imports into the ledger."""

from tertial.domain.message import gettext_noop
from tertial.things.kinds import Act
from tertial.things.rights import Right

STAGED = {
    "import.receive": Act(Right.PLAN, gettext_noop("Sent files to import: %(subject)s")),
    "import.stop": Act(Right.PLAN, gettext_noop("Stopped the reading of sent files: %(subject)s")),
    "import.discard": Act(Right.PLAN, gettext_noop("Threw sent files away: %(subject)s")),
    "import.apply": Act(Right.PLAN, gettext_noop("Imported sent files: %(subject)s")),
}
MAPPING = {
    "import.mapping": Act(Right.PLAN, gettext_noop("Said how the files of %(subject)s are read")),
}
LEDGER = {
    "ledger.import": Act(Right.PLAN, gettext_noop("Imported into the ledger: %(subject)s")),
    "ledger.undo": Act(Right.PLAN, gettext_noop("Took back an import into the ledger: %(subject)s")),
}
CLOSING = {
    "ledger.close": Act(Right.PLAN, gettext_noop("Said to which month the ledger is closed: %(subject)s")),
}
