"""What can be done with codes and with the layout of statements."""

from tertial.domain.message import gettext_noop
from tertial.economy.actions import coding_undo
from tertial.things import rights
from tertial.things.kinds import Write

CODE = {
    "code.save": Write(rights.ADMINISTER, gettext_noop("Saved the code %(subject)s"), coding_undo.save_code_back),
    "code.save_many": Write(
        rights.ADMINISTER, gettext_noop("Saved codes of the ledger, such as %(subject)s"), coding_undo.save_codes_back
    ),
    "code.put_back": Write(rights.ADMINISTER, gettext_noop("Took back codes of the ledger, such as %(subject)s")),
    "code.remove": Write(rights.ADMINISTER, gettext_noop("Removed the code %(subject)s")),
}
AMOUNTS = {
    "amount_style.save": Write(rights.ADMINISTER, gettext_noop("Chose how amounts are printed: %(subject)s")),
    "amount_style.remove": Write(rights.ADMINISTER, gettext_noop("Removed how amounts are printed: %(subject)s")),
}
STATEMENT = {
    "statement.save": Write(
        rights.ADMINISTER,
        gettext_noop("Changed the layout of the statement %(subject)s"),
        coding_undo.save_statement_back,
    ),
    "statement.remove": Write(
        rights.ADMINISTER, gettext_noop("Removed the statement %(subject)s"), coding_undo.bring_statement_back
    ),
}
