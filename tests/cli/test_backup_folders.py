"""Which folders of the home a backup holds."""

import re
from pathlib import Path

from tertial.cli.backup import folders

PACKAGE = Path(folders.__file__).parents[2]
_NAMED = re.compile(r'(?:TERTIAL_HOME\)?|\bhome) / "([a-z-]+)"|home\.glob\("([a-z]+)/')
OF_A_PROCESS = {"running", "secret-key"}


def test_every_folder_that_the_code_names_is_kept_or_made_again():
    found = {
        first or second
        for path in PACKAGE.rglob("*.py")
        for first, second in _NAMED.findall(path.read_text(encoding="utf-8"))
    }

    assert found >= {"ledger", "pictures", "uploads", "cache"}
    assert found - {*folders.KEPT, *folders.MADE_AGAIN} - OF_A_PROCESS == set()


def test_what_a_killed_backup_left_is_removed_by_the_next(tmp_path):
    left = tmp_path / ".backup-left"
    left.mkdir()
    with folders.workshop(tmp_path) as first, folders.workshop(tmp_path) as second:
        assert sorted(path.name for path in tmp_path.iterdir()) == sorted([first.name, second.name])
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_held_although_it_is_removed_meanwhile(tmp_path):
    uploaded, held = tmp_path / "uploads" / "a" / "0", tmp_path / ".backup-x"
    uploaded.parent.mkdir(parents=True)
    uploaded.write_text("sent")
    (tmp_path / "uploads" / ".unfinished").write_text("x")
    (tmp_path / "ledger").mkdir()
    (tmp_path / "ledger" / "sums.balances.parquet").write_text("x")
    folders.hold(tmp_path, held)
    uploaded.unlink()
    (tmp_path / "uploads" / "b").write_text("later")
    folders.hold(tmp_path, held)

    assert {path.name: path.read_text() for path in folders.held(held)} == {"0": "sent", "b": "later"}
