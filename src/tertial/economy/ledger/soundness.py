"""Whether the ledger's files can be read. What is derived is made again; a lost file of lines is named."""

import os
import re
from collections.abc import Callable, Hashable, Iterable
from contextlib import suppress
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import duckdb

from tertial.common.kept import Stamp, once
from tertial.common.stamps import written
from tertial.domain.message import DomainError, Message, gettext_noop
from tertial.economy.ledger import store

_MARK = b"PAR1"  # begins and ends every Parquet file
_SHORTEST = 12
_KINDS_OF_LEDGER = 2
_LINES = re.compile(r"[0-9a-f]{64}\.parquet")
Value = TypeVar("Value")

# Files that are whole at both ends and yet cannot be read, as they were when that was found.
_rotten: set[tuple[str, int, int]] = set()


class LedgerFileLost(DomainError):
    """A file of lines is missing or damaged, so nothing can be said of its import but what is derived already."""


def lost(content: str) -> LedgerFileLost:
    """The refusal that names the file of an import."""
    template = gettext_noop(
        "The ledger's file %(file)s is missing or damaged. Restore it from a backup into %(folder)s, or import the "
        "same file again."
    )
    path = store.lines_path(content)
    return LedgerFileLost(Message(template, {"file": path.name, "folder": str(path.parent)}))


def is_sound(path: Path) -> bool:
    """Whether a file is there and whole at both ends; looks at a few bytes only."""
    try:
        with path.open("rb") as file:
            begins = file.read(len(_MARK))
            size = file.seek(0, 2)
            file.seek(max(0, size - len(_MARK)))
            return begins == file.read() == _MARK and size >= _SHORTEST and _seen(path) not in _rotten
    except OSError:
        return False


def last_change(*also: str, shared: Iterable[str] = ()) -> Stamp:
    """Changes whenever the ledger, its codes and statements, or units are written, and when a file goes or comes back.

    `also` are other areas that count, and `shared` those of which only what concerns every unit does.
    """
    return (*written(*store.BOOKED, *also, shared=shared), once("ledger files", _files))


def _files() -> Hashable:
    try:
        with os.scandir(store.folder()) as found:
            lines = [entry for entry in found if _LINES.fullmatch(entry.name)]
            return frozenset((entry.name, entry.stat().st_mtime_ns, entry.stat().st_size) for entry in lines)
    except OSError:
        return None


def sums_are_lost(content: str) -> bool:
    """Whether nothing gives an import's sums any more: neither what is derived nor the lines it is derived from."""
    derived = (store.balances_path(content), store.projects_path(content))
    return not is_sound(store.lines_path(content)) and not all(map(is_sound, derived))


def read(contents: Iterable[str], do: Callable[[], Value]) -> Value:
    """What `do` reads from the files of imports. When it cannot, what is derived from them is made again, once.

    Raises LedgerFileLost when the lines themselves cannot be read.
    """
    held = tuple(contents)
    try:
        return do()
    except duckdb.Error:
        lost_ones = [content for content in held if not _has_sums_when_judged(content)]
        if lost_ones:
            raise lost(lost_ones[0]) from None
    try:
        return do()
    except duckdb.Error as error:
        gone = next((each for each in held if not is_sound(store.lines_path(each))), None)
        if gone is None:
            raise
        raise lost(gone) from error


def leaving_out_what_is_lost(do: Callable[..., Value]) -> Callable[..., Value]:
    """For what knows which sums are lost: some damage is found only by reading, and then it is read once more."""

    @wraps(do)
    def again(*given: Any, **named: Any) -> Value:  # noqa: ANN401 - whatever it takes
        for _ in range(_KINDS_OF_LEDGER):
            with suppress(LedgerFileLost):
                return do(*given, **named)
        return do(*given, **named)

    return again


def drop_damaged(content: str) -> None:
    """Deletes what is there of an import that is imported once more, where it is not what it was."""
    path = store.lines_path(content)
    if path.exists() and store.content_of(path) != content:
        for each in store.folder().glob(f"{content}.*"):
            each.unlink(missing_ok=True)


def _has_sums_when_judged(content: str) -> bool:
    """Whether an import's sums can be had, once derived files that cannot be read through are deleted."""
    for path in store.folder().glob(f"{content}.*"):
        if _reads_through(path):
            continue
        if path == store.lines_path(content):
            with suppress(FileNotFoundError):
                _rotten.add(_seen(path))
        else:
            path.unlink(missing_ok=True)
    return not sums_are_lost(content)


def _reads_through(path: Path) -> bool:
    try:
        store.connection().execute("SELECT max(hash(COLUMNS(*))) FROM read_parquet(?)", [str(path)]).fetchall()
    except (duckdb.OutOfMemoryException, duckdb.InterruptException):
        raise  # that is no fault of the file
    except duckdb.Error:
        return False
    return True


def _seen(path: Path) -> tuple[str, int, int]:
    state = path.stat()
    return str(path), state.st_mtime_ns, state.st_size
