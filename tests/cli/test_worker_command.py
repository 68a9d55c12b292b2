"""`tertial worker`, and the one that `tertial serve` starts itself."""

from threading import Event

import pytest
from django.db import OperationalError

from tertial.__main__ import main
from tertial.accounts.system import the_system
from tertial.cli import worker
from tertial.intake.actions import ask_to_apply, ask_to_read
from tertial.intake.models import StagedImport, StagedState
from tertial.things import work as long_work
from tertial.things.work import process
from tests.shared.small_municipality import small_municipality


@pytest.mark.django_db
def test_the_worker_does_what_was_asked_for_on_the_pages(settings):
    settings.TERTIAL_WITHOUT_WORKER = False
    place = small_municipality(only=("economy", "intake"))
    staged: StagedImport = place.rooms["intake"].staged
    ask_to_read(by=the_system(), staged=staged)

    assert main(["worker", "--once"]) == 0
    staged.refresh_from_db()
    assert staged.state == StagedState.READY

    ask_to_apply(by=the_system(), staged=staged)
    assert main(["worker", "--once"]) == 0
    staged.refresh_from_db()
    assert staged.state == StagedState.APPLIED


@pytest.mark.django_db
@pytest.mark.parametrize("error", [OSError("the disk is gone"), KeyError("a bug"), OperationalError("away")])
def test_what_goes_wrong_in_one_part_of_the_worker_does_not_end_it(monkeypatch, caplog, error):
    tried = []

    def broken() -> bool:
        tried.append(error)
        if len(tried) == 3:
            long_work.stop()
        raise error

    monkeypatch.setattr(process, "_stopping", Event())
    monkeypatch.setattr(worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(worker.connections, "close_all", lambda: None)
    worker._go_on("backups", broken, 0.01)

    assert len(tried) == 3
    assert caplog.text.count("The worker could not") == 3
