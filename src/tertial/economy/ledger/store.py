"""Where the ledger's files lie, and the connection that reads them."""

import hashlib
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

import duckdb
from django.conf import settings

COLUMNS = {
    "period": "INTEGER",
    "account": "VARCHAR",
    "unit": "VARCHAR",
    "activity": "VARCHAR",
    "project": "VARCHAR",
    "counterpart": "VARCHAR",
    "amount": "BIGINT",
    "voucher": "VARCHAR",
    "booked_on": "DATE",
    "text": "VARCHAR",
    "file": "SMALLINT",
    "row": "INTEGER",
}
"""The columns of a ledger line; `amount` is öre as booked, `row` is counted as a person counts rows of the file."""

BOOKED = ("economy", "organisation", "accounts")
"""The areas that what is read of the ledger rests on: its imports, codes and statements, units, and who closes."""

_THREADS = 2
_MEMORY = "400MB"  # ten million lines are sorted with a little more than half a GB held by the whole process
_ABANDONED_AFTER = 6 * 3600
_local = threading.local()


def folder() -> Path:
    """The folder of the ledger's files."""
    return Path(settings.TERTIAL_HOME) / "ledger"


def lines_path(content: str) -> Path:
    """The file with every line of an import."""
    return folder() / f"{content}.parquet"


def balances_path(content: str) -> Path:
    """The file with an import's sums per month, unit, account and activity; derived from the lines."""
    return folder() / f"{content}.balances.parquet"


def projects_path(content: str) -> Path:
    """The file with an import's sums per month, unit and project; derived from the lines."""
    return folder() / f"{content}.projects.parquet"


def rows_path(content: str, layout: str) -> Path:
    """The file with an import's sums per month and unit of what a layout treats alike; derived from the balances."""
    return folder() / f"{content}.rows-{layout}.parquet"


def connection() -> duckdb.DuckDBPyConnection:
    """This thread's connection. It holds nothing of its own and loads nothing from elsewhere."""
    open_connection: duckdb.DuckDBPyConnection | None = getattr(_local, "connection", None)
    if open_connection is None or getattr(_local, "process", None) != os.getpid():
        open_connection = duckdb.connect(
            ":memory:",
            config={
                "threads": _THREADS,
                "memory_limit": _MEMORY,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
                "temp_directory": str(folder() / "spill"),
            },
        )
        # A statement's files never change, so what their heads say can be kept.
        open_connection.execute("SET enable_object_cache = true")
        _local.connection, _local.process = open_connection, os.getpid()
    return open_connection


@contextmanager
def workshop() -> Iterator[Path]:
    """A folder beside the ledger's files for what is not finished; it is gone afterwards, whatever happens."""
    folder().mkdir(parents=True, exist_ok=True)
    made = Path(mkdtemp(prefix=".unfinished-", dir=folder()))
    try:
        yield made
    finally:
        rmtree(made, ignore_errors=True)


def put_in_place(made: Path, place: Path, *, replacing: bool = False) -> None:
    """Gives a finished file its name, so that it is there whole or not at all, also after a power failure.

    A file that is there already stays, unless it is damaged and `replacing`: one name is one content, and whoever reads
    it opens it more than once.
    """
    with made.open("rb+") as file:
        os.fsync(file.fileno())
    try:
        if replacing:
            made.replace(place)
        else:
            os.link(made, place)
    except FileExistsError:
        os.utime(place)  # so that it is not swept as something that was left lying
    except OSError:  # a file system without hard links
        made.replace(place)
    made.unlink(missing_ok=True)
    descriptor = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def content_of(path: Path) -> str:
    """The name of a file by what is in it."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def sweep(known: set[str]) -> int:
    """Deletes what killed imports have left: unfinished folders, and files that no import names, after some hours."""
    if not folder().exists():
        return 0
    swept = 0
    for left in folder().iterdir():
        abandoned = time.time() - left.stat().st_mtime > _ABANDONED_AFTER
        if not abandoned:
            continue
        if left.is_dir() and left.name.startswith(".unfinished-"):
            rmtree(left, ignore_errors=True)
            swept += 1
        elif left.suffix == ".parquet" and left.name.partition(".")[0] not in known:
            left.unlink(missing_ok=True)
            swept += 1
    return swept


def quoted(path: Path) -> str:
    """A path as it stands between quotation marks in SQL."""
    return str(path).replace("'", "''")
