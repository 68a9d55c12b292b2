"""Declared project tables as structure, with their groups."""

from collections.abc import Sequence
from typing import Any

from tertial.accounts.models import Person
from tertial.domain.message import gettext_noop
from tertial.domain.project_table import AmountSign, Convention, DeviationSign, RowsBy
from tertial.domain.quantity import Unit as Quantum
from tertial.economy.models import ProjectGroup, ProjectTable
from tertial.economy.projects.actions.tables import (
    GROUP_FIELDS,
    TABLE_FIELDS,
    Declared,
    remove_group,
    save_group,
    save_table,
)
from tertial.organisation.configuration import code_of, unit_called
from tertial.organisation.models import Unit
from tertial.things.configuration import Configured, Item, Rows
from tertial.things.configuration.rows import told, values

_GROUPS = Rows(
    model=ProjectGroup, fields=[name for name in GROUP_FIELDS if name not in {"table", "position"}], key=("key",)
)
_TABLES = Rows(
    model=ProjectTable,
    fields=("key", *(name for name in TABLE_FIELDS if name != "rows_of")),
    texts=("unit", "rows_of"),
    key=("key",),
    lists={"groups": _GROUPS},
    labels={
        "unit": gettext_noop("Unit"),
        "rows_of": gettext_noop("Projects of"),
        "groups": gettext_noop("Groups"),
    },
)


def _read(municipality: Unit) -> Sequence[Item]:
    """Tables whose projects others show come before those."""
    found = ProjectTable.objects.filter(municipality=municipality, archived_at=None).select_related("unit", "rows_of")
    return [
        told(
            _TABLES,
            table,
            unit=code_of(table.unit, municipality),
            rows_of=table.rows_of.key if table.rows_of else "",
            groups=[told(_GROUPS, group) for group in table.groups.all()],
        )
        for table in sorted(found.prefetch_related("groups"), key=lambda each: each.rows_of is not None)
    ]


def _write(by: Person, municipality: Unit, item: Item) -> None:
    given = values(_TABLES, item)
    same = ProjectTable.objects.filter(municipality=municipality)
    key = given.pop("key")
    table = save_table(
        by=by,
        unit=unit_called(municipality, item["unit"]),
        key=key,
        table=same.filter(key=key).first(),
        declared=_declared(given, same.get(key=item["rows_of"]) if item["rows_of"] else None),
    )
    there = {group.key: group for group in table.groups.all()}
    for position, row in enumerate(item["groups"]):
        save_group(by=by, table=table, position=position, group=there.pop(row["key"], None), **values(_GROUPS, row))
    for group in there.values():
        remove_group(by=by, group=group)


def _declared(given: dict[str, Any], rows_of: ProjectTable | None) -> Declared:
    signs = Convention(
        amounts=AmountSign(given.pop("amount_sign")), deviation=DeviationSign(given.pop("deviation_sign"))
    )
    rows, money_unit = RowsBy(given.pop("rows")), Quantum(given.pop("money_unit"))
    return Declared(**given, rows=rows, money_unit=money_unit, convention=signs, rows_of=rows_of)


TABLES = Configured(
    place=50, name="project_table", rows=_TABLES, read=_read, write=_write, called=lambda item: str(item["caption"])
)
