"""Vouchers that stand more than once among the files of an import: the same series and number in one year."""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TextIO

from tertial.intake.ledger.sie.file import Odd, SieFile
from tertial.intake.ledger.tabular.no_lines import literal
from tertial.intake.ledger.tabular.validation import rows_apart
from tertial.intake.ledger.workshop import quiet_database

_TYPES = {"file": "SMALLINT", "voucher": "VARCHAR", "day": "VARCHAR", "line": "INTEGER"}


class SeenVouchers:
    """Vouchers with numbers, written down as they are met, so that memory does not grow with them."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        self._file: TextIO = path.open("w", encoding="utf-8", newline="")

    def __enter__(self) -> "SeenVouchers":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._path.unlink(missing_ok=True)

    def add(self, number: int, heads: list[str]) -> None:
        """Takes the vouchers of a file: series and number, day and line, apart by U+001F."""
        self._file.write("".join([f"{number}\x1f{head}\n" for head in heads]))

    def tell_repeated(self, files: Sequence[SieFile]) -> None:
        """Tells each file which of its vouchers stood before, in the same year."""
        self._file.flush()
        with quiet_database(self._path.parent) as database:
            found = database.execute(
                "SELECT file, count(*), arg_min(voucher, line), min(line) FROM ("  # noqa: S608 - only our own names
                "SELECT *, row_number() OVER (PARTITION BY voucher, year ORDER BY file, line) AS occurrence"
                f" FROM (SELECT *, {_year(files)} AS year FROM {rows_apart(self._path, _TYPES)}))"
                " WHERE occurrence > 1 GROUP BY file"
            ).fetchall()
        for number, count, voucher, line in found:
            files[number].tell(Odd.VOUCHERS_REPEATED, count=count, voucher=voucher, line=line)


def _year(files: Sequence[SieFile]) -> str:
    """The first day of the year that a voucher's day is of, as its file gives the years; else the calendar year."""
    known = [
        f"WHEN file = {number} AND day BETWEEN {literal(first)} AND {literal(last)} THEN {literal(first)}"
        for number, file in enumerate(files)
        for first, last in file.years.values()
    ]
    return f"CASE {' '.join(known)} ELSE left(day, 4) END" if known else "left(day, 4)"
