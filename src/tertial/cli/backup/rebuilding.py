"""A database built from a backup, on SQLite beside the one in use, on PostgreSQL within one transaction."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.apps import apps as installed
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader

from tertial.cli import database
from tertial.cli.backup import folders, tables
from tertial.cli.backup.archive import FIRST, Readable, UnusableBackup, damaged, members
from tertial.cli.backup.making import CONTENTS, FORMAT
from tertial.domain.message import Message, gettext_noop
from tertial.operation import schema
from tertial.operation.schema import Change

MOST_OF_A_LIST = 64 * 1024 * 1024


@dataclass(frozen=True)
class Told:
    """What a backup says of itself."""

    tertial: str
    made_at: datetime
    changes: set[Change]


def told_by(content: bytes) -> Told:
    """What the first part says. Raises UnusableBackup, also for a form that a later version has given it."""
    try:
        found = json.loads(content)
        if int(found["format"]) > FORMAT:
            raise newer(str(found["tertial"]))
        changes = {(str(room), str(name)) for room, name in found["changes"]}
        return Told(str(found["tertial"]), datetime.fromisoformat(found["made_at"]), changes)
    except UnusableBackup:  # a ValueError too, but one that has said what is wrong
        raise
    except (ValueError, KeyError, TypeError) as error:
        raise damaged(FIRST) from error


def newer(version: str) -> UnusableBackup:
    """The refusal of what a later version has made."""
    template = gettext_noop(
        "The backup was made by Tertial %(version)s, which is later than this one; install that version and restore "
        "with it."
    )
    return UnusableBackup(Message(template, {"version": version}))


def build(changes: set[Change], stream: Readable, files: Path) -> Mapping[str, Any]:
    """Makes the tables, puts the rows in, and unpacks the files into a folder; gives what the backup says it holds.

    Then everything is brought up to this version. Raises DamagedBackup.
    """
    executor = MigrationExecutor(connection)
    is_of_this_version = _make_tables(executor, changes)
    models = tables.tables(schema.tables_after(changes))
    with transaction.atomic():
        _empty(models)
        contents = _fill(models, stream, files)
        connection.check_constraints()
    if not is_of_this_version:
        call_command("migrate", verbosity=0, interactive=False)
    return contents


def drop_tables() -> None:
    """Drops the tables of Tertial, whatever version made them, and nobody else's."""
    ours = tuple(f"{config.label}_" for config in installed.get_app_configs())
    with connection.cursor() as cursor:
        there = [name for name in connection.introspection.table_names(cursor) if name.startswith((*ours, "django_"))]
        for name in there:
            cursor.execute(f"DROP TABLE IF EXISTS {connection.ops.quote_name(name)} CASCADE")


@contextmanager
def waiting_for_nobody() -> Iterator[None]:
    """A transaction on PostgreSQL that gives up where somebody else uses the tables."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL lock_timeout = '20s'")
        yield


def _make_tables(executor: MigrationExecutor, changes: set[Change]) -> bool:
    """Makes the tables that a backup fills, and says whether they are those of this version."""
    known = schema.known(changes)
    if known == set(executor.loader.graph.nodes):
        database.make_tables(executor)
        return True
    executor.migrate(_last_of(known, executor.loader))
    return False


def _last_of(known: set[Change], loader: MigrationLoader) -> list[Change]:
    """Of each room the changes that no other of it follows."""
    nodes = loader.graph.node_map
    return sorted(
        key for key in known if not any(child.key in known and child.key[0] == key[0] for child in nodes[key].children)
    )


def _empty(models: Mapping[str, tables.Table]) -> None:
    """Removes what Django itself puts into new tables; the backup has it."""
    with connection.cursor() as cursor:
        for model in models.values():
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")  # noqa: S608 - our own name


def _fill(models: Mapping[str, tables.Table], stream: Readable, files: Path) -> Mapping[str, Any]:
    rows, unpacked, contents = dict.fromkeys(models, 0), 0, dict[str, Any]()
    for member in members(stream):
        if member.name.startswith(tables.FOLDER):
            name = tables.table_of_part(member.name)
            if name not in models:
                raise damaged(member.name)
            rows[name] += tables.insert(models[name], member)
        elif member.name.startswith(folders.FOLDER):
            folders.unpack(member, files)
            unpacked += 1
        elif member.name == CONTENTS:
            contents = json.loads(member.content(MOST_OF_A_LIST))
    if contents.get("rows") != rows or contents.get("files") != unpacked:
        raise damaged(CONTENTS)
    for name, model in models.items():
        tables.set_counter(model, contents["counters"].get(name, 0))
    return contents
