"""`tertial doctor`: each harm is reported in one sentence that says what to do, and a sound installation has none."""

import pytest

from tests.cli.commands_run import LOAD_SAMPLE, ON_POSTGRESQL, Said, empty_installation

_BEGIN = """
import os
import shutil
from collections import namedtuple
from datetime import timedelta
from pathlib import Path
from django.conf import settings
from django.db import connection
from django.utils import timezone
from tertial.accounts.system import command_line
from tertial.common.models import AuditEntry
from tertial.economy.models import LedgerImport
from tertial.intake.models import StagedImport
from tertial.texts.models import Attachment
from tertial.things.models import Work
from tertial.things.work import ask
os.umask(0o077)
home = Path(settings.TERTIAL_HOME)
staged = {"unit_id": LedgerImport.objects.first().municipality_id, "year": 2024, "source": "ledger"}
"""

# What harms a sound installation, what makes it sound again, and what is said of it.
HARMS = {
    "open to others": (
        "home.chmod(0o755)",
        "home.chmod(0o700)",
        "Others on this machine may open {home}; take that from",
    ),
    "disk full": (
        "shutil.kept = shutil.disk_usage; shutil.disk_usage = lambda _path: namedtuple('Usage', 'free')(5 * 1024**2)",
        "shutil.disk_usage = shutil.kept",
        "Only 5 MB are left on the disk of {home}; make room",
    ),
    "clock": (
        (
            "AuditEntry.objects.create(action='x', person=command_line()); "
            "AuditEntry.objects.filter(action='x').update(at=timezone.now() + timedelta(days=400))"
        ),
        "AuditEntry.objects.filter(action='x').delete()",
        "but the newest entry of the log is of 20",
    ),
    "ledger file lost": (
        "shutil.move(home / 'ledger' / (LedgerImport.objects.first().content + '.parquet'), home / 'aside')",
        "shutil.move(home / 'aside', home / 'ledger' / (LedgerImport.objects.first().content + '.parquet'))",
        "The ledger's file ",
    ),
    "picture damaged": (
        "file = next(home.glob('pictures/*')); (home / 'aside').write_bytes(file.read_bytes()); file.write_bytes(b'x')",
        "shutil.move(home / 'aside', next(home.glob('pictures/*')))",
        "The picture ",
    ),
    "debug": ("settings.DEBUG = True", "settings.DEBUG = False", "TERTIAL_DEBUG shows the inside of Tertial"),
    "proxy": (
        "settings.SECURE_PROXY_SSL_HEADER = (1, 2); settings.SESSION_COOKIE_SECURE = True",
        "settings.SECURE_PROXY_SSL_HEADER = None; settings.SESSION_COOKIE_SECURE = False",
        "TERTIAL_BEHIND_PROXY is on, but TERTIAL_HOSTS has only this machine's own names",
    ),
    "fault": (
        "(home / 'errors.log').write_text('Traceback'); (home / 'errors.log').chmod(0o600)",
        "(home / 'errors.log').unlink()",
        "Something unexpected happened, the latest 20",
    ),
    "stuck work": (
        (
            "StagedImport.objects.create(**staged, "
            "folder='x', files=[{'name': 'march.csv'}], state='reading'); "
            "(home / 'uploads' / 'x').mkdir(mode=0o700, parents=True); "
            "ask(by=command_line(), name='import.read', ref=StagedImport.objects.get(folder='x').ref); "
            "Work.objects.update(asked_at=timezone.now() - timedelta(hours=1))"
        ),
        (
            "Work.objects.all().delete(); "
            "StagedImport.objects.filter(folder='x').delete(); (home / 'uploads' / 'x').rmdir()"
        ),
        "The work on march.csv (Reading the files) has waited since 20",
    ),
    "files gone": (
        ("StagedImport.objects.create(**staged, folder='y', files=[{'name': 'april.csv'}])"),
        "StagedImport.objects.filter(folder='y').delete()",
        "The files sent as april.csv are gone; discard that import",
    ),
    "earlier version": (
        "connection.cursor().execute(\"DELETE FROM django_migrations WHERE app = 'staff'\")",
        (
            "from django.db.migrations.loader import MigrationLoader; "
            "from django.db.migrations.recorder import MigrationRecorder; "
            "[MigrationRecorder(connection).record_applied(*key) for key in MigrationLoader(None).graph.nodes "
            "if key[0] == 'staff']"
        ),
        "The database is of an earlier version (changes to make: ",
    ),
    "later version": (
        (
            'connection.cursor().execute("INSERT INTO django_migrations (app, name, applied) '
            "VALUES ('goals', '9999_to_come', '2026-01-01 00:00:00')\")"
        ),
        "connection.cursor().execute(\"DELETE FROM django_migrations WHERE name = '9999_to_come'\")",
        "The database was made by a later version of Tertial, which has “goals.9999_to_come”",
    ),
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, tuple[Said, Said]]]:
    """The home, and what the doctor says of each harm and once it is undone."""
    there = empty_installation(tmp_path_factory.mktemp("doctor") / "home", on_postgresql=ON_POSTGRESQL)
    closed = f"{_BEGIN}from tertial.cli.home import close_to_others; close_to_others(home)"
    commands: list[tuple[str, ...]] = [("python", LOAD_SAMPLE), ("python", closed), ("doctor",)]
    for harm, mend, _sentence in HARMS.values():
        commands += [("python", _BEGIN + harm), ("doctor",), ("python", _BEGIN + mend), ("doctor",)]
    said = [each for each, command in zip(there.run(*commands), commands, strict=True) if command == ("doctor",)]
    assert said[0].code == 0, said[0]
    pairs = [said[place : place + 2] for place in range(1, len(said), 2)]
    return str(there.home), {name: (pair[0], pair[1]) for name, pair in zip(HARMS, pairs, strict=True)}


@pytest.mark.django_db
@pytest.mark.parametrize("harm", HARMS)
def test_what_is_wrong_is_said_in_one_sentence(told, harm):
    home, said = told
    ill, well = said[harm]

    assert ill.code == 1
    assert HARMS[harm][2].format(home=home) in ill.out
    assert ill.out.count("\n") == 1
    assert (well.code, well.out) == (
        0,
        "No faults were found in rights, disk, clock, versions, settings, database, files, work, mail and backups.\n",
    )


def test_without_a_database_it_says_how_one_is_made(tmp_path):
    (said,) = empty_installation(tmp_path / "home").run(("doctor",))

    assert said.code == 1
    assert "There is no database yet; “tertial serve” creates it.\n" in said.out


def test_a_database_that_cannot_be_read_is_told_and_the_rest_goes_on(tmp_path):
    there = empty_installation(tmp_path / "home")
    (there.home / "tertial.sqlite3").write_bytes(b"no database" * 1000)
    (there.home / "errors.log").write_text("x")
    (said,) = there.run(("doctor",))

    assert said.code == 1
    assert "The database cannot be opened (file is not a database); check" in said.out
    assert "Something unexpected happened" in said.out
