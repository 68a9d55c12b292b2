"""What an import would bring, worked out from the staged files before anything is stored. Rule: docs/rules/imports.md.

The preview is kept with the import as JSON, so that it can be read as it was when someone applied it.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from tertial.intake.ledger.tabular.no_lines import literal
from tertial.intake.ledger.workshop import REFUSED_COLUMNS, Staged, quiet_database

MOST_LISTED = 100
CODE_COLUMNS = ("account", "unit", "activity", "project", "counterpart")


@dataclass(frozen=True, slots=True)
class UnknownCode:
    """A code of the file that the municipality's coding does not have, with its lines and öre as booked."""

    dimension: str
    code: str
    lines: int
    amount: int
    name: str = ""


@dataclass(frozen=True, slots=True)
class PeriodSum:
    """A month: its lines, and öre as booked by account class (the account's first sign)."""

    period: int
    lines: int
    amount: int
    classes: dict[str, int]


@dataclass(frozen=True, slots=True)
class UnbalancedVoucher:
    """A voucher that does not sum to zero: where it begins, and the öre it sums to."""

    file: int
    row: int
    voucher: str
    lines: int
    amount: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would bring. Amounts are öre as booked: debit and cost plus, credit and income minus."""

    files: list[dict[str, Any]]
    lines: int
    refused: int
    debit: int
    credit: int
    refused_amount: int
    classes: list[str]
    periods: list[PeriodSum]
    unknown: list[UnknownCode]
    unknown_counts: dict[str, int]
    without_unit: int
    # Vouchers: how many there are (None where the files name none), how many are off, and the first of those.
    vouchers: int | None
    unbalanced_count: int
    unbalanced: list[UnbalancedVoucher]
    # How many lines were refused for each reason, and öre of them where those can be read.
    reasons: dict[str, tuple[int, int]]
    first_refused: list[dict[str, Any]]
    read: list[dict[str, Any]] = field(default_factory=list)
    # Lines whose day is in another month than their period: how many, and where the first stands.
    other_month: tuple[int, int] = (0, 0)

    def as_json(self) -> dict[str, Any]:
        """The preview as JSON holds it."""
        return asdict(self)

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Preview":
        """The preview that `as_json` gave."""
        values = dict(stored)
        values["periods"] = [PeriodSum(**one) for one in stored["periods"]]
        values["unknown"] = [UnknownCode(**one) for one in stored["unknown"]]
        values["reasons"] = {reason: (count, amount) for reason, (count, amount) in stored["reasons"].items()}
        values["other_month"] = tuple(stored.get("other_month", (0, 0)))
        values["unbalanced"] = [UnbalancedVoucher(**one) for one in stored["unbalanced"]]
        return cls(**values)


def make_preview(staged: Staged, known: Mapping[str, Collection[str]], folder: Path) -> Preview:
    """Works the preview out of staged files; `known` holds the codes of each dimension that the municipality has."""
    with quiet_database(folder) as database:
        database.execute(f"CREATE VIEW lines AS SELECT * FROM read_parquet({literal(str(staged.lines))})")  # noqa: S608
        database.execute(f"CREATE VIEW refused AS SELECT * FROM read_parquet({literal(str(staged.refused))})")  # noqa: S608
        lines, debit, credit, without_unit = _rows(
            database,
            "SELECT count(*), coalesce(sum(amount) FILTER (amount > 0), 0),"
            " coalesce(sum(amount) FILTER (amount < 0), 0), count(*) FILTER (unit = '') FROM lines",
        )[0]
        periods = _periods(database)
        unknown, unknown_counts = _unknown(database, known)
        vouchers, unbalanced_count, unbalanced = _vouchers(database, staged)
        reasons = _rows(
            database,
            "SELECT reason, count(*), coalesce(sum(amount), 0) FROM refused GROUP BY reason ORDER BY 2 DESC, 1",
        )
        return Preview(
            files=[asdict(file) for file in staged.files],
            lines=lines,
            refused=staged.refused_count,
            debit=int(debit),
            credit=int(credit),
            refused_amount=sum(file.refused_amount for file in staged.files),
            classes=sorted({name for one in periods for name in one.classes}),
            periods=periods,
            unknown=unknown,
            unknown_counts=unknown_counts,
            without_unit=without_unit,
            vouchers=vouchers,
            unbalanced_count=unbalanced_count,
            unbalanced=unbalanced,
            reasons={reason: (count, int(amount)) for reason, count, amount in reasons},
            first_refused=refused_rows(database, "refused", MOST_LISTED),
            read=list(staged.read),
            other_month=_other_month(database),
        )


def refused_rows(database: duckdb.DuckDBPyConnection, source: str, most: int, start: int = 0) -> list[dict[str, Any]]:
    """Refused lines in the order of their files, from one place on."""
    found = _rows(
        database,
        f'SELECT {REFUSED_COLUMNS} FROM {source} ORDER BY file, "row" LIMIT {most} OFFSET {start}',  # noqa: S608
    )
    return [dict(zip(("file", "row", "reason", "value", "line", "amount"), one, strict=True)) for one in found]


def _periods(database: duckdb.DuckDBPyConnection) -> list[PeriodSum]:
    found = _rows(
        database, "SELECT period, left(account, 1), count(*), sum(amount) FROM lines GROUP BY 1, 2 ORDER BY 1, 2"
    )
    periods: dict[int, PeriodSum] = {}
    for period, class_name, lines, amount in found:
        before = periods.get(period, PeriodSum(period, 0, 0, {}))
        classes = {**before.classes, class_name: int(amount)}
        periods[period] = PeriodSum(period, before.lines + lines, before.amount + int(amount), classes)
    return list(periods.values())


def _other_month(database: duckdb.DuckDBPyConnection) -> tuple[int, int]:
    of_day = "booked_on IS NOT NULL AND period <> 100 * year(booked_on) + month(booked_on)"
    ((lines, first),) = _rows(database, f'SELECT count(*), coalesce(min("row"), 0) FROM lines WHERE {of_day}')  # noqa: S608
    return lines, first


def _unknown(
    database: duckdb.DuckDBPyConnection, known: Mapping[str, Collection[str]]
) -> tuple[list[UnknownCode], dict[str, int]]:
    listed: list[UnknownCode] = []
    counts: dict[str, int] = {}
    for dimension in CODE_COLUMNS:
        found = _rows(
            database,
            f"SELECT {dimension}, count(*), sum(amount) FROM lines WHERE {dimension} <> ''"  # noqa: S608
            " GROUP BY 1 ORDER BY 2 DESC, 1",
        )
        has = known.get(dimension, ())
        missing = [UnknownCode(dimension, code, lines, int(amount)) for code, lines, amount in found if code not in has]
        if missing:
            counts[dimension] = len(missing)
            listed.extend(missing[:MOST_LISTED])
    return listed, counts


def _vouchers(database: duckdb.DuckDBPyConnection, staged: Staged) -> tuple[int | None, int, list[UnbalancedVoucher]]:
    """SIE files are counted while they are read, also where lines were refused; tables here, from what came in."""
    if staged.read and "unbalanced" in staged.read[0]:
        listed = [
            UnbalancedVoucher(place, row, voucher, 0, amount)
            for place, said in enumerate(staged.read)
            for row, voucher, amount in said["unbalanced"]
        ]
        counted = sum(said["vouchers"] for said in staged.read)
        return counted or None, sum(said["unbalanced_count"] for said in staged.read), listed[:MOST_LISTED]
    by_voucher = (
        'SELECT min(file) AS file, min("row") AS first, voucher, count(*) AS lines, sum(amount) AS amount FROM lines'
        " WHERE voucher <> '' GROUP BY voucher, period // 100"
    )
    counted, off = _rows(database, f"SELECT count(*), count(*) FILTER (amount <> 0) FROM ({by_voucher})")[0]  # noqa: S608
    if not counted:
        return None, 0, []
    found = _rows(
        database,
        f"SELECT file, first, voucher, lines, amount FROM ({by_voucher}) WHERE amount <> 0"  # noqa: S608
        f" ORDER BY abs(amount) DESC, file, first LIMIT {MOST_LISTED}",
    )
    return (
        counted,
        off,
        [UnbalancedVoucher(file, row, name, lines, int(off_by)) for file, row, name, lines, off_by in found],
    )


def _rows(database: duckdb.DuckDBPyConnection, select: str) -> list[tuple[Any, ...]]:
    return database.execute(select).fetchall()
