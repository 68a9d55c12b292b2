"""What can be done with files that were sent, and with imports into the ledger."""

from tertial.domain.message import gettext_noop
from tertial.things import rights
from tertial.things.kinds import Write

STAGED = {
    "import.receive": Write(rights.PLAN, gettext_noop("Sent files to import: %(subject)s")),
    "import.stop": Write(rights.PLAN, gettext_noop("Stopped the reading of sent files: %(subject)s")),
    "import.discard": Write(rights.PLAN, gettext_noop("Discarded sent files: %(subject)s")),
    "import.apply": Write(rights.PLAN, gettext_noop("Imported sent files: %(subject)s")),
}
BOOK = {
    "workbook.receive": Write(rights.PLAN, gettext_noop("Sent a workbook: %(subject)s")),
    "workbook.discard": Write(rights.PLAN, gettext_noop("Discarded a workbook: %(subject)s")),
}
MAPPING = {
    "code.headings": Write(rights.ADMINISTER, gettext_noop("Said which headings hold the codes in files: %(subject)s")),
    "import.mapping": Write(rights.PLAN, gettext_noop("Said how the files of %(subject)s are read")),
}
LEDGER = {
    "ledger.import": Write(rights.PLAN, gettext_noop("Imported into the ledger: %(subject)s")),
    "ledger.undo": Write(rights.PLAN, gettext_noop("Took back an import into the ledger: %(subject)s")),
}
CLOSING = {
    "ledger.close": Write(rights.PLAN, gettext_noop("Said to which month the ledger is closed: %(subject)s")),
}
