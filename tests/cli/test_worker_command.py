"""`tertial worker`, and the one that `tertial serve` starts itself."""

from threading import Event

import pytest

from tertial.cli import worker
from tertial.cli.main import main
from tertial.common import jobs
from tertial.sources.actions import ask_to_apply, ask_to_read
from tertial.sources.models import StagedImport, StagedState
from tests.small_municipality import SmallMunicipality


@pytest.mark.django_db
def test_the_worker_does_what_was_asked_for_on_the_pages(settings):
    settings.TERTIAL_WITHOUT_WORKER = False
    place = SmallMunicipality(only=("economy", "sources"))
    staged: StagedImport = place.rooms["sources"].staged
    ask_to_read(by=None, staged=staged)

    assert main(["worker", "--once"]) == 0
    staged.refresh_from_db()
    assert staged.state == StagedState.READY

    ask_to_apply(by=None, staged=staged)
    assert main(["worker", "--once"]) == 0
    staged.refresh_from_db()
    assert staged.state == StagedState.APPLIED


@pytest.fixture
def only_this_work(monkeypatch) -> dict[str, object]:
    """Work of the test's own in the place of what the rooms have."""
    registered: dict[str, object] = {}
    monkeypatch.setattr(jobs, "_TAKE_NEXT", registered)
    return registered


def test_work_that_fails_does_not_keep_the_next_from_being_done(only_this_work, caplog):
    done: list[str] = []

    def fails() -> None:
        done.append("failed")
        raise RuntimeError

    waiting = [fails, lambda: done.append("done")]
    jobs.register("anything", lambda: waiting.pop(0) if waiting else None)
    jobs.do_all()

    assert done == ["failed", "done"]
    assert "Work of the kind anything failed." in caplog.text


class Started:
    """A worker process that a test has started in name only; the first ends by itself, the second works on."""

    every: "list[Started]" = []
    second = Event()

    def __init__(self, command: list[str]) -> None:
        self.command, self.returncode = command, None
        self.ended_in_good_order = False
        Started.every.append(self)
        if len(Started.every) == 2:
            Started.second.set()

    def poll(self) -> int | None:
        return 1 if self is Started.every[0] else None

    def terminate(self) -> None:
        self.ended_in_good_order = True

    def wait(self, _seconds: float) -> int:
        return 0


def test_a_worker_that_ends_is_started_again_and_the_last_is_stopped_with_the_server(monkeypatch):
    monkeypatch.setattr(worker.subprocess, "Popen", Started)
    monkeypatch.setattr(worker, "_SHORTEST_PAUSE", 0)
    with worker.worker_beside():
        assert Started.second.wait(30)

    first, second = Started.every
    assert first.command[1:4] == ["-m", "tertial", "worker"]
    assert (first.ended_in_good_order, second.ended_in_good_order) == (False, True)
