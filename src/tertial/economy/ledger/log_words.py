"""What writes about the ledger, its codes and the layout of statements are called in the audit trail."""

from tertial.domain.message import gettext_noop

WORDS = {
    "ledger.import": gettext_noop("Imported into the ledger: %(subject)s"),
    "ledger.undo": gettext_noop("Took back an import into the ledger: %(subject)s"),
    "ledger.close": gettext_noop("Said to which month the ledger is closed: %(subject)s"),
    "code.headings": gettext_noop("Said which headings hold the codes in files: %(subject)s"),
    "code.save": gettext_noop("Saved the code %(subject)s"),
    "code.save_many": gettext_noop("Saved codes of the ledger, such as %(subject)s"),
    "code.put_back": gettext_noop("Took back codes of the ledger, such as %(subject)s"),
    "code.remove": gettext_noop("Removed the code %(subject)s"),
    "statement.save": gettext_noop("Changed the layout of the statement %(subject)s"),
    "statement.remove": gettext_noop("Removed the statement %(subject)s"),
}
KINDS = {
    "ledger": (gettext_noop("Ledger and statements"), ("ledger", "code", "statement")),
}
FIELD_WORDS = {
    "codes": gettext_noop("codes"),
    "count": gettext_noop("number"),
    "dimension": gettext_noop("dimension"),
    "rows": gettext_noop("rows"),
}
