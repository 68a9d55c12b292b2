"""`tertial backup` and `tertial restore`: on another path and another database everything is the same."""

import json
import sqlite3
import tarfile
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tertial.cli.backup.archive import FIRST, archived, members
from tests.cli.commands_run import LOAD_SAMPLE, ON_POSTGRESQL, Installation, empty_installation
from tests.cli.served import started

on_both_databases = pytest.mark.django_db
"""What reads or writes the database itself; the others are about files, or restore into SQLite what these compare."""


class Made(NamedTuple):
    """An installation with the sample, its report, and a backup of it in the clear and one that is encrypted."""

    source: Installation
    report: dict[str, Any]
    plain: Path
    encrypted: Path
    key: Path


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("made")
    source = empty_installation(folder / "home", on_postgresql=ON_POSTGRESQL)
    plain, encrypted, key = folder / "plain.backup", folder / "encrypted.backup", folder / "key"
    (keyed,) = source.run(("backup", "--new-key", key))
    public = keyed.out.split()[-1]
    done = source.run(
        ("python", LOAD_SAMPLE), report_into(folder), ("backup", plain), ("backup", encrypted, "--encrypt-for", public)
    )[1:]
    assert [each.code for each in done[1:]] == [0, 0], done
    return Made(source, report_in(folder), plain, encrypted, key)


def report_into(folder: Path) -> tuple[str, ...]:
    return ("report", "KS", "2024", "--format", "json", "--out", str(folder / "out"))


def report_in(folder: Path) -> dict[str, Any]:
    """All of a report but when it was made."""
    found: dict[str, Any] = json.loads((folder / "out" / "KS-2024.json").read_text())
    assert found.pop("generated_at")
    return found


@on_both_databases
def test_restored_elsewhere_the_report_is_the_same_and_goes_back_again(made, tmp_path):
    """From PostgreSQL to SQLite and on to another PostgreSQL, or from SQLite to SQLite twice."""
    first, second = tmp_path / "first", tmp_path / "second"
    there = empty_installation(first)
    said = there.run(("restore", made.plain), report_into(first), ("backup", first / "again.backup"))
    assert [said[0].code, said[2].code] == [0, 0], said
    assert report_in(first) == made.report

    back = empty_installation(second, on_postgresql=ON_POSTGRESQL)
    said = back.run(("restore", first / "again.backup"), report_into(second), ("backup", second / "again.backup"))
    assert [said[0].code, said[2].code] == [0, 0], said
    assert report_in(second) == made.report
    assert parts_of(second / "again.backup") == parts_of(made.plain)


def parts_of(backup: Path) -> dict[str, bytes]:
    """What a backup holds, but for what tells when it was made."""
    with backup.open("rb") as file:
        return {member.name: b"".join(member.pieces()) for member in members(file) if member.name != FIRST}


@on_both_databases
def test_what_is_encrypted_is_restored_with_its_key_alone(made, tmp_path):
    without, good = empty_installation(tmp_path).run(
        ("restore", made.encrypted), ("restore", made.encrypted, "--key", made.key)
    )

    assert (without.code, without.err) == (
        2,
        "tertial: The backup is encrypted; give the file with its key after --key.\n",
    )
    assert good.code == 0
    assert "It is restored. Rows: 7" in good.out


@on_both_databases
def test_it_holds_neither_sessions_nor_the_secret_key_nor_what_can_be_made_again(made):
    with tarfile.open(made.plain) as opened:
        names = opened.getnames()

    assert not [name for name in names if "session" in name or "secret" in name or ".balances." in name]
    assert (made.source.home / "secret-key").exists()


def test_only_its_owner_may_read_it(made):
    assert made.plain.stat().st_mode & 0o077 == 0
    assert made.key.stat().st_mode & 0o077 == 0


def test_a_file_that_is_there_is_not_overwritten(made):
    before = made.plain.stat().st_mtime_ns
    (said,) = made.source.run(("backup", made.plain))

    assert said.code == 2
    assert (
        said.err == f"tertial: {made.plain} is there already; choose another name, so that no older backup is lost.\n"
    )
    assert made.plain.stat().st_mtime_ns == before


def test_without_a_database_there_is_nothing_to_back_up(tmp_path):
    (said,) = empty_installation(tmp_path).run(("backup", tmp_path / "x"))

    assert (said.code, said.err) == (
        2,
        f"tertial: There is no database in {tmp_path} yet, so there is nothing to back up.\n",
    )


@on_both_databases
def test_in_a_folder_the_newest_are_kept(made, tmp_path):
    older = [tmp_path / f"tertial-2020010{day}-020000.backup" for day in (1, 2, 3)]
    others, ahead = tmp_path / "tertial-mine.backup", tmp_path / "tertial-20990101-020000.backup"
    for path in (*older, others, ahead):
        path.write_text("x")
    (said,) = made.source.run(("backup", tmp_path, "--keep", "2"))

    assert said.code == 0
    kept = sorted(path.name for path in tmp_path.iterdir())
    assert older[2].name in kept
    assert others.name in kept
    assert ahead.name in kept, "named while the clock was ahead, it counts as none of the newest"
    assert len(kept) == 4


@pytest.fixture(scope="module")
def refusals(made: Made, tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[int, str]]:
    """How each file that is no whole backup of this version is refused by an installation that stays empty."""
    folder = tmp_path_factory.mktemp("refused")
    whole = made.plain.read_bytes()
    half = bytearray(whole)
    half[len(whole) // 2] ^= 1
    files = {
        "cut by one byte": whole[:-1],
        "cut in half": whole[: len(whole) // 2],
        "altered": bytes(half),
        "longer": whole + b"\0",
        "empty": b"",
        "foreign": b"%PDF-1.7\n" + bytes(9000),
        "of a later version": changed(made.plain, lambda told: {**told, "changes": [*told["changes"], ["a", "9"]]}),
        "of a later form": changed(made.plain, lambda told: {"format": 2, "tertial": "9.0"}),
        "without a table": changed(made.plain, leave_out="goals.goal/"),
        "encrypted and cut": made.encrypted.read_bytes()[:-1],
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    said = empty_installation(folder / "home").run(*(("restore", folder / name, "--key", made.key) for name in files))
    home = sorted(path.name for path in (folder / "home").iterdir())
    assert home in (["prepare.lock", "secret-key", "tertial.sqlite3"], ["secret-key"])
    return {name: (each.code, each.err) for name, each in zip(files, said, strict=True)}


def changed(backup: Path, first: Any = lambda told: told, leave_out: str = "nothing") -> bytes:
    """A backup that is whole, but tells something else or has less."""
    with backup.open("rb") as file:
        parts = {member.name: b"".join(member.pieces()) for member in members(file)}
    parts[FIRST] = json.dumps(first(json.loads(parts[FIRST]))).encode()
    return b"".join(archived((name, len(one), [one]) for name, one in parts.items() if leave_out not in name))


CUT = "The backup is cut off or has been changed and cannot be restored; choose another."
FOREIGN = "The file is not a backup that Tertial has made; choose another."
LATER = "The backup was made by Tertial {}, which is later than this one; install that version and restore with it."


@pytest.mark.parametrize(
    ("file", "sentence"),
    [
        ("cut by one byte", CUT),
        ("cut in half", CUT),
        ("altered", "The backup is damaged in “"),
        ("longer", CUT),
        ("empty", FOREIGN),
        ("foreign", FOREIGN),
        ("of a later version", LATER.format("0.1.0")),
        ("of a later form", LATER.format("9.0")),
        ("without a table", "The backup is damaged in “contents.json” and cannot be restored; choose another."),
        ("encrypted and cut", CUT),
    ],
)
def test_what_is_not_whole_is_refused_in_one_sentence(refusals, file, sentence):
    code, said = refusals[file]

    assert code == 1
    assert said.startswith(f"tertial: {sentence}")
    assert said.count("\n") == 1


@on_both_databases
def test_what_is_there_is_replaced_only_on_demand_and_kept_beside(made, tmp_path):
    there = empty_installation(tmp_path / "home", on_postgresql=ON_POSTGRESQL)
    add = "from tertial.organisation.models import Unit; Unit.objects.filter(code='KS').update(name='Another')"
    show = "from tertial.organisation.models import Unit; print(Unit.objects.get(code='KS').name)"
    _, _, refused, still, replaced, after = there.run(
        ("restore", made.plain),
        ("python", add),
        ("restore", made.plain),
        ("python", show),
        ("restore", made.plain, "--replace"),
        ("python", show),
    )

    assert refused.code == 2
    assert "There is an installation in" in refused.err
    assert (still.out, replaced.code, after.out) == ("Another\n", 0, "Kommunstyrelsen\n")
    (before,) = there.home.glob("*before-restore*")
    assert str(before) in replaced.out
    if not ON_POSTGRESQL:
        assert sqlite3.connect(before).execute("SELECT name FROM organisation_unit WHERE code='KS'").fetchone() == (
            "Another",
        )


@on_both_databases
def test_what_was_there_is_kept_by_each_of_two_restores_within_a_second(made, tmp_path):
    there = empty_installation(tmp_path / "home", on_postgresql=ON_POSTGRESQL)
    still = "from django.utils import timezone; now = timezone.now(); timezone.now = lambda: now"
    said = there.run(("python", still), *[("restore", made.plain, "--replace")] * 3)

    assert [each.code for each in said] == [0, 0, 0, 0], said
    kept = {f"What was here before is in {path};" for path in there.home.glob("*before-restore*")}
    told = {line.split(" remove")[0] for each in said[2:] for line in each.out.splitlines() if " remove" in line}
    assert told == kept
    assert len(kept) == 2


@on_both_databases
def test_nothing_is_restored_where_it_runs(made):
    with started(made.source.home, **{k: v for k, v in made.source.environment.items() if k.startswith("TERTIAL_D")}):
        (said,) = made.source.run(("restore", made.plain, "--replace"))

    assert said.code == 2
    assert said.err.startswith(f"tertial: Tertial runs from {made.source.home} (process ")


def test_a_dry_run_says_whether_it_is_whole_and_restores_nothing(made, tmp_path):
    (said,) = empty_installation(tmp_path / "home").run(("restore", made.plain, "--dry-run"))

    assert said.code == 0
    assert said.out.startswith("The backup was made ")
    assert said.out.endswith("The backup is complete; nothing was restored.\n")
    assert [path.name for path in (tmp_path / "home").iterdir()] == ["secret-key"]


def test_a_damaged_file_of_the_installation_is_told(made, tmp_path):
    there = empty_installation(tmp_path / "home")
    there.run(("restore", made.plain))
    picture = next((there.home / "pictures").iterdir())
    picture.write_bytes(b"damaged")
    (said,) = there.run(("backup", tmp_path / "x.backup"))

    assert said.code == 1
    assert f"Check: the file pictures/{picture.name} is damaged" in said.err


@on_both_databases
def test_a_disk_that_fills_leaves_nothing_half(made, tmp_path):
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))"
    _, said = made.source.run(("python", limit), ("backup", tmp_path / "x.backup"))

    assert said.code == 1
    assert said.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []
    assert not list(made.source.home.glob(".backup-*"))


_FULL_WHILE_WRITING = """
import resource
from tertial.cli.backup import making, tables
tables._LINES_AT_ONCE = 2_000  # so that the disk is full in the midst of a table
write = making._write
def instead(*given):
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.RLIM_INFINITY))
    try:
        write(*given)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
making._write = instead
"""


@on_both_databases
@pytest.mark.parametrize("encrypted", [False, True])
def test_a_disk_that_fills_while_it_is_written_is_told_in_one_sentence_that_names_the_file(made, tmp_path, encrypted):
    public = made.key.read_text().split()[3]
    place = tmp_path / "x.backup"
    _, said = made.source.run(
        ("python", _FULL_WHILE_WRITING), ("backup", place, *(["--encrypt-for", public] if encrypted else []))
    )

    assert (said.code, said.out) == (1, "")
    assert said.err == f"tertial: File too large: {place}. Check the disk and your right to write there.\n"
    assert list(tmp_path.iterdir()) == []
