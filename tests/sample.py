"""The sample municipality, loaded once in each process and put back from memory afterwards."""

from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection

from tertial.demo.load import load_demo

FEW_LINES = 1500
Rows = list[tuple[Any, ...]]
_kept: dict[str, Rows] = {}


def load_sample() -> None:
    """Stores the sample municipality with a small ledger; the ledger's files stay in the home of the process."""
    if _kept:
        _put_back()
        return
    empty = [table for table in connection.introspection.django_table_names() if not _rows(table)]
    load_demo(ledger_lines=FEW_LINES)
    _kept.update((table, rows) for table in empty if (rows := _rows(table)))


def _rows(table: str) -> Rows:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        return list(cursor.fetchall())


def _put_back() -> None:
    with connection.cursor() as cursor:
        for table, rows in _kept.items():
            places = ", ".join(["%s"] * len(rows[0]))
            cursor.executemany(f"INSERT INTO {connection.ops.quote_name(table)} VALUES ({places})", rows)
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)
