"""What the writes of the room are called in the audit trail."""

from collections.abc import Mapping

from tertial.domain.message import gettext_noop
from tertial.economy.budget import log_words as budget
from tertial.economy.projects import log_words as projects

WORDS: Mapping[str, str] = {
    "ledger.import": gettext_noop("Imported into the ledger: %(subject)s"),
    "ledger.undo": gettext_noop("Took back an import into the ledger: %(subject)s"),
    "code.save": gettext_noop("Saved codes of the ledger, such as %(subject)s"),
    "statement.save": gettext_noop("Changed the layout of the statement %(subject)s"),
    **budget.WORDS,
    **projects.WORDS,
}
KINDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "ledger": (gettext_noop("Ledger and statements"), ("ledger", "code", "statement")),
    **budget.KINDS,
    **projects.KINDS,
}
FIELD_WORDS: Mapping[str, str] = {
    "codes": gettext_noop("codes"),
    "count": gettext_noop("number"),
    "dimension": gettext_noop("dimension"),
    "rows": gettext_noop("rows"),
    **budget.FIELD_WORDS,
    **projects.FIELD_WORDS,
}
