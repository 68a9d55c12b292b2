"""The eight tables that every municipality had become declarations of those that use any of them (docs/adr/0066)."""

from collections.abc import Mapping
from typing import Any

from django.db import migrations

_AHEAD = ["expected", "expected_deviation"]
_BY_PARTS = ["expenditure", "income", "net"]
_PLUS = {"amount_sign": "cost_plus"}
_NO_TOTAL = {"total_label": ""}

WERE_CODE: Mapping[str, Mapping[str, Any]] = {
    "special_initiatives": {
        "caption": "Särskilda satsningar",
        "former_address": "sarskilda-satsningar",
        "columns": ["budget", "outcome"],
        "extra": _AHEAD,
        "rows": "under_groups",
        "text_for_each": True,
        "asks_goal": True,
        **_PLUS,
        **_NO_TOTAL,
    },
    "digitalisation_pot": {
        "caption": "Digitaliseringspott",
        "former_address": "digitaliseringspott",
        "columns": ["reserved", "allotted", "outcome"],
        "has_parts": True,
        **_PLUS,
        **_NO_TOTAL,
    },
    "external_funding": {
        "caption": "Extern finansiering",
        "former_address": "extern-finansiering",
        "columns": ["applied", "received", "budget", "goal"],
        "extra": _AHEAD,
        "text_for_each": True,
        "asks_goal": True,
    },
    "investments": {
        "caption": "Investeringar",
        "former_address": "investeringar",
        "columns": ["budget", "outcome", "deviation"],
        "extra": ["carry_over", *_AHEAD, "used"],
        "has_reserve": True,
    },
    "premises_projects": {
        "caption": "Lokalprojekt",
        "former_address": "lokalprojekt",
        "columns": ["total_budget", "spent", "plan", "plan_1", "plan_2"],
        **_PLUS,
    },
    "development_projects": {
        "caption": "Exploateringsprojekt",
        "former_address": "exploateringsprojekt",
        "columns": [*_BY_PARTS, "budget", "deviation"],
        "extra": _AHEAD,
        "rows": "group",
    },
    "exploitation_outcome": {
        "caption": "Exploateringsutfall",
        "former_address": "exploateringsutfall",
        "columns": [*_BY_PARTS, "forecast", "deviation"],
        "extra": _AHEAD,
        "rows": "group",
        "rows_of": "development_projects",
    },
    "investment_projects": {
        "caption": "Investeringsprojekt",
        "former_address": "investeringsprojekt",
        "columns": ["budget", "outcome", "deviation"],
        "extra": _AHEAD,
        "rows": "group",
    },
}
_OWN_WORDS = ("caption", "amount_sign", "total_label")
"""What a municipality that had written words of its own keeps."""


def declare(apps: Any, editor: Any) -> None:
    """Declares the tables, and ties to them what was stored under their names."""

    def rows(room: str, model: str) -> Any:
        return apps.get_model(room, model).objects.using(editor.connection.alias)

    tops = _tops(rows)
    municipalities = _in_use(rows, tops)
    tables = {top: _declared(rows, top) for top in municipalities}
    for project in rows("economy", "Project").all():
        of_unit = tables[tops[project.unit_id]]
        project.table_id = of_unit[project.kind]
        project.save(update_fields=["table"])
        for name in ("ProjectCode", "ProjectAmount"):
            for key, table in of_unit.items():
                rows("economy", name).filter(project=project, table_key=key).update(table=table)
    for group in rows("economy", "ProjectGroup").all():
        group.table_id = tables[group.municipality_id][group.kind]
        group.save(update_fields=["table"])
    _entries(rows, tops, tables)


def _tops(rows: Any) -> dict[int, int]:
    """The municipality of every unit."""
    above = dict(rows("organisation", "Unit").values_list("pk", "parent"))

    def top(unit: int) -> int:
        return unit if above[unit] is None else top(above[unit])

    return {unit: top(unit) for unit in above}


def _in_use(rows: Any, tops: Mapping[int, int]) -> set[int]:
    """The municipalities that have written anything of any table, or print one in a report."""
    found = {tops[unit] for unit in rows("economy", "Project").values_list("unit", flat=True)}
    found |= {tops[unit] for unit in rows("economy", "ProjectGroup").values_list("municipality", flat=True)}
    found |= {tops[unit] for unit in rows("economy", "ProjectTable").values_list("municipality", flat=True)}
    for template in rows("reports", "ReportTemplate").all():
        if "project_table" in template.declaration:
            found.add(tops[template.unit_id])
    return found


def _declared(rows: Any, municipality: int) -> dict[str, int]:
    tables = rows("economy", "ProjectTable")
    owner = str(rows("organisation", "Unit").get(pk=municipality).ref).partition(":")[2]
    stored = {table.key: table for table in tables.filter(municipality=municipality)}
    found: dict[str, int] = {}
    for position, (key, declared) in enumerate(WERE_CODE.items()):
        table = stored.get(key) or tables.model(
            municipality_id=municipality, key=key, total_label="Totalt", ref=f"projecttable:{owner}:{key}"
        )
        for name, value in declared.items():
            if name != "rows_of" and not (key in stored and name in _OWN_WORDS):
                setattr(table, name, value)
        table.unit_id, table.position = municipality, position
        table.rows_of_id = found.get(declared.get("rows_of", ""))
        table.save(using=tables.db)
        found[key] = table.pk
    return found


def _entries(rows: Any, tops: Mapping[int, int], tables: Mapping[int, Mapping[str, int]]) -> None:
    """The log names a table by its number, as it does whatever else is stored."""
    units = dict(rows("economy", "Project").values_list("pk", "unit"))
    only = next(iter(tables.values()), {})
    for entry in rows("common", "AuditEntry").filter(action__regex=r"^(project_amount\.|project\.codes|project_group\.)"):
        project = next((held["project"] for held in (entry.after, entry.before) if "project" in held), None)
        if entry.action == "project.codes":
            project = int(str(entry.ref).rpartition(":")[2])
        known = tables.get(tops.get(units.get(project, 0), 0), only)
        for held in (entry.before, entry.after):
            if held.get("table") in known:
                held["table"] = known[held["table"]]
            if held.get("kind") in known:
                held["table"] = known[held.pop("kind")]
        entry.save(update_fields=["before", "after"])


class Migration(migrations.Migration):
    dependencies = [
        ("common", "0002_one_undo_a_write"),
        ("organisation", "0003_refs_once"),
        ("reports", "0009_refs_once"),
        ("economy", "0010_declared_tables"),
    ]

    operations = [migrations.RunPython(declare, migrations.RunPython.noop)]
