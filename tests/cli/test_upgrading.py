"""`tertial upgrade`, and whatever starts on an older database: said beforehand, backed up, and done once."""

from pathlib import Path

import pytest

from tests.cli.commands_run import ON_POSTGRESQL, Installation, empty_installation

pytestmark = pytest.mark.django_db

_OLDER = """
from datetime import date
from django.core.management import call_command
from tertial.accounts.system import command_line
from tertial.cli.database import bring_up_to_date
from tertial.organisation.actions import save_unit
bring_up_to_date()
save_unit(by=command_line(), code="A", name="A", kind="municipality", parent=None, valid_from=date(2026, 1, 1))
call_command("migrate", "desk", "zero", verbosity=0)
"""
SAID = """\
The database is of an earlier version. 1 change makes it one of this version:
  Presets: 1 change, 0 rows
It takes roughly 1 minute.
It cannot be turned back, but by restoring a backup from before with the version that made it.
"""
NOTHING = "The database is of this version; there is nothing to do.\n"


@pytest.fixture
def older(tmp_path: Path) -> Installation:
    there = empty_installation(tmp_path / "home", on_postgresql=ON_POSTGRESQL)
    there.run(("python", _OLDER))
    return there


def backups_in(folder: Path) -> list[Path]:
    return sorted(folder.glob("before-upgrade-*.backup"))


def test_it_says_what_it_would_do_and_does_it_after_a_backup_of_what_was(older):
    dry, still, done, again, whole = older.run(
        ("upgrade", "--dry-run"),
        ("upgrade", "--dry-run"),
        ("upgrade",),
        ("upgrade",),
        ("report", "A", "2026", "--format", "xml"),
    )

    assert (dry.code, dry.out) == (0, f"{SAID}Nothing was changed.\n") == (still.code, still.out)
    (backup,) = backups_in(older.home)
    made = f"A backup from before, read through and whole: {backup}\n"
    assert (done.code, done.out) == (0, f"{SAID}{made}The database is now of this version.\n")
    assert (again.code, again.out) == (0, NOTHING)
    assert "is not a format" in whole.err, "other commands take the database as it is now"
    (restored,) = older.run(("restore", backup, "--replace"))
    assert restored.code == 0


def test_each_part_is_told_of_by_the_name_that_its_users_know_in_their_language(older):
    swedish = "import os; os.environ['LC_ALL'] = 'sv_SE.UTF-8'"
    several = (
        "from django.db import connection\n"
        "with connection.cursor() as cursor:\n"
        "    cursor.execute(\"DELETE FROM django_migrations WHERE app = 'organisation' AND name > '0002'\")\n"
    )
    *_, dry = older.run(("python", several), ("python", swedish), ("upgrade", "--dry-run"))

    told = [line for line in dry.out.splitlines() if line.startswith("  ")]
    assert told == ["  Organisation: 4 ändringar, 1 rad", "  Färdiga förslag: 1 ändring, 0 rader"]


def test_the_backup_lies_where_it_is_said(older, tmp_path):
    (tmp_path / "aside").mkdir()
    missing, done = older.run(("upgrade", "--backup", tmp_path / "x"), ("upgrade", "--backup", tmp_path / "aside"))

    assert (missing.code, missing.err.count("\n")) == (2, 1)
    assert f"There is no folder {tmp_path / 'x'} to make backups in" in missing.err
    assert done.code == 0
    assert len(backups_in(tmp_path / "aside")) == 1
    assert backups_in(older.home) == []


def test_without_room_for_the_backup_nothing_is_changed(older):
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (1000, resource.RLIM_INFINITY))"
    free = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)"
    _, refused, _, then, without, again = older.run(
        ("python", limit),
        ("upgrade",),
        ("python", free),
        ("upgrade", "--dry-run"),
        ("upgrade", "--no-backup"),
        ("upgrade",),
    )

    assert refused.code == 1
    assert refused.err.count("\n") == 1
    assert then.out.startswith(SAID)
    assert (without.code, again.out) == (0, NOTHING)
    assert backups_in(older.home) == []


def test_whatever_starts_on_an_older_database_says_it_makes_a_backup_and_does_it(older):
    started, then = older.run(("administrator", "B", "B", "b@exempelby.se"), ("upgrade",))

    assert "There is a municipality here already" in started.err
    assert started.err.startswith(SAID)
    assert len(backups_in(older.home)) == 1
    assert then.out == NOTHING


def test_a_later_database_and_none_at_all_are_refused(older, tmp_path):
    later = "INSERT INTO django_migrations (app, name, applied) VALUES ('goals', '9999_to_come', '2026-01-01 00:00:00')"
    write = f"from django.db import connection; connection.cursor().execute({later!r})"
    _, refused = older.run(("python", write), ("upgrade",))
    (none,) = empty_installation(tmp_path / "empty").run(("upgrade", "--dry-run"))

    assert (refused.code, none.code) == (2, 2)
    assert "does not know “goals.9999_to_come”" in refused.err
    assert none.err.startswith("tertial: There is no database in ")
