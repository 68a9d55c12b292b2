"""What is secret in an installation: its key and its files."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tertial.cli.home import close_to_others, for_the_owner_alone
from tertial.environment import ConfigurationError
from tertial.secret_key import given_or_kept

STRONG = "k3y-" + "abcdefghij0123456789" * 3


@pytest.mark.parametrize("weak", ["x", "a" * 80, "django-insecure-" + STRONG, "changeme"])
def test_a_weak_secret_key_is_refused(monkeypatch, tmp_path, weak):
    monkeypatch.setenv("TERTIAL_SECRET_KEY", weak)
    with pytest.raises(ConfigurationError, match="TERTIAL_SECRET_KEY is too easy to guess"):
        given_or_kept("TERTIAL_SECRET_KEY", tmp_path / "secret-key")


def test_a_strong_secret_key_is_used(monkeypatch, tmp_path):
    monkeypatch.setenv("TERTIAL_SECRET_KEY", STRONG)
    assert given_or_kept("TERTIAL_SECRET_KEY", tmp_path / "secret-key") == STRONG


@pytest.mark.parametrize("kept", [None, "", "\n", "short"])
def test_a_key_that_is_missing_or_weak_is_made_anew_once(monkeypatch, tmp_path, kept):
    monkeypatch.setenv("TERTIAL_SECRET_KEY", " ")
    file = tmp_path / "home" / "secret-key"
    if kept is not None:
        file.parent.mkdir()
        file.write_text(kept)

    made = given_or_kept("TERTIAL_SECRET_KEY", file)

    assert len(made) >= 50
    assert given_or_kept("TERTIAL_SECRET_KEY", file) == made
    assert file.stat().st_mode & 0o777 == 0o600
    assert list(file.parent.iterdir()) == [file]


def test_what_lies_in_the_home_is_for_its_owner_alone(tmp_path):
    (tmp_path / "ledger").mkdir(mode=0o755)
    (tmp_path / "ledger" / "old").write_text("")
    tmp_path.chmod(0o755)
    close_to_others(tmp_path)
    with for_the_owner_alone():
        (tmp_path / "new").write_text("")

    assert {path.stat().st_mode & 0o077 for path in (tmp_path, *tmp_path.rglob("*"))} == {0}


@pytest.mark.parametrize("behind", [{}, {"TERTIAL_BEHIND_PROXY": "1", "TERTIAL_HOSTS": "tertial.exempelby.se"}])
def test_djangos_check_of_an_installation_says_nothing(tmp_path: Path, behind):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TERTIAL_")}
    given = kept | {"TERTIAL_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "tertial.settings"} | behind
    command = [sys.executable, "-W", "ignore", "-m", "django", "check", "--deploy", "--fail-level", "WARNING"]

    checked = subprocess.run(command, env=given, capture_output=True, text=True, check=False)

    assert (checked.returncode, checked.stderr) == (0, "")
    assert "no issues" in checked.stdout
