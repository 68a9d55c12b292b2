"""Putting a backup in place: built beside what is there, which stays until everything is whole."""

import os
import sqlite3
from collections.abc import Mapping
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError, IntegrityError, OperationalError, connection
from django.utils import timezone
from pyrage.x25519 import Identity

from tertial.cli import home as own_home
from tertial.cli import running
from tertial.cli.backup import encryption, folders, making, rebuilding, snapshot
from tertial.cli.backup.archive import UnusableBackup, members
from tertial.cli.wrong_use import WrongUse
from tertial.domain.message import Message, gettext_noop
from tertial.operation import schema

_BESIDE = ".tertial-restore-"
_IN_USE = gettext_noop("The database is in use; stop Tertial and what else uses it, and restore then.")


@dataclass(frozen=True)
class Restored:
    """What came of it: when the backup was made and by which version, its rows and files, and what was there before."""

    made_at: datetime
    tertial: str
    rows: int
    files: int
    before: Path | None = None


def look_at(place: Path, key: Identity | None) -> rebuilding.Told:
    """Reads a backup through and gives what it says of itself. Raises UnusableBackup and WrongUse."""
    with encryption.readable(place, key) as stream:
        parts = members(stream)
        told = rebuilding.told_by(next(parts).content(rebuilding.MOST_OF_A_LIST))
        for _part in parts:
            pass
    if schema.unknown(told.changes):
        raise rebuilding.newer(told.tertial)
    return told


def restore(place: Path, key: Identity | None, *, replace: bool) -> Restored:
    """Puts a backup in place of what is there. Raises UnusableBackup, WrongUse and OSError; nothing is changed then.

    What is there already is replaced only where that is asked for, and is kept beside.
    """
    told = look_at(place, key)
    home = Path(settings.TERTIAL_HOME)
    own_home.close_to_others(home)
    with running.one_at_a_time(home):
        _refuse_while_running(home)
        there = _has_something()
        if there and not replace:
            template = gettext_noop(
                "There is an installation in %(home)s already; add --replace to put the backup in its place."
            )
            raise WrongUse(Message(template, {"home": str(home)}))
        with folders.workshop(home, _BESIDE) as workshop:
            put = _beside if connection.vendor == "sqlite" else _in_one_transaction
            contents, before = put(place, key, told, workshop, keep=there)
    return Restored(told.made_at, told.tertial, sum(contents["rows"].values()), contents["files"], before)


def _refuse_while_running(home: Path) -> None:
    there = running.running_from(home)
    if there:
        template = gettext_noop(
            "Tertial runs from %(home)s (process %(process)s); stop it with “kill %(process)s” and restore then."
        )
        raise WrongUse(Message(template, {"home": str(home), "process": str(there[0].process)}))


def _has_something() -> bool:
    """Whether the database holds a municipality or people; one that cannot be read may."""
    try:
        with connection.cursor() as cursor:
            names = {"organisation_unit", "accounts_person"} & set(connection.introspection.table_names(cursor))
            for name in names:
                cursor.execute(f"SELECT 1 FROM {name} LIMIT 1")  # noqa: S608 - our own name
                if cursor.fetchone():
                    return True
    except OperationalError:
        if connection.vendor == "postgresql":
            raise
        return True
    except DatabaseError:
        return True
    finally:
        connection.close()
    return False


def _build(place: Path, key: Identity | None, told: rebuilding.Told, workshop: Path) -> Mapping[str, Any]:
    """Raises UnusableBackup also where the database in use cannot hold what the other held."""
    try:
        with encryption.readable(place, key) as stream:
            return rebuilding.build(told.changes, stream, workshop / "files")
    except (IntegrityError, DatabaseError) as error:
        if isinstance(error, OperationalError):
            raise
        template = gettext_noop("The backup does not fit this database (%(why)s); report it as a fault.")
        raise UnusableBackup(Message(template, {"why": str(error).splitlines()[0]})) from error


def _in_one_transaction(
    place: Path, key: Identity | None, told: rebuilding.Told, workshop: Path, *, keep: bool
) -> tuple[Mapping[str, Any], Path | None]:
    """PostgreSQL shows the new tables to others at once with the commit, or never."""
    home = Path(settings.TERTIAL_HOME)
    before = _unused(home, "before-restore-", ".backup") if keep else None
    if before:
        making.make(before)
    try:
        with rebuilding.waiting_for_nobody():
            rebuilding.drop_tables()
            contents = _build(place, key, told, workshop)
            folders.put_in_place(workshop / "files", home)
    except OperationalError as error:
        if "lock timeout" not in str(error):
            raise
        raise WrongUse(Message(_IN_USE)) from error
    return contents, before


def _beside(
    place: Path, key: Identity | None, told: rebuilding.Told, workshop: Path, *, keep: bool
) -> tuple[Mapping[str, Any], Path | None]:
    """On SQLite the new file takes the old one's name."""
    database = Path(str(connection.settings_dict["NAME"]))
    database.parent.mkdir(parents=True, exist_ok=True)
    with folders.workshop(database.parent, _BESIDE) as beside:
        made = beside / "database"
        with snapshot.pointed_at(made):
            contents = _build(place, key, told, workshop)
        with made.open("rb+") as file:
            os.fsync(file.fileno())
        connection.close()
        folders.put_in_place(workshop / "files", Path(settings.TERTIAL_HOME))
        before = _put_aside(database) if keep else None
        _leave_alone(database)
        made.replace(database)
        _written_down(database.parent)
    return contents, before


def _leave_alone(database: Path) -> None:
    """Makes sure that nobody has the old file open, and that none of it waits in a journal that the new one heeds."""
    if database.exists():
        try:
            with closing(sqlite3.connect(database, timeout=2)) as old:
                old.execute("PRAGMA journal_mode=DELETE")
        except sqlite3.OperationalError as error:
            raise WrongUse(Message(_IN_USE)) from error
        except sqlite3.DatabaseError:  # so damaged that it has no journal to heed
            pass
    for left in ("-wal", "-shm", "-journal"):
        database.with_name(database.name + left).unlink(missing_ok=True)


def _put_aside(database: Path) -> Path:
    """A second name for the file that is replaced."""
    aside = _unused(database.parent, f"{database.name}.before-restore-")
    with suppress(sqlite3.DatabaseError), closing(sqlite3.connect(database, timeout=2)) as old:
        old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    os.link(database, aside)
    return aside


def _written_down(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _unused(folder: Path, begins: str, ends: str = "") -> Path:
    """A name with the time in it, and a number where that second has been before."""
    stamp = timezone.localtime().strftime("%Y%m%d-%H%M%S")
    numbers = chain([""], (f"-{number}" for number in count(2)))
    return next(path for number in numbers if not (path := folder / f"{begins}{stamp}{number}{ends}").exists())
