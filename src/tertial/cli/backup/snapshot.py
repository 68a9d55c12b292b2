"""The database as it was at one moment, while people go on writing."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from errno import EIO, ENOSPC
from pathlib import Path

from django.db import DatabaseError, OperationalError, connection, connections, transaction
from django.db.backends.sqlite3.base import DatabaseWrapper

from tertial.common.models import AuditEntry
from tertial.domain.message import DomainError, Message, gettext_noop


class DamagedDatabase(DomainError):
    """The database does not hold together, so a copy would not either."""


@contextmanager
def one_moment(workshop: Path, hold: Callable[[], None]) -> Iterator[None]:
    """Within it the database is read as it was at one moment, at which `hold` is called. Raises DamagedDatabase.

    Nobody writes while `hold` looks at the files that rows name; it is called before as well, so that this is short.
    """
    hold()
    if connection.vendor == "sqlite":
        _copy(workshop / "database", hold)
        with pointed_at(workshop / "database"):
            _refuse_what_is_damaged()
            yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        with _nobody_writing():
            cursor.execute("SELECT 1")  # from here on nothing that others write is seen
            hold()
        yield


@contextmanager
def _nobody_writing() -> Iterator[None]:
    """Within it writers wait: on SQLite all, on PostgreSQL those who leave an audit entry, as every action does."""
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            if connection.vendor == "sqlite":
                cursor.execute("BEGIN IMMEDIATE")
            else:
                cursor.execute("BEGIN")
                cursor.execute("SET LOCAL lock_timeout = '20s'")
                cursor.execute(f"LOCK TABLE {AuditEntry._meta.db_table} IN SHARE MODE")
            yield
            cursor.execute("ROLLBACK")
    finally:
        other.close()


@contextmanager
def pointed_at(place: Path) -> Iterator[None]:
    """Within it Django's database is a SQLite file that nobody else uses, and that may be lost with the machine."""
    before = connections["default"]
    options = {"init_command": "PRAGMA journal_mode=MEMORY; PRAGMA synchronous=OFF;"}
    made = DatabaseWrapper({**before.settings_dict, "NAME": str(place), "OPTIONS": options}, alias="default")
    connections["default"] = made
    try:
        yield
    finally:
        made.close()
        connections["default"] = before


def _copy(place: Path, hold: Callable[[], None]) -> None:
    """A copy made by SQLite itself of one moment, while writers go on. Raises DamagedDatabase."""
    try:
        with connection.cursor() as cursor:
            with _nobody_writing():
                cursor.execute("BEGIN")
                cursor.execute("SELECT count(*) FROM sqlite_master")  # from here on nothing that others write is seen
                hold()
            with closing(sqlite3.connect(place)) as copy:
                connection.connection.backup(copy)
    except (OperationalError, sqlite3.OperationalError) as error:
        kind = str(getattr(error, "sqlite_errorname", ""))
        if number := ENOSPC if kind == "SQLITE_FULL" else EIO if kind.startswith("SQLITE_IOERR") else 0:
            raise OSError(number, os.strerror(number), str(place)) from error
        raise OperationalError(str(error)) from error  # such as in use
    except (DatabaseError, sqlite3.DatabaseError) as error:
        raise _damaged(str(error)) from error
    finally:
        connection.close()


def _refuse_what_is_damaged() -> None:
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check(1)")
            found = cursor.fetchone()[0]
    except DatabaseError as error:
        found = str(error)
    if found != "ok":
        raise _damaged(found)


def _damaged(why: str) -> DamagedDatabase:
    template = gettext_noop("The database is damaged (%(why)s), so no backup was made; restore the latest backup.")
    return DamagedDatabase(Message(template, {"why": why}))
