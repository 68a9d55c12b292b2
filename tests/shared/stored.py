"""What tests store through the actions, as people would: made once in a run, then put back.

Whichever process of the run needs it first makes it, and keeps it in a folder that they all know; the others wait.
"""

import fcntl
import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from django.apps import apps
from django.conf import settings
from django.core.management.color import no_style
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from django.utils.translation import get_language

Made = TypeVar("Made")
Rows = list[tuple[Any, ...]]
FOLDERS = ("drafts", "ledger", "pictures", "uploads")
"""Where in its home Tertial lays files that rows of the database name."""


class Kept(NamedTuple):
    """Columns and rows by table, files by their place in the home, and what the maker gave."""

    columns: dict[str, list[str]]
    rows: dict[str, Rows]
    files: dict[Path, bytes]
    given: bytes


_kept: dict[str, Kept] = {}


def stored_once(name: str, make: Callable[[], Made]) -> Made:
    """What `make` stores in an empty database, and what it gives; a test that begins otherwise makes it itself."""
    key = f"{name} in {get_language()}"
    if key not in _kept:
        with _one_at_a_time(key) as file:
            if not file.exists():
                return _made(make, file)
            _kept[key] = pickle.loads(file.read_bytes())
    return _put_back(_kept[key])


@contextmanager
def _one_at_a_time(key: str) -> Iterator[Path]:
    """Where something is kept for all processes of the run, while no other makes it."""
    file = Path(os.environ["TESTS_KEEP_IN"]) / sha256(key.encode()).hexdigest()
    with file.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield file


def _made(make: Callable[[], Made], file: Path) -> Made:
    rows, files = all_rows(), _all_files()
    given = make()
    now = all_rows()
    if all(now[table] == before for table, before in rows.items() if before):
        new = {table: found for table, found in now.items() if found and not rows[table]}
        needed = [place for place in _all_files() if place not in files or _is_named(place, new)]
        made = {place: (_home() / place).read_bytes() for place in needed}
        unfinished = file.with_suffix(".unfinished")
        unfinished.write_bytes(pickle.dumps(Kept(columns_of(new), new, made, pickle.dumps(given))))
        unfinished.rename(file)
    return given


def _put_back(kept: Kept) -> Any:
    for place, content in kept.files.items():
        if not (file := _home() / place).exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
    with transaction.atomic(), connection.cursor() as cursor:  # rows may point at rows of a later table
        for table, rows in kept.rows.items():
            insert(cursor, table, kept.columns[table], rows)
        models = [model for model in apps.get_models(include_auto_created=True) if model._meta.db_table in kept.rows]
        if statements := connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute("\n".join(statements))
    return pickle.loads(kept.given)


def insert(cursor: CursorWrapper, table: str, columns: Sequence[str], rows: Rows) -> None:
    """Stores rows as they were read."""
    name, named = connection.ops.quote_name(table), ", ".join(map(connection.ops.quote_name, columns))
    cursor.executemany(f"INSERT INTO {name} ({named}) VALUES ({', '.join(['%s'] * len(columns))})", rows)


def all_rows() -> dict[str, Rows]:
    """Everything that is stored, by table."""
    with connection.cursor() as cursor:
        return {table: _read(cursor, table) for table in connection.introspection.django_table_names()}


def columns_of(tables: Iterable[str]) -> dict[str, list[str]]:
    """The columns of tables in the order of their rows; migrations leave another order than models."""
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            _read(cursor, table, "LIMIT 0")
            found[table] = [column[0] for column in cursor.description or ()]
    return found


def _read(cursor: CursorWrapper, table: str, limit: str = "") -> Rows:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)} {limit}")
    return list(cursor.fetchall())


def _home() -> Path:
    return Path(settings.TERTIAL_HOME)


def _all_files() -> set[Path]:
    places = [place for folder in FOLDERS for place in (_home() / folder).rglob("*") if place.is_file()]
    return {place.relative_to(_home()) for place in places}


def _is_named(place: Path, rows: dict[str, Rows]) -> bool:
    """Whether rows name a file, which an earlier test may have left with the same content and thus the same name."""
    return place.parts[1].partition(".")[0] in repr(rows)
