"""What statements have: the statements themselves with their cells, their rows, and comments on those."""

from tertial.domain.message import gettext_noop
from tertial.economy.actions import coding_undo
from tertial.economy.coding import configuration, writes
from tertial.economy.ledger.log_words import STATEMENT as STATEMENT_LOGGED
from tertial.economy.statements import held
from tertial.economy.statements.live_figures import StatementFigures
from tertial.economy.statements.refs import COMMENT, ROW, STATEMENT
from tertial.economy.statements.text_subjects import economy_subject
from tertial.organisation.models import Unit
from tertial.organisation.once import by_number
from tertial.organisation.pointing import PointedAt
from tertial.texts.figures import Offers
from tertial.texts.subjects import HasTexts
from tertial.things.finding import each_held, stored
from tertial.things.kinds import Kind, no_history

KINDS = (
    Kind(
        word=STATEMENT,
        one=gettext_noop("Statement"),
        many=gettext_noop("Statements"),
        find=held.find_statements,
        history=held.history_of_statement,
        writes=writes.STATEMENT,
        facets=(coding_undo.STATEMENT, STATEMENT_LOGGED, Offers(StatementFigures.of), configuration.STATEMENTS),
    ),
    Kind(
        word=ROW,
        one=gettext_noop("Row of a statement"),
        many=gettext_noop("Rows of statements"),
        find=held.find_rows,
        history=no_history,
        facets=(PointedAt(held.rows_offered, held.rows_of_year),),
    ),
    Kind(
        word=COMMENT,
        one=gettext_noop("Comment on a statement row"),
        many=gettext_noop("Comments on statement rows"),
        find=each_held(held.held_comment),
        history=held.history_of_comment,
    ),
    Kind(
        word="economy",
        one=gettext_noop("Economy of a unit"),
        many=gettext_noop("Economy of units"),
        find=stored(Unit, held.held_economy),
        history=no_history,
        facets=(HasTexts(economy_subject), by_number("economy")),
    ),
)
