"""A new database has its tables made as they are now; an older one is changed step by step, and both come out alike."""

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from django.db.migrations.exceptions import IrreversibleError

from tests.cli.commands_run import ON_POSTGRESQL, empty_installation

OF_DJANGO = {"auth_group_permissions"}
"""Nothing is stored there. Django's models give its rows shorter numbers than Django's migrations."""

_TELL = """
import json, re, sys
import django
django.setup()
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from tertial.cli.database import bring_up_to_date, require_up_to_date
bring_up_to_date() if sys.argv[1] == "made" else call_command("migrate", verbosity=0)
require_up_to_date()
found = {}
def told(query):
    with connection.cursor() as cursor:
        cursor.execute(query)
        return [list(row) for row in cursor.fetchall()]
if connection.vendor == "sqlite":
    everything = "SELECT name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type <> 'view'"
    for name, table, sql in told(everything):
        parts = re.sub(r'^CREATE TABLE "[^"]*" [(]|[)]$', "", sql) if name == table else sql
        found[name] = sorted(re.split(r", (?=\\"|CONSTRAINT)", parts)) if name == table else parts
else:  # what a constraint or an index is called does not follow when its table gets another name
    queries = [
        "SELECT table_name, column_name, udt_name, character_maximum_length, is_nullable, column_default,"
        " identity_generation FROM information_schema.columns WHERE table_schema = current_schema()",
        "SELECT relname, pg_get_constraintdef(pg_constraint.oid) FROM pg_constraint"
        " JOIN pg_class ON pg_class.oid = conrelid WHERE contype IN ('c', 'f', 'p', 'u')",
        "SELECT tablename, replace(indexdef, indexname, '') FROM pg_indexes WHERE schemaname = current_schema()",
    ]
    for table, *parts in (row for query in queries for row in told(query)):
        found.setdefault(table, []).append(str(parts))
    found = {table: sorted(parts) for table, parts in found.items()}
found["migrations"] = told("SELECT app, name FROM django_migrations ORDER BY app, name")
found["permissions"] = told("SELECT codename FROM auth_permission ORDER BY codename")
operations = {str(key): each.operations for key, each in MigrationLoader(connection).disk_migrations.items()}
found["one way"] = [f"{key}: {each}" for key, of in operations.items() for each in of if not each.reversible]
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    return told(tmp_path_factory.mktemp("around") / "made", "made")


def told(home: Path, how: str) -> dict[str, object]:
    environment = empty_installation(home, on_postgresql=ON_POSTGRESQL).environment
    run = subprocess.run([sys.executable, "-c", _TELL, how], env=environment, check=True, stdout=subprocess.PIPE)
    found: dict[str, object] = json.loads(run.stdout)
    return found


@pytest.mark.django_db
@pytest.mark.slow
def test_a_new_database_is_what_the_migrations_would_have_made(made, tmp_path):
    migrated = told(tmp_path / "migrated", "migrated")

    assert len(made) > 80
    assert made.keys() == migrated.keys()
    assert {name for name in made if made[name] != migrated[name]} <= OF_DJANGO


def test_every_migration_can_be_turned_back_or_says_what_to_do_instead(made):
    one_way = import_module("tertial.reports.migrations.0010_refs_by_keys").Migration.operations[0]

    assert made["one way"] == []
    with pytest.raises(IrreversibleError, match="Restore a backup from before"):
        one_way.reverse_code(None, None)
