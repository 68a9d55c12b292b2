"""A database from when an import itself said that it waited for the worker."""

from datetime import date

from django.db.backends.sqlite3.base import DatabaseWrapper
from django.db.migrations.executor import MigrationExecutor

from tertial.domain.ref import Ref

BEFORE = [("sources", "0006_refs_once"), ("accounts", "0007_refs_once"), ("things", "0001_long_work")]
AFTER = [("sources", "0007_work_rows")]


def test_an_import_that_waited_is_still_done_although_who_asked_is_gone(
    old_database: DatabaseWrapper, migrations: None
):
    old = MigrationExecutor(old_database).migrate(BEFORE).apps

    def rows(apps, room, model):
        return apps.get_model(room, model)._base_manager.using(old_database.alias)

    unit = {
        "ref": Ref("unit", "HUDDINGE"),
        "code": "HUDDINGE",
        "name": "Huddinge",
        "kind": "municipality",
        "valid_from": date(2019, 1, 1),
    }
    municipality = rows(old, "organisation", "Unit").create(**unit)
    waiting = rows(old, "sources", "StagedImport").create(
        municipality=municipality, source="sie", state="reading", files=[], ref=Ref("stagedimport", "bcdf")
    )

    new = MigrationExecutor(old_database).migrate(AFTER).apps

    (work,) = rows(new, "things", "Work").all()
    assert (work.name, work.ref, work.state) == ("import.read", Ref("stagedimport", waiting.pk), "waiting")
    assert work.asked_by.is_system
    assert Ref.parse(work.asked_by.ref).kind == "person"
