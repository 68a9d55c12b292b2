"""A backup or restore killed at any instant leaves nothing half; one of a busy installation is of one moment.

What a kill leaves is what lies in the folders at that instant. The instants are calls of functions, chosen at random: a
picture is taken of the folders there, or the process is killed for real.
"""

import json
from pathlib import Path

import pytest

from tertial.cli.backup.archive import UnusableBackup
from tertial.cli.backup.making import read_through
from tests.cli.commands_run import ON_POSTGRESQL, Installation, empty_installation

pytestmark = pytest.mark.django_db
FIFTY = 50

_SET_UP = """
from datetime import date
from pathlib import Path
from django.conf import settings
from tertial.accounts.system import command_line
from tertial.cli.database import bring_up_to_date
from tertial.organisation.actions import save_unit
bring_up_to_date()
for code in "AB":
    save_unit(by=command_line(), code=code, name="%s", kind="municipality", parent=None, valid_from=date(2026, 1, 1))
file = Path(settings.TERTIAL_HOME) / "uploads" / "%s" / "0"
file.parent.mkdir(parents=True)
file.write_text("x" * 400_000)
"""

_INSTANTS = """
import itertools, os, random, shutil, signal, sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from django.db import connections
from django.utils import timezone
from tertial.__main__ import main

seen, chosen, do = 0, set(), None
seconds = itertools.count()
# no two commands in one second, so that all have as many instants however fast they are
timezone.now = lambda: datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=next(seconds))

def look(_frame, _event, _argument):
    global seen
    seen += 1
    if seen in chosen:
        do()

def watched(command, instants, what):
    global seen, chosen, do
    seen, chosen, do = 0, set(instants), what
    sys.setprofile(look)
    try:
        return main(command)
    finally:
        sys.setprofile(None)

def counted(*commands):
    # how many instants the last of them has; the first one also loads modules
    assert main(commands[0]) == 0
    assert watched(commands[-1], (), None) == 0
    return seen

def pictures(folder, into):
    shutil.rmtree(into, ignore_errors=True)
    def take():
        shutil.copytree(folder, into / str(seen))
    return take

def some(events, number):
    return {*random.Random(75).sample(range(events), number), *range(events - number, events)}

def killed(command, instants):
    for instant in instants:
        connections.close_all()
        next(seconds)
        child = os.fork()
        if not child:
            watched(command, {instant}, lambda: os.kill(os.getpid(), signal.SIGKILL))
            os._exit(0)
        assert os.waitpid(child, 0)[1] == signal.SIGKILL
        yield instant
"""


@pytest.fixture
def installation(tmp_path) -> Installation:
    """A small one, with two units and a file that bear its name."""
    made = empty_installation(tmp_path / "home", on_postgresql=ON_POSTGRESQL)
    made.run(("python", _SET_UP % ("old", "old")))
    return made


def photographed(installation: Installation, command: list[str], folder: Path, into: Path) -> list[Path]:
    """What is left of a folder at fifty random instants of a command, and at the fifty before it ends."""
    first, second, third = ([part.replace("NAME", name) for part in command] for name in ("x", "counted", "watched"))
    code = f"""{_INSTANTS}
events = counted({first}, {second})
assert watched({third}, some(events, {FIFTY}), pictures(Path({str(folder)!r}), Path({str(into)!r}))) == 0
"""
    installation.run(("python", code))
    return sorted(into.iterdir())


def test_a_backup_killed_at_any_instant_is_never_taken_for_whole(installation, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    left = photographed(installation, ["backup", str(folder / "NAME.backup")], folder, tmp_path / "pictures")

    assert len(left) > FIFTY
    whole = (folder / "watched.backup").read_bytes()
    begun = 0
    for path in (path for picture in left for path in picture.rglob("watched.backup")):
        begun += 1
        if path.read_bytes() != whole:
            assert path.parent.name.startswith(".tertial-backup-")  # not yet under its name
            with pytest.raises(UnusableBackup):
                read_through(path, None)
    assert begun > 10


def test_killed_for_real_it_leaves_no_name_and_the_next_one_cleans_up(installation, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    command = ["backup", str(folder / "x.backup")]
    code = f"""{_INSTANTS}
events = counted(["backup", {str(folder / "1.backup")!r}], ["backup", {str(folder / "2.backup")!r}])
for _ in killed({command}, [events // 3, events // 2, events * 3 // 4]):
    assert not Path({command[1]!r}).exists()
"""
    _, done = installation.run(("python", code), ("backup", folder / "x.backup"))

    assert done.code == 0
    assert sorted(path.name for path in folder.iterdir()) == ["1.backup", "2.backup", "x.backup"]
    assert not list(installation.home.glob(".backup-*"))


def names_in(installation: Installation) -> str:
    show = "from tertial.organisation.models import Unit; print(*Unit.objects.values_list('name', flat=True))"
    (said,) = installation.run(("python", show))
    return said.out.strip()


def test_a_restore_killed_at_any_instant_leaves_the_old_or_the_new(installation, tmp_path):
    other = empty_installation(tmp_path / "other")
    other.run(("python", _SET_UP % ("new", "new")), ("backup", tmp_path / "new.backup"))
    command = ["restore", str(tmp_path / "new.backup"), "--replace"]
    show = """
from tertial.organisation.models import Unit
def names():
    connections.close_all()
    found = list(Unit.objects.values_list("name", flat=True))
    connections.close_all()
    return found
"""
    code = f"""{_INSTANTS}{show}
assert watched(["backup", {str(tmp_path / "old.backup")!r}], (), None) == 0
last = counted({command}, {command})
assert main(["restore", {str(tmp_path / "old.backup")!r}, "--replace"]) == 0
found = []
for _ in killed({command}, [last // 4, last // 2, last * 3 // 4, last - 3000, last - 300, last - 30]):
    found.append(names())
import json, sys
sys.stderr.write(json.dumps(found))
"""
    (said,) = installation.run(("python", code))
    found = json.loads(said.err.splitlines()[-1])

    assert {tuple(names) for names in found} <= {("old", "old"), ("new", "new")}
    assert found[0] == ["old", "old"]
    installation.run(command)
    assert names_in(installation) == "new new"
    assert not list(installation.home.glob(".tertial-restore-*"))


def test_a_backup_is_of_one_moment_while_somebody_writes_all_the_time(installation, tmp_path):
    code = f"""{_INSTANTS}
from django.conf import settings
from django.db import transaction
from tertial.accounts.system import command_line
from tertial.common.models import AuditEntry
from tertial.organisation.models import Unit

by = command_line()
connections.close_all()

def write():
    number, uploads = 0, Path(settings.TERTIAL_HOME) / "uploads"
    while True:
        number += 1
        (uploads / str(number)).write_text("x")
        with transaction.atomic():
            for code in "AB":
                Unit.objects.filter(code=code).update(name=str(number))
            AuditEntry.objects.create(action="unit.change", person=by)
        (uploads / str(number - 1)).unlink(missing_ok=True)

child = os.fork()
if not child:
    write()
try:
    for number in range(4):
        assert main(["backup", {str(tmp_path)!r} + f"/{{number}}.backup"]) == 0
finally:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
"""
    installation.run(("python", code))
    show = """
from pathlib import Path
from django.conf import settings
from tertial.organisation.models import Unit
first, second = Unit.objects.values_list("name", flat=True)
print(first, second, (Path(settings.TERTIAL_HOME) / "uploads" / first).exists())
"""
    there = empty_installation(tmp_path / "there")
    restored = [("restore", tmp_path / f"{number}.backup", "--replace") for number in range(4)]
    said = there.run(*(command for one in restored for command in (one, ("python", show))))
    assert [each.code for each in said] == [0] * 8, said
    different = set()
    for first, second, has_file in (each.out.split() for each in said[1::2]):
        assert first == second
        assert has_file == "True"
        different.add(first)
    assert len(different) > 1
