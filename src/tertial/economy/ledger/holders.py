"""Which units have anything of their own in a row, so that it is known whose part a sum lacks (docs/rules/sums.md)."""

from collections.abc import Mapping
from datetime import date

from tertial.common.kept import Kept
from tertial.domain.statement import assigned_rows
from tertial.economy.ledger.layouts import layout_of
from tertial.economy.ledger.reading import Ledger, Span
from tertial.economy.ledger.soundness import last_change, leaving_out_what_is_lost
from tertial.economy.models import LedgerKind
from tertial.organisation.models import Unit

Holders = Mapping[str, frozenset[int]]
_kept: Kept[Holders | None] = Kept(most=64)


def holders_of(unit: Unit, year: int, statement: str, day: date) -> Holders | None:
    """By row the units, of a unit and everything below it, that have outcome or budget of their own in the year.

    Units are as they stand on the day. None where the ledger holds neither for any month of the year.
    """
    place = (unit.pk, year, statement, day)
    return _kept.get(place, last_change(), lambda: _read(unit, year, statement, day))


@leaving_out_what_is_lost
def _read(unit: Unit, year: int, statement: str, day: date) -> Holders | None:
    ledger, layout = Ledger(unit, day=day), layout_of(unit, statement, day.year)
    spans = [Span(kind, year * 100 + 1, year * 100 + 12) for kind in (LedgerKind.OUTCOME, LedgerKind.BUDGET)]
    if not any(ledger.knows(span) for span in spans):
        return None
    holders, rows = ledger.places(year).holders(unit.pk, year), assigned_rows(layout)
    found: dict[str, set[int]] = {}
    for span in spans:
        for code, account, activity in ledger.by_unit(layout, span):
            added, _beside = rows(account, activity) or ((), ())
            for row in added[:1]:
                found.setdefault(row.key, set()).add(holders[code])
    return {row: frozenset(units) for row, units in found.items()}
