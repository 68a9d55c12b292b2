"""What can be done with codes and with the layout of statements."""

from tertial.domain.message import gettext_noop
from tertial.economy.actions import coding_undo
from tertial.things.kinds import Act
from tertial.things.rights import Right

CODE = {
    "code.save": Act(Right.ADMINISTER, gettext_noop("Saved the code %(subject)s"), coding_undo.save_code_back),
    "code.save_many": Act(
        Right.ADMINISTER, gettext_noop("Saved codes of the ledger, such as %(subject)s"), coding_undo.save_codes_back
    ),
    "code.put_back": Act(Right.ADMINISTER, gettext_noop("Took back codes of the ledger, such as %(subject)s")),
    "code.remove": Act(Right.ADMINISTER, gettext_noop("Removed the code %(subject)s")),
}
HEADINGS = {
    "code.headings": Act(Right.ADMINISTER, gettext_noop("Said which headings hold the codes in files: %(subject)s")),
}
STATEMENT = {
    "statement.save": Act(
        Right.ADMINISTER,
        gettext_noop("Changed the layout of the statement %(subject)s"),
        coding_undo.save_statement_back,
    ),
    "statement.remove": Act(
        Right.ADMINISTER, gettext_noop("Removed the statement %(subject)s"), coding_undo.bring_statement_back
    ),
}
