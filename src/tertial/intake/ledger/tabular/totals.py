"""Rows of a table that sum other rows: told from lines by what they come to. Rule: docs/rules/imports.md, "Tables".

A total agrees where it is the sum of the lines between it and some total before or after it, or the file's beginning or
end; a group row where it is the sum of the accounts that begin with its own.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

import duckdb

from tertial.intake.ledger.reasons import LEFT_OUT, Reason
from tertial.intake.ledger.tabular.written import Seen

MOST_TOTALS = 50_000
_LONGEST_GROUP = 3
_SAYS_TOTAL = f"(seen & {int(Seen.SAYS_TOTAL)}) <> 0"
_SUMMED = f"(reason IS NULL OR reason NOT IN ({', '.join(repr(str(reason)) for reason in sorted(LEFT_OUT))}))"


@dataclass(frozen=True, slots=True)
class TotalOff:
    """A total that does not agree: its line, the öre it says, and the öre of the lines since the total before it."""

    row: int
    said: int
    lines: int


@dataclass(frozen=True, slots=True)
class Totals:
    """The totals of one file: how many agree, how many say no readable amount, and those that do not agree."""

    agree: int
    silent: int
    off: tuple[TotalOff, ...]
    # Lines that may be group rows: how many are on accounts that others begin with, and where the first stands.
    perhaps_groups: tuple[int, int] = (0, 0)


def relabel_totals(database: duckdb.DuckDBPyConnection, checked: str, file: int) -> Totals:
    """Writes what rows of a file really are into the table `relabelled` (file, row, reason), and judges its totals.

    `checked` is the source of checked rows; the table must be there. Rows that are not written stay what they are.
    """
    rows = f"(SELECT * FROM {checked} WHERE file = {file})"  # noqa: S608 - our own names and numbers
    groups = _group_accounts(database, rows)
    if groups:
        database.execute("CREATE OR REPLACE TEMP TABLE group_account AS SELECT unnest(?) AS account", [groups])
        database.execute(_GROUPS.format(rows=rows, group=str(Reason.GROUP), says_total=_SAYS_TOTAL))
    perhaps = _perhaps_groups(database, rows, file) if groups else (0, 0)
    found = database.execute(
        f'SELECT "row", amount, reason IS NULL, account IN (SELECT unnest(?)) FROM {rows}'  # noqa: S608
        f" WHERE (reason = '{Reason.TOTAL}' OR (reason IS NULL AND {_SAYS_TOTAL}))"
        ' AND "row" NOT IN (SELECT "row" FROM relabelled WHERE file = ?) ORDER BY "row" LIMIT ?',
        [groups, file, MOST_TOTALS],
    ).fetchall()
    if not found:
        return Totals(0, 0, (), perhaps)
    sums = _sums_between(database, rows, file, [row for row, *_ in found])
    judged = list(_judged(found, sums))
    written = [
        (file, row, str(Reason.TOTAL if agrees or is_group else Reason.TOTAL_OR_LINE))
        for (row, _amount, is_line, is_group), (agrees, _) in zip(found, judged, strict=True)
        if is_line
    ]
    if written:
        database.executemany("INSERT INTO relabelled VALUES (?, ?, ?)", written)
    off = tuple(
        TotalOff(row, amount, lines)
        for (row, amount, is_line, is_group), (agrees, lines) in zip(found, judged, strict=True)
        if amount is not None and not agrees and (is_group or not is_line)
    )
    silent = sum(amount is None for _, amount, _, _ in found)
    return Totals(sum(agrees for agrees, _ in judged), silent, off, perhaps)


_GROUPS = """
    INSERT INTO relabelled
    WITH grouping AS (
        SELECT * FROM {rows} WHERE reason IS NULL AND voucher = '' AND account IN (SELECT account FROM group_account)),
    leaves AS (
        SELECT account, unit, activity, project, counterpart, period, sum(amount) AS amount,
               coalesce(sum(amount) FILTER (NOT {says_total}), 0) AS plain FROM {rows}
        WHERE reason IS NULL AND account NOT IN (SELECT account FROM group_account) GROUP BY ALL)
    SELECT any_value(g.file), g."row", '{group}' FROM grouping g JOIN leaves l
      ON starts_with(l.account, g.account) AND l.period = g.period
     AND (g.unit = '' OR g.unit = l.unit) AND (g.activity = '' OR g.activity = l.activity)
     AND (g.project = '' OR g.project = l.project) AND (g.counterpart = '' OR g.counterpart = l.counterpart)
    GROUP BY g."row", g.amount HAVING g.amount IN (sum(l.amount), sum(l.plain))"""


def _group_accounts(database: duckdb.DuckDBPyConnection, rows: str) -> list[str]:
    """The accounts that others of the file begin with."""
    found = database.execute(f"SELECT DISTINCT account FROM {rows} WHERE reason IS NULL").fetchall()  # noqa: S608
    accounts = {account for (account,) in found}
    return sorted({account[:end] for account in accounts for end in range(1, len(account))} & accounts)


def _perhaps_groups(database: duckdb.DuckDBPyConnection, rows: str, file: int) -> tuple[int, int]:
    """Lines that sum no others but are on an account too short for one, that others begin with: count and first."""
    found = database.execute(
        f"SELECT count(*), coalesce(min(\"row\"), 0) FROM {rows} WHERE reason IS NULL AND voucher = ''"  # noqa: S608
        f" AND NOT {_SAYS_TOTAL} AND length(account) <= {_LONGEST_GROUP}"
        " AND account IN (SELECT account FROM group_account)"
        f' AND "row" NOT IN (SELECT "row" FROM relabelled WHERE file = {file})'
    ).fetchone()
    return (int(found[0]), int(found[1])) if found else (0, 0)


def _sums_between(database: duckdb.DuckDBPyConnection, rows: str, file: int, totals: Sequence[int]) -> list[int]:
    """The öre of the lines before the first total, between each and the next, and after the last."""
    database.execute('CREATE OR REPLACE TEMP TABLE total_row AS SELECT unnest(?)::INTEGER AS "row"', [list(totals)])
    found = database.execute(
        f"""SELECT t."row", coalesce(sum(l.amount), 0) FROM
            (SELECT "row", amount FROM {rows} WHERE {_SUMMED} AND "row" NOT IN (SELECT "row" FROM total_row)
             AND "row" NOT IN (SELECT "row" FROM relabelled WHERE file = {file})) l
            ASOF LEFT JOIN total_row t ON t."row" > l."row" GROUP BY 1"""  # noqa: S608
    ).fetchall()
    sums = {row: int(amount) for row, amount in found}
    return [sums.get(row, 0) for row in (*totals, None)]


def _judged(found: Sequence[tuple[int, int | None, bool, bool]], between: Sequence[int]) -> Iterator[tuple[bool, int]]:
    """Whether each total agrees, and the öre of the lines since the one before it."""
    before = list(accumulate(between))
    last_at = {amount: at for at, amount in enumerate(before)}
    earlier = {0}
    for at, (_row, amount, *_kind) in enumerate(found):
        reached = before[at]
        agrees = amount is not None and (
            reached - amount in earlier or last_at.get(reached + amount, -1) > at or reached == amount
        )
        earlier.add(reached)
        yield agrees, between[at]
