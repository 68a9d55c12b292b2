"""A database that a later version has made is refused, by whatever needs it."""

import pytest
from django.db.migrations.recorder import MigrationRecorder

from tertial.__main__ import main
from tertial.cli import serving

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_serves(monkeypatch):
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    monkeypatch.setattr(serving, "serve", lambda *_arguments, **_options: 0)


@pytest.mark.parametrize("room", ["goals", "a_room_to_come"])
@pytest.mark.parametrize("command", [["serve"], ["worker", "--once"], ["report", "KS", "2024"]])
def test_a_database_that_a_later_version_has_made_is_refused(capsys, monkeypatch, room, command):
    monkeypatch.setattr(MigrationRecorder, "applied_migrations", lambda _self: {(room, "9999_to_come"): None})

    assert main(command) == 2
    assert f"does not know “{room}.9999_to_come”" in capsys.readouterr().err


def test_a_database_of_this_version_is_served():
    assert main(["serve"]) == 0
