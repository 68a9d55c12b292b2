"""A backup of a database that an earlier version wrote is restored as this version has it, with the same report."""

import json
import lzma
import re
import sqlite3

import pytest

from tests.cli.commands_run import empty_installation
from tests.cli.test_database_from_before import BEFORE, printed

pytestmark = pytest.mark.slow


def test_an_older_backup_is_brought_up_to_date(tmp_path):
    old, new = empty_installation(tmp_path / "old"), empty_installation(tmp_path / "new")
    database = sqlite3.connect(old.home / "tertial.sqlite3")
    database.create_function("REGEXP", 2, lambda pattern, text: re.search(pattern, text) is not None)
    database.executescript(lzma.decompress((BEFORE / "home.sql.xz").read_bytes()).decode())
    database.close()

    (kept,) = old.run(("backup", tmp_path / "old.backup"))
    restored, _report = new.run(
        ("restore", tmp_path / "old.backup"), ("report", "KS", "2024", "--format", "json", "--out", tmp_path / "out")
    )

    assert (kept.code, restored.code) == (0, 0)
    report = json.loads((tmp_path / "out" / "KS-2024.json").read_text())
    assert printed(report) == (BEFORE / "ks-2024.txt").read_text().splitlines()
