"""The draft of a row's comment, from the row and the accounts behind it."""

from collections.abc import Sequence

from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.domain.numbers_sv import format_quantity
from tertial.domain.quantity import Unit
from tertial.domain.statement import Measure, StatementLine
from tertial.domain.statement.columns import Shown, amount, cause_of
from tertial.domain.statement.draft import AccountDeviation, DraftFacts, DraftFigure, nature_of
from tertial.economy.statements.accounts import AccountRow, deviations_by_row
from tertial.economy.statements.draft_words import draft_text
from tertial.economy.statements.live_figures import PERCENT, text_ref
from tertial.economy.statements.view import StatementView

_UNITS = {Unit.MNKR: "mnkr", Unit.TKR: "tkr", Unit.PERCENT: PERCENT}


class NoDraft(DomainError):
    """There is nothing to make a draft of; the message says why."""


def facts_of(line: StatementLine, accounts: Sequence[AccountRow]) -> DraftFacts:
    """What the draft rests on: the row, and the accounts behind its deviation."""
    return DraftFacts(
        label=line.label,
        outcome=line.amounts.get(Measure.OUTCOME, 0),
        budget=line.amounts.get(Measure.BUDGET, 0),
        previous=line.amounts.get(Measure.PREVIOUS) if cause_of(line, Shown.CHANGE) is None else None,
        nature=nature_of(line.amounts.get(Measure.OUTCOME, 0), [each.of(Measure.OUTCOME) for each in accounts]),
        accounts=tuple(AccountDeviation(each.name or each.code, each.total) for each in accounts),
    )


def drafts_of(view: StatementView, lines: Sequence[StatementLine]) -> dict[str, str]:
    """The drafts of some rows as they are read on the page, by row key; a row without comparison has no draft."""
    with_figures = [line for line in lines if cause_of(line, Shown.DEVIATION) is None]
    accounts = deviations_by_row(view) if with_figures else {}
    return {line.key: draft_text(facts_of(line, accounts.get(line.key, ()))) for line in with_figures}


def live_draft_of(view: StatementView, line: StatementLine) -> str:
    """The draft as it is adopted: its figures are those of the row, and follow the ledger.

    Raises NoDraft for a row that is not compared with its budget.
    """
    if amount(line, Shown.DEVIATION) is None:
        nothing = Message(gettext_noop("“%(row)s” has no deviation to comment on."), {"row": line.label})
        raise NoDraft(cause_of(line, Shown.DEVIATION) or nothing)

    def live(figure: DraftFigure) -> str:
        if not figure.measure:
            return format_quantity(figure.quantity)
        unit = _UNITS[figure.quantity.unit]
        return f"[[{text_ref(view.reading.key, line.key, Shown(figure.measure), unit, unsigned=True)}]]"

    return draft_text(facts_of(line, deviations_by_row(view).get(line.key, ())), live)
