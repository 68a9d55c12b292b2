"""The layouts of a municipality's statements, kept; nothing in them may be changed."""

from typing import Any

from tertial.common.kept import Kept, last_write
from tertial.domain.statement import Layout
from tertial.economy.models import Statement
from tertial.organisation.models import Unit
from tertial.organisation.queries import municipality_of

_kept: Kept[Any] = Kept(most=64)


def statements_of(unit: Unit) -> tuple[Statement, ...]:
    """The statements of the unit's municipality in their order, with their rows."""
    municipality = municipality_of(unit)

    def read() -> tuple[Statement, ...]:
        return tuple(Statement.objects.filter(municipality=municipality).prefetch_related("rows"))

    statements: tuple[Statement, ...] = _kept.get(("statements", municipality.pk), last_write(), read)
    return statements


def layout_of(unit: Unit, key: str) -> Layout:
    """The layout of the unit's municipality with the key; raises Statement.DoesNotExist or UnusableLayout."""
    statement = next((each for each in statements_of(unit) if each.key == key), None)
    if statement is None:
        raise Statement.DoesNotExist
    layout: Layout = _kept.get(("layout", statement.pk), last_write(), statement.layout)
    return layout
