"""The backup that Tertial makes by itself: at its time, once, kept as said, and told of when it cannot be made."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tertial.cli.backup import rotation
from tests.cli import served as server
from tests.cli.commands_run import ON_POSTGRESQL, Installation, empty_installation

_BEGIN = """
from datetime import UTC, datetime
from pathlib import Path
from django.conf import settings
from django.utils import timezone
from tertial.cli import database
from tertial.cli.backup import scheduled
database.bring_up_to_date()
settings.TERTIAL_BACKUPS = Path(settings.TERTIAL_HOME).parent / "backups"
def at(*moment):
    timezone.now = lambda: datetime(*moment, tzinfo=UTC)
    made = scheduled.make_if_due()
    print(made, *sorted(path.name for path in settings.TERTIAL_BACKUPS.glob("*")))
"""
on_both_databases = pytest.mark.django_db


@pytest.fixture
def there(tmp_path: Path) -> Installation:
    return empty_installation(tmp_path / "home", on_postgresql=ON_POSTGRESQL)


def lines(installation: Installation, code: str) -> list[str]:
    (said,) = installation.run(("python", _BEGIN + code))
    return said.out.splitlines()


@on_both_databases
def test_one_is_made_each_day_when_its_time_has_come(there):
    (there.home.parent / "backups").mkdir()
    said = lines(
        there,
        """
at(2026, 1, 10, 12, 0)
at(2026, 1, 10, 23, 0)
at(2026, 1, 11, 0, 59)
at(2026, 1, 11, 1, 1)
at(2026, 1, 11, 1, 2)
""",
    )

    first, second = "tertial-20260110-120000.backup", "tertial-20260111-010100.backup"  # two o'clock here, one in UTC
    assert said == [
        f"True {first}",
        f"False {first}",
        f"False {first}",
        f"True {first} {second}",
        f"False {first} {second}",
    ]
    (whole,) = there.run(("restore", there.home.parent / "backups" / second, "--dry-run"))
    assert whole.code == 0


def test_what_keeps_it_from_being_made_is_told_and_it_is_tried_again_after_an_hour(there):
    said = lines(
        there,
        """
at(2026, 1, 10, 12, 0)
at(2026, 1, 10, 12, 30)
settings.TERTIAL_BACKUPS.mkdir()
at(2026, 1, 10, 12, 40)
""",
    )
    assert said == ["True", "False", "False"]
    (doctor,) = there.run(("doctor",))
    folder = there.home.parent / "backups"
    why = f"There is no folder {folder} to make backups in; make it, or mount its disk."
    assert f"No backup could be made 2026-01-10 13:00: {why}\n" in doctor.out

    assert lines(there, "at(2026, 1, 10, 13, 1)") == ["True tertial-20260110-130100.backup"]
    (doctor,) = there.run(("doctor",))
    assert "backup" not in doctor.out.replace("No faults were found", "").lower().replace("mail and backups", "")


def test_before_the_first_one_doctor_says_that_there_is_none_yet(there):
    (there.home.parent / "backups").mkdir()
    look = "from tertial.cli.doctor import contents\nprint(*contents.backups())\n"
    none, elsewhere, made = (
        lines(there, look),
        lines(there, f"(settings.TERTIAL_BACKUPS / 'tertial-20200109-120000.backup').touch()\n{look}"),
        lines(there, f"at(2026, 1, 10, 12, 0)\n{look}"),
    )

    folder = there.home.parent / "backups"
    sentence = f"No backup has been made in {folder} yet; start “tertial worker”, or “tertial serve”, which starts one."
    assert none == [sentence]
    assert elsewhere == [""], "an installation restored here knows of none, but there is one"
    assert made[1:] == [""]


def test_a_folder_that_cannot_be_read_is_told_of_and_it_is_tried_again_after_an_hour(there):
    folder = there.home.parent / "backups"
    folder.mkdir()
    said = lines(
        there,
        """
def away(folder):
    raise OSError(116, "Stale file handle", str(folder))
Path.iterdir = away
at(2026, 1, 10, 12, 0)
at(2026, 1, 10, 12, 30)
""",
    )
    assert said == ["True", "False"]
    (doctor,) = there.run(("doctor",))
    why = f"The backup could not be written in {folder} (Stale file handle); look to the disk and its rights."
    assert f"No backup could be made 2026-01-10 13:00: {why}\n" in doctor.out

    assert lines(there, "at(2026, 1, 10, 13, 1)") == ["True tertial-20260110-130100.backup"]


def test_a_name_that_is_no_time_or_one_to_come_keeps_none_from_being_made(there):
    folder = there.home.parent / "backups"
    folder.mkdir()
    no_time, to_come = "tertial-20261332-000000.backup", "tertial-20991231-000000.backup"
    for name in (no_time, to_come):
        (folder / name).touch()
    made = "tertial-20260110-120000.backup"

    assert lines(there, "at(2026, 1, 10, 12, 0)") == [f"True {made} {no_time} {to_come}"]
    (kept,) = there.run(("backup", folder, "--keep", "1"))
    assert kept.code == 0
    assert kept.out.splitlines()[-1] == f"Removed {folder / made}."
    assert (folder / no_time).exists()
    assert (folder / to_come).exists()


def test_old_ones_that_cannot_be_removed_are_told_of_beside_the_new_one(there):
    folder = there.home.parent / "backups"
    folder.mkdir()
    for day in (1, 2, 3):
        (folder / f"tertial-2025010{day}-010000.backup").touch()
    said = lines(
        there,
        """
removed = Path.unlink
def away(path, **given):
    if path.name.startswith("tertial-2025"):
        raise OSError(30, "Read-only file system", str(path))
    removed(path, **given)
Path.unlink = away
settings.TERTIAL_BACKUP_KEEP = (1, 0, 0)
at(2026, 1, 10, 12, 0)
""",
    )
    (doctor,) = there.run(("doctor",))

    assert said[0].endswith(" tertial-20260110-120000.backup")
    told = f"The backup was made, but old backups could not be removed from {folder} (Read-only file system)"
    assert told in doctor.out
    assert "No backup could be made" not in doctor.out

    assert lines(there, "at(2026, 1, 11, 12, 0)")
    (doctor,) = there.run(("doctor",))
    assert "old backups" not in doctor.out


def _instead(of: str, what: str) -> str:
    """Python that lets something else happen in the middle of making a backup."""
    return f"from tertial.cli.backup import making\ndef instead(*_): {what}\nmaking.{of} = instead"


@pytest.mark.parametrize(
    ("hinder", "why"),
    [
        (
            "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))",
            "The backup could not be written in {home} (",
        ),
        (
            _instead("_write", "raise OSError(28, 'full', str(settings.TERTIAL_BACKUPS / 'x'))"),
            "There is no room for the backup in {folder}; make room, or keep fewer with TERTIAL_BACKUP_KEEP.",
        ),
        (
            _instead("make", "raise KeyError('anna@exempelby.se')"),
            "The backup could not be made because of an error in Tertial; the log says where. Report it.",
        ),
    ],
)
def test_one_that_fails_leaves_no_file_and_one_sentence(there, hinder, why):
    folder = there.home.parent / "backups"
    folder.mkdir()
    filled = (
        "from tertial.common.models import AuditEntry\nfrom tertial.accounts.system import the_system\n"
        "import secrets\n"
        "AuditEntry.objects.create(action='x', person=the_system(), after={'x': secrets.token_hex(400_000)})\n"
    )
    said = lines(there, f"{filled}{hinder}\nat(2026, 1, 10, 12, 0)")

    assert said == ["True"]
    assert list(folder.iterdir()) == []
    (told,) = there.run(("python", "from tertial.operation import backups; print(backups.last().why)"))
    (doctor,) = there.run(("doctor",))
    assert f"No backup could be made 2026-01-10 13:00: {why.format(folder=folder, home=there.home)}" in doctor.out
    assert "anna@exempelby.se" not in told.out


def test_so_many_days_weeks_and_months_are_kept_and_the_rest_is_dropped(tmp_path):
    start = datetime(2026, 1, 1, 1, 0, tzinfo=UTC)
    for day in range(200):
        for hour in (0, 9):
            rotation.named_now(tmp_path, start + timedelta(days=day, hours=hour)).touch()
    (tmp_path / "of-the-auditor.backup").touch()
    rotation.thin_out(tmp_path, days=3, weeks=3, months=4)

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "of-the-auditor.backup",
        "tertial-20260430-100000.backup",
        "tertial-20260531-100000.backup",
        "tertial-20260630-100000.backup",
        "tertial-20260705-100000.backup",
        "tertial-20260712-100000.backup",
        "tertial-20260717-100000.backup",
        "tertial-20260718-100000.backup",
        "tertial-20260719-100000.backup",
    ]


def test_a_folder_without_backups_is_left_alone(tmp_path):
    assert rotation.thin_out(tmp_path, days=1, weeks=0, months=0) == []


@pytest.mark.slow
def test_the_worker_makes_the_first_one_at_once_and_encrypts_it(there, tmp_path):
    folder, key = tmp_path / "backups", tmp_path / "key"
    folder.mkdir()
    (keyed,) = there.run(("backup", "--new-key", key))
    settings = {"TERTIAL_BACKUPS": str(folder), "TERTIAL_BACKUP_KEYS": keyed.out.split()[-1]}
    with server.started(there.home, **settings):
        server.wait_until(lambda: list(folder.glob("*.backup")))

    (made,) = folder.glob("*.backup")
    without, whole = there.run(("restore", made, "--dry-run"), ("restore", made, "--key", key, "--dry-run"))
    assert (without.code, whole.code) == (2, 0)
