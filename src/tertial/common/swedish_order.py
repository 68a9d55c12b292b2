"""Rows in Swedish order, alike on both databases (the order itself: domain/swedish_order.py)."""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Func
from django.db.models.sql.compiler import SQLCompiler

from tertial.domain.swedish_order import ORDERED_BY, swedish_order

_FROM, _TO = "".join(ORDERED_BY), "".join(ORDERED_BY.values())


class InSwedishOrder(Func):
    """A text column as a key to order by: `order_by(InSwedishOrder("name"))`.

    The collations that databases bring differ between installations, so the key is made here.
    """

    function = "swedish_order"
    arity = 1
    output_field = CharField()

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **context: Any) -> Any:  # noqa: ANN401
        """The same key from functions that every PostgreSQL has."""
        template = f"lower(translate(%(expressions)s, '{_FROM}', '{_TO}')) COLLATE \"C\""
        return self.as_sql(compiler, connection, template=template, **context)


def teach_the_database(connection: BaseDatabaseWrapper, **_signal: object) -> None:
    """Gives a new SQLite connection the function `swedish_order`."""
    if connection.vendor == "sqlite":
        connection.connection.create_function("swedish_order", 1, swedish_order, deterministic=True)
