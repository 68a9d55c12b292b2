"""The accounts behind a cell of a statement; together they are always the cell."""

from collections.abc import Mapping
from dataclasses import dataclass

from tertial.common.kept import Kept
from tertial.domain.statement import Convention, Measure, row_amounts
from tertial.domain.statement.columns import Shown, in_signs, parts_of
from tertial.economy.ledger.behind import EVERYTHING, LineFilter, accounts_behind, names_of
from tertial.economy.ledger.layouts import layout_of
from tertial.economy.ledger.reading import Ledger
from tertial.economy.ledger.soundness import last_change
from tertial.economy.models import Dimension
from tertial.economy.statements.view import StatementView


@dataclass(frozen=True)
class AccountRow:
    """An account with what it adds to each measure of a cell, and to the cell, in öre."""

    code: str
    name: str
    amounts: Mapping[Measure, int]
    total: int

    def of(self, measure: Measure) -> int:
        """What the account adds to a measure."""
        return self.amounts.get(measure, 0)


def accounts_of(view: StatementView, row: str, shown: Shown, filters: LineFilter = EVERYTHING) -> list[AccountRow]:
    """Every account behind a cell, by code; a difference has both its sides, a percentage those of its difference.

    Amounts have the signs that the statement is printed with.
    """
    amounts: dict[str, dict[Measure, int]] = {}
    names: dict[str, str] = {}
    for measure in parts_of(shown):
        if measure is Measure.FORECAST:
            continue
        place = (view.unit, view.period, view.reading.key, row, measure)
        for each in accounts_behind(*place, filters=filters, as_of=view.as_of):
            names[each.code] = each.name
            amounts.setdefault(each.code, {})[measure] = each.amount
    return [_signed(code, names[code], amounts[code], shown, view.convention) for code in sorted(amounts)]


def _signed(code: str, name: str, amounts: Mapping[Measure, int], shown: Shown, convention: Convention) -> AccountRow:
    signed = {measure: convention.printed(ore) for measure, ore in amounts.items()}
    return AccountRow(code, name, signed, in_signs(amounts, shown, convention))


_kept: Kept[Mapping[str, list[AccountRow]]] = Kept(most=64)


def deviations_by_row(view: StatementView) -> Mapping[str, list[AccountRow]]:
    """For every row the accounts behind its deviation, all rows in one reading of the ledger; kept until it changes.

    Income is plus, and so is what is better than the budget, however the statement is printed.
    """
    place = (view.unit.pk, view.period, view.reading.key, view.as_of)
    return _kept.get(place, last_change(), lambda: _deviations(view))


def _deviations(view: StatementView) -> Mapping[str, list[AccountRow]]:
    ledger = Ledger(view.unit, view.as_of, day=view.period.end)
    spans = ledger.spans(view.period)
    balances = [
        (account, activity, (measure, account), amount)
        for measure in parts_of(Shown.DEVIATION)
        if measure in spans
        for account, activity, amount, _lines in ledger.pairs(spans[measure])
    ]
    rows, _findings = row_amounts(layout_of(view.unit, view.reading.key, view.period.year), balances)
    names = names_of(view.unit, Dimension.ACCOUNT, view.period.year)
    return {key: _as_accounts(amounts, names) for key, amounts in rows.items()}


def _as_accounts(amounts: Mapping[tuple[Measure, str], int], names: Mapping[str, str]) -> list[AccountRow]:
    by_account: dict[str, dict[Measure, int]] = {}
    for (measure, account), ore in amounts.items():
        by_account.setdefault(account, {})[measure] = ore
    return [
        AccountRow(code, names.get(code, ""), found, in_signs(found, Shown.DEVIATION, Convention()))
        for code, found in sorted(by_account.items())
    ]
