"""A voucher: all the lines that were booked together, whatever row of a statement they belong to."""

from collections.abc import Sequence
from dataclasses import dataclass

from tertial.economy.ledger import store
from tertial.economy.ledger.behind import LedgerLine, ledger_line
from tertial.economy.ledger.segments import counting
from tertial.economy.ledger.soundness import read
from tertial.economy.models import LedgerImport, LedgerKind

MOST_LINES = 2_000


@dataclass(frozen=True, slots=True)
class Voucher:
    """The lines of a voucher in the order of the file, and the sums of all of them; amounts in öre, income plus.

    `left_out` is how many lines are left out of `lines`; `counts` says whether the import still counts in its months.
    """

    lines: Sequence[LedgerLine]
    debit: int
    credit: int
    left_out: int
    counts: bool


def voucher(source: LedgerImport, number: str, year: int) -> Voucher | None:
    """The voucher of that number in a year of an import, None where there is none."""
    columns, path = ", ".join(store.COLUMNS), store.quoted(store.lines_path(source.content))
    sql = (
        f"SELECT {columns}, {source.pk} FROM read_parquet('{path}') "  # noqa: S608 - our own columns and path
        "WHERE voucher = ? AND period BETWEEN ? AND ? ORDER BY file, row"
    )
    asked = [number, year * 100, year * 100 + 99]
    rows = read([source.content], lambda: store.connection().execute(sql, asked).fetchall())
    if not rows:
        return None
    lines = [ledger_line(row, {source.pk: source}) for row in rows]
    return Voucher(
        lines=lines[:MOST_LINES],
        debit=sum(line.amount for line in lines if line.amount < 0),
        credit=sum(line.amount for line in lines if line.amount > 0),
        left_out=max(0, len(lines) - MOST_LINES),
        counts=_counts(source, {line.period for line in lines}),
    )


def _counts(source: LedgerImport, periods: set[int]) -> bool:
    counted = {
        period
        for segment in counting(source.municipality, LedgerKind(source.kind))
        if segment.source.pk == source.pk
        for period in segment.periods
    }
    return periods <= counted
