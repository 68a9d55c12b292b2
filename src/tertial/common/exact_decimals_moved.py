"""Moves what a room's DecimalField has stored into an ExactDecimalField, and back again; for migrations."""

from collections.abc import Callable
from decimal import Context, Decimal
from typing import Any

from django.apps.registry import Apps
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import RunPython

from tertial.common.exact_decimals import from_sortable, sortable

Move = Callable[[Apps, BaseDatabaseSchemaEditor], None]
_SURE = 15


def stored_exactly(app: str, model: str, field: str) -> RunPython:
    """Stands before the AlterField of the same field, and without the constraints that ask about it.

    PostgreSQL's decimals are exact, and stay. SQLite's floats are rounded to the fifteen digits that they are sure of,
    as Django read them; where there were more, the audit entry that wrote the figure still knows them.
    """
    return RunPython(_moved(app, model, field, forwards=True), _moved(app, model, field, forwards=False))


def _moved(app: str, model: str, field: str, *, forwards: bool) -> Move:
    def move(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        if schema_editor.connection.vendor != "sqlite":
            return
        kind: Any = apps.get_model(app, model)
        audit_trail: Any = apps.get_model("common", "AuditEntry").objects.using(schema_editor.connection.alias)
        table, column = kind._meta.db_table, kind._meta.get_field(field).column
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(f'SELECT "{kind._meta.pk.column}", "{column}" FROM "{table}" WHERE "{column}" IS NOT NULL')  # noqa: S608
            rows = [
                (_stored(audit_trail, f"{model}:{number}", field, value) if forwards else _plain(value), number)
                for number, value in cursor.fetchall()
            ]
            update = f'UPDATE "{table}" SET "{column}" = %s WHERE "{kind._meta.pk.column}" = %s'  # noqa: S608
            cursor.executemany(update, rows)

    return move


def _stored(audit_trail: Any, ref: str, field: str, value: float | str) -> str:  # noqa: ANN401 - a historical model's manager
    if isinstance(value, str):
        return value if value[:1] in "pn" else sortable(Decimal(value))
    sure = Context(prec=_SURE).create_decimal_from_float(float(value))
    if len(sure.as_tuple().digits) < _SURE:
        return sortable(sure)
    newest = audit_trail.filter(ref=ref, after__has_key=field).order_by("-at", "-id").first()
    written = newest.after[field] if newest is not None else None
    return sortable(Decimal(written) if written is not None and float(written) == value else sure)


def _plain(value: str) -> str:
    return format(from_sortable(value), "f")
