"""Where staged lines are made: checked rows are divided into those that are in and those that are refused, and proven.

A staged import is two Parquet files: `lines` with the columns that the ledger stores, `refused` with every line that is
left out and why.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from types import TracebackType
from typing import Any, TextIO

import duckdb

from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.intake.ledger.tabular.no_lines import literal
from tertial.intake.ledger.tabular.validation import LONGEST_LINE_KEPT, rows_apart

LINES, REFUSED = "lines.parquet", "refused.parquet"
MOST_MEMORY = "400MB"
ROWS_OF_A_PART = 200_000
_CHECKERS = 2  # a part is checked by one core alone
LINE_COLUMNS = 'period, account, unit, activity, project, counterpart, amount, voucher, booked_on, text, file, "row"'
REFUSED_COLUMNS = 'file, "row", reason, value, line, amount'
_BROKEN_TYPES = {
    "file": "SMALLINT",
    "row": "INTEGER",
    "reason": "VARCHAR",
    "value": "VARCHAR",
    "line": "VARCHAR",
    "amount": "BIGINT",
}

# The text of a line is kept where it is refused at once; of one that is found to be none later its cells are shown.
_LINE_AGAIN = (
    "CASE WHEN r.reason IS NULL OR c.line IS NOT NULL THEN c.line ELSE concat_ws(' | ', c.account, nullif(c.unit, ''),"
    " nullif(c.activity, ''), nullif(c.project, ''), nullif(c.counterpart, ''), c.period,"
    " replace((c.amount / 100)::DECIMAL(18, 2)::VARCHAR, '.', ','), nullif(c.text, '')) END"
)

# How far the reading has come: bytes read, of how many.
OnProgress = Callable[[int, int], object]


class NotProven(DomainError):
    """What was read and what was written do not agree, so nothing may be imported."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to import: where it lies, and what its sender called it."""

    path: Path
    name: str

    @property
    def size(self) -> int:
        """Its bytes."""
        return self.path.stat().st_size


@dataclass(frozen=True, slots=True)
class FileCount:
    """What became of one file: lines in and refused, öre in, and öre of the refused lines where they can be read."""

    name: str
    lines: int
    refused: int
    amount: int
    refused_amount: int


@dataclass(frozen=True, slots=True)
class Staged:
    """The staged files, what became of each file, and what the reader of each has to say about it."""

    lines: Path
    refused: Path
    files: tuple[FileCount, ...]
    read: tuple[dict[str, Any], ...]

    @property
    def refused_count(self) -> int:
        """How many lines are left out."""
        return sum(file.refused for file in self.files)

    @property
    def line_count(self) -> int:
        """How many lines are in."""
        return sum(file.lines for file in self.files)


class Workshop:
    """A folder and a database in memory, for as long as one import is staged."""

    def __init__(self, folder: Path, files: Sequence[SourceFile], on_progress: OnProgress) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._folder, self._files, self._on_progress = folder, files, on_progress
        self._sizes = [file.size for file in files]
        self._rows = [0] * len(files)
        self._broken_counts = [0] * len(files)
        self._broken_sums = [0] * len(files)
        self._told: list[dict[str, Any]] = []
        self._relabelled = False
        self._checked: list[Path] = []
        self._broken: TextIO = (folder / "broken").open("w", encoding="utf-8", newline="")
        self._database = quiet_database(folder)
        self._checker, self._checks = ThreadPoolExecutor(_CHECKERS, "check"), list[Future[None]]()

    def __enter__(self) -> "Workshop":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._checker.shutdown(cancel_futures=True)
        self._broken.close()
        self._database.close()
        for path in [self._folder / "broken", *self._checked, *self._folder.glob("numbered-*")]:
            path.unlink(missing_ok=True)

    def progress(self, number: int) -> Callable[[int], object]:
        """Tells how far the reading of all files has come from how far that of one has."""
        before, all_of_them = sum(self._sizes[:number]), sum(self._sizes)
        return lambda done: self._on_progress(before + done, all_of_them)

    def refuse(self, number: int, *, row: int, reason: str, value: str, line: str, amount: int | None = None) -> None:
        """Lists a line that could not be divided into cells."""
        self._broken_counts[number] += 1
        self._broken_sums[number] += amount or 0
        cells = (
            str(number),
            str(row),
            reason,
            value[:100],
            line[:LONGEST_LINE_KEPT],
            "" if amount is None else str(amount),
        )
        self._broken.write("\x1f".join(_on_one_line(cell) for cell in cells) + "\n")

    def tell(self, **said: object) -> None:
        """Keeps what the reader of a file says about it."""
        self._told.append(said)

    def check(self, number: int, rows: Iterable[list[str]], select: Callable[[Path], str]) -> None:
        """Writes the rows of a file, a part at a time, and has parts checked while the next ones are read.

        `select` gives the SELECT that makes checked rows of a part; there must be as many as were read.
        """
        left = iter(rows)
        for part in count():
            numbered = self._folder / f"numbered-{number}-{part}"
            checked = self._folder / f"checked-{number}-{part}.parquet"
            written = _write_part(numbered, left)
            self._rows[number] += written
            self._checked.append(checked)
            self._checks.append(self._checker.submit(self._check, numbered, select(numbered), checked))
            if written < ROWS_OF_A_PART:
                break
        self.progress(number)(self._sizes[number])

    def _check(self, numbered: Path, select: str, checked: Path) -> None:
        with self._database.cursor() as own:  # statements of one connection wait for each other
            own.execute(f"COPY ({select}) TO {literal(str(checked))} (FORMAT parquet)")
        numbered.unlink()

    def seen(self) -> int:
        """The bits that the checked rows of all files show together (`tabular/written.py`)."""
        found = self._database.execute(f"SELECT bit_or(seen) FROM {self._source()}").fetchone()  # noqa: S608
        return int(found[0] or 0) if found else 0

    def relabel(self, judge: Callable[[duckdb.DuckDBPyConnection, str], object]) -> None:
        """Lets `judge` write into the table `relabelled` (file, row, reason) what rows are, seen beside the others."""
        source = self._source()
        self._database.execute('CREATE TEMP TABLE relabelled (file SMALLINT, "row" INTEGER, reason VARCHAR)')
        judge(self._database, source)
        found = self._database.execute("SELECT count(*) FROM relabelled").fetchone()
        self._relabelled = bool(found and found[0])

    def _source(self) -> str:
        """The checked rows, once all of them are."""
        for check in self._checks:
            check.result()
        every = ", ".join(literal(str(path)) for path in self._checked)
        return f"read_parquet([{every}])"

    def finish(self) -> Staged:
        """Divides the rows into lines and refused ones. Raises NotProven unless each row is among one of them."""
        self._broken.flush()
        lines, refused = self._folder / LINES, self._folder / REFUSED
        checked, broken = self._source(), rows_apart(self._folder / "broken", _BROKEN_TYPES)
        if self._relabelled:
            checked = (
                f"(SELECT c.* REPLACE (coalesce(r.reason, c.reason) AS reason, {_LINE_AGAIN} AS line) FROM {checked} c"  # noqa: S608
                ' LEFT JOIN relabelled r ON r.file = c.file AND r."row" = c."row")'
            )
        self._copy(LINE_COLUMNS, f"{checked} WHERE reason IS NULL", lines)
        self._copy(
            REFUSED_COLUMNS,
            f"{checked} WHERE reason IS NOT NULL UNION ALL SELECT {REFUSED_COLUMNS} FROM {broken}"  # noqa: S608
            ' ORDER BY file, "row"',
            refused,
        )
        counts = tuple(self._count(number, lines, refused, checked) for number in range(len(self._files)))
        return Staged(lines, refused, counts, tuple(self._told))

    def _copy(self, columns: str, source: str, target: Path) -> None:
        self._database.execute(
            f"COPY (SELECT {columns} FROM {source}) TO {literal(str(target))} (FORMAT parquet, COMPRESSION zstd)"  # noqa: S608
        )

    def _count(self, number: int, lines: Path, refused: Path, checked: str) -> FileCount:
        """Counts and sums what was written and holds it against what was read."""
        name = self._files[number].name
        in_count, in_sum = self._sums(literal(str(lines)), number)
        out_count, out_sum = self._sums(literal(str(refused)), number)
        read_count, read_sum = self._sums(checked, number)
        rows, amount = self._rows[number] + self._broken_counts[number], read_sum + self._broken_sums[number]
        if read_count != self._rows[number] or in_count + out_count != rows or in_sum + out_sum != amount:
            template = gettext_noop(
                "“%(name)s” has %(rows)s lines but only %(found)s came out of the reading; nothing was imported. Report"
                " this as an error in Tertial."
            )
            raise NotProven(Message(template, {"name": name, "rows": rows, "found": in_count + out_count}))
        return FileCount(name, in_count, out_count, in_sum, out_sum)

    def _sums(self, source: str, number: int) -> tuple[int, int]:
        select = f"SELECT count(*), coalesce(sum(amount), 0)::VARCHAR FROM {source} WHERE file = {number}"  # noqa: S608
        count, amount = self._database.execute(select).fetchall()[0]
        return int(count), int(amount)


def quiet_database(folder: Path) -> duckdb.DuckDBPyConnection:
    """A database in memory that stays within its room, and uses the folder for what has none."""
    database = duckdb.connect(config={"memory_limit": MOST_MEMORY, "threads": 2, "autoinstall_known_extensions": False})
    database.execute("SET preserve_insertion_order = false; SET enable_progress_bar = false")
    database.execute(f"SET temp_directory = {literal(str(folder / 'spilled'))}")
    return database


def _write_part(target: Path, rows: Iterator[list[str]]) -> int:
    written = 0
    with target.open("w", encoding="utf-8", newline="") as file:
        for some in rows:
            file.write("".join(some))
            written += len(some)
            if written >= ROWS_OF_A_PART:
                break
    return written


def _on_one_line(cell: str) -> str:
    return cell if cell.isprintable() else " ".join("".join(s if s.isprintable() else " " for s in cell).split())
