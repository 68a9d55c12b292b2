"""A new database has its tables made as they are now; an older one is changed step by step, and both come out alike."""

import json
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from django.db.migrations.exceptions import IrreversibleError

from tests.cli.served import environment_of

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
with connection.cursor() as cursor:
    cursor.execute("SELECT name, tbl_name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type <> 'view'")
    found = {}
    for name, table, sql in cursor.fetchall():
        parts = re.sub(r'^CREATE TABLE "[^"]*" [(]|[)]$', "", sql) if name == table else sql
        found[name] = sorted(re.split(r", (?=\\"|CONSTRAINT)", parts)) if name == table else parts
    cursor.execute("SELECT app, name FROM django_migrations ORDER BY app, name")
    found["migrations"] = [list(row) for row in cursor.fetchall()]
    cursor.execute("SELECT codename FROM auth_permission ORDER BY codename")
    loader = MigrationLoader(connection)
    found["one way"] = [f"{key}: {each}" for key, of in loader.disk_migrations.items() for each in of.operations
                        if not each.reversible]
    found["permissions"] = [list(row) for row in cursor.fetchall()]
print(json.dumps(found))
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, object]:
    return told(tmp_path_factory.mktemp("around") / "made", "made")


def told(home: Path, how: str) -> dict[str, object]:
    home.mkdir()
    environment = environment_of(home) | {"DJANGO_SETTINGS_MODULE": "tertial.settings"}
    run = subprocess.run([sys.executable, "-c", _TELL, how], env=environment, check=True, stdout=subprocess.PIPE)
    found: dict[str, object] = json.loads(run.stdout)
    return found


@pytest.mark.slow
def test_a_new_database_is_what_the_migrations_would_have_made(made, tmp_path):
    migrated = told(tmp_path / "migrated", "migrated")

    assert made.keys() == migrated.keys()
    assert {name for name in made if made[name] != migrated[name]} == set()


def test_every_migration_can_be_turned_back_or_says_what_to_do_instead(made):
    one_way = import_module("tertial.reports.migrations.0010_refs_by_keys").Migration.operations[0]

    assert made["one way"] == []
    with pytest.raises(IrreversibleError, match="Restore a backup from before"):
        one_way.reverse_code(None, None)
