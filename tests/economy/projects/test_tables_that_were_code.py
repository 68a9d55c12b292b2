"""A database from when eight tables were code: its rows, words, groups and log become those of declared tables."""

from datetime import date
from typing import Any

from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from tertial.domain.ref import Ref

BEFORE = [("economy", "0009_refs_once"), ("reports", "0009_refs_once")]
DAY = date(2024, 1, 1)
AFTER = [("economy", "0012_tables_by_number")]


def test_what_stood_in_a_table_of_code_stands_in_a_declared_one(old_database: DatabaseWrapper, migrations: None):
    old = MigrationExecutor(old_database).migrate(BEFORE).apps

    def rows(apps: Any, model: str, room: str = "economy") -> Any:
        return apps.get_model(room, model).objects.using(old_database.alias)

    units = rows(old, "Unit", "organisation")
    top = units.create(ref="unit:BY", code="BY", name="BY", kind="municipality", valid_from=DAY)
    unit = units.create(ref="unit:KS", code="KS", name="KS", kind="committee", valid_from=DAY, parent=top)
    other = units.create(ref="unit:ANNAN", code="ANNAN", name="Annan", kind="municipality", valid_from=DAY)
    rows(old, "ProjectTable").create(
        ref="projecttable:BY:investments",
        municipality_id=top.pk,
        kind="investments",
        caption="Våra investeringar",
        headings={"budget": "Ram"},
    )
    group = rows(old, "ProjectGroup").create(
        ref="projectgroup:BY:roads:plan", municipality_id=top.pk, kind="development_projects", key="plan", name="Plan"
    )
    project = rows(old, "Project").create(
        ref="project:KS:gata", unit_id=unit.pk, kind="development_projects", name="Gata", first_year=2024
    )
    said = {"table": "exploitation_outcome", "measure": "forecast", "year": 2024, "amount": 1, "text": "VP"}
    amount = rows(old, "ProjectAmount").create(ref="projectamount:x", project_id=project.pk, on=DAY, **said)
    rows(old, "ProjectCode").create(
        municipality_id=top.pk, project_id=project.pk, table="development_projects", code="51"
    )
    entry = rows(old, "AuditEntry", "common").create(
        action="project_amount.enter",
        ref=Ref("projectamount", amount.pk),
        after={"project": project.pk, "table": "exploitation_outcome"},
    )

    new = MigrationExecutor(old_database).migrate(AFTER).apps

    tables = {table.key: table for table in rows(new, "ProjectTable")}
    assert {table.municipality_id for table in tables.values()} == {top.pk} != {other.pk}
    assert len(tables) == 8
    own = tables["investments"]
    assert (own.caption, own.headings, own.columns) == (
        "Våra investeringar",
        {"budget": "Ram"},
        ["budget", "outcome", "deviation"],
    )
    assert (own.former_address, own.unit_id) == ("investeringar", top.pk)
    land, roads = tables["exploitation_outcome"], tables["development_projects"]
    assert land.rows_of_id == roads.pk
    assert rows(new, "Project").get().table_id == roads.pk
    assert rows(new, "ProjectGroup").get(pk=group.pk).table_id == roads.pk
    assert rows(new, "ProjectAmount").get().table_id == land.pk
    assert rows(new, "ProjectCode").get().table_id == roads.pk
    assert rows(new, "AuditEntry", "common").get(pk=entry.pk).after["table"] == land.pk
