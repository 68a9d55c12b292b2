"""A kill at any instant leaves the ledger as it was or as it shall be."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

KILLS = 50


@pytest.mark.slow
def test_an_import_that_is_killed_leaves_old_or_new_and_never_between(tmp_path: Path) -> None:
    environment = {**os.environ, "TERTIAL_HOME": str(tmp_path / "home")}
    environment.pop("TERTIAL_DATABASE_URL", None)
    command = [sys.executable, str(Path(__file__).with_name("killed.py")), str(KILLS), str(tmp_path)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["wrong"] == []
    assert found["old"] + found["new"] == KILLS
    assert found["old"], "no kill fell within an import"
