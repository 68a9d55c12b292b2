"""Rows as lines of JSON and back, the same whichever database they come from."""

import gzip
import json
import zlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.apps.registry import Apps
from django.db import connection
from django.db.models import Field, JSONField, Model, QuerySet

from tertial.cli.backup.archive import Member, damaged

FOLDER = "tables/"
_LINES_AT_ONCE = 1024 * 1024
_MOST_OF_A_PART = 256 * 1024 * 1024
_ROWS_FETCHED = 500
_LEFT_OUT = {"sessions.session", "things.worker", "mail.mail"}
"""Nobody goes on being signed in, or doing work, by a copy of the database; and no mail is sent a second time."""

Table = type[Model]


def tables(apps: Apps) -> dict[str, Table]:
    """The tables that are kept, by name."""
    found = {model._meta.label_lower: model for model in apps.get_models(include_auto_created=True)}
    return {
        name: model
        for name, model in found.items()
        if model._meta.managed and not model._meta.proxy and name not in _LEFT_OUT
    }


def name_of_part(table: str, number: int) -> str:
    """How the part with some lines of a table is called."""
    return f"{FOLDER}{table}/{number:06}.jsonl.gz"


def table_of_part(name: str) -> str:
    """The table whose lines a part has."""
    return name.removeprefix(FOLDER).partition("/")[0]


def parts_of(model: Table) -> Iterator[tuple[bytes, int, int]]:
    """A table's rows in packed lines, about a megabyte each, with how many they are and their highest number."""
    columns = [field.attname for field in _columns(model)]
    key = columns.index(model._meta.pk.attname)
    lines, size, highest = list[str](), 0, 0
    rows: QuerySet[Model, tuple[Any, ...]] = QuerySet(model).order_by("pk").values_list(*columns)
    for row in rows.iterator(chunk_size=_ROWS_FETCHED):
        line = json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False, default=_told, allow_nan=False)
        lines.append(line)
        size += len(line)
        highest = row[key] if isinstance(row[key], int) else 0
        if size > _LINES_AT_ONCE:
            yield _packed(lines), len(lines), highest
            lines, size = [], 0
    if lines:
        yield _packed(lines), len(lines), highest


def insert(model: Table, member: Member) -> int:
    """Puts the rows of a part in and says how many they are. Raises DamagedBackup where they are not this table's."""
    columns = _columns(model)
    names = {field.attname for field in columns}
    try:
        found = [json.loads(line) for line in _unpacked(member.content(_MOST_OF_A_PART)).splitlines()]
        if any(not isinstance(row, dict) or row.keys() != names for row in found):
            raise damaged(member.name)
    except (ValueError, zlib.error) as error:
        raise damaged(member.name) from error
    quoted = connection.ops.quote_name
    sql = (
        f"INSERT INTO {quoted(model._meta.db_table)} ({', '.join(quoted(str(field.column)) for field in columns)}) "  # noqa: S608 - our own names
        f"VALUES ({', '.join(['%s'] * len(columns))})"
    )
    with connection.cursor() as cursor:
        cursor.executemany(sql, [_stored(columns, row) for row in found])
    return len(found)


def counter_of(model: Table) -> int:
    """The highest number that the database has given a row of this table, also of those deleted since."""
    table = model._meta.db_table
    if not model._meta.pk.db_returning:
        return 0
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        else:
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [_quoted(table), model._meta.pk.column])
            (sequence,) = cursor.fetchone()
            cursor.execute(f"SELECT last_value FROM {sequence} WHERE is_called")  # noqa: S608 - the database's own name
        found = cursor.fetchone()
    return int(found[0]) if found else 0


def set_counter(model: Table, number: int) -> None:
    """The next row gets a higher number than this, so that no history of a deleted one becomes its own."""
    table = model._meta.db_table
    if not number or not model._meta.pk.db_returning:
        return
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, number])
        else:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [_quoted(table), model._meta.pk.column, number]
            )


def _quoted(table: str) -> str:
    return str(connection.ops.quote_name(table))


def _columns(model: Table) -> "Sequence[Field[Any, Any]]":
    return [field for field in model._meta.concrete_fields if not field.generated]


def _packed(lines: Sequence[str]) -> bytes:
    return gzip.compress(("\n".join(lines) + "\n").encode(), 6, mtime=0)


def _unpacked(content: bytes) -> bytes:
    """Raises ValueError for what would unpack to more than a part can be."""
    unpacking = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    found = unpacking.decompress(content, _MOST_OF_A_PART)
    if not unpacking.eof or unpacking.unused_data:
        raise ValueError("more than one part, or half of one")
    return found


def _told(value: object) -> str:
    """What JSON has no form for."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    raise TypeError(f"a {type(value).__name__} cannot be kept in a backup")


def _stored(columns: "Sequence[Field[Any, Any]]", row: Mapping[str, Any]) -> list[Any]:
    """A row's values as the database in use takes them."""
    return [
        field.get_db_prep_save(
            row[field.attname] if isinstance(field, JSONField) else field.to_python(row[field.attname]), connection
        )
        for field in columns
    ]
