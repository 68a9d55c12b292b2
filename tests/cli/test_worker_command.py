"""`tertial worker`, and the one that `tertial serve` starts itself."""

import pytest

from tertial.accounts.system import the_system
from tertial.cli.main import main
from tertial.sources.actions import ask_to_apply, ask_to_read
from tertial.sources.models import StagedImport, StagedState
from tertial.things import jobs
from tests.made_up_kinds import instead, made_up_kind
from tests.small_municipality import small_municipality


@pytest.mark.django_db
def test_the_worker_does_what_was_asked_for_on_the_pages(settings):
    settings.TERTIAL_WITHOUT_WORKER = False
    place = small_municipality(only=("economy", "sources"))
    staged: StagedImport = place.rooms["sources"].staged
    ask_to_read(by=the_system(), staged=staged)

    assert main(["worker", "--once"]) == 0
    staged.refresh_from_db()
    assert staged.state == StagedState.READY

    ask_to_apply(by=the_system(), staged=staged)
    assert main(["worker", "--once"]) == 0
    staged.refresh_from_db()
    assert staged.state == StagedState.APPLIED


def test_work_that_fails_does_not_keep_the_next_from_being_done(caplog):
    done: list[str] = []

    def fails() -> None:
        done.append("failed")
        raise RuntimeError

    waiting = [fails, lambda: done.append("done")]
    anything = made_up_kind("anything", jobs.Waits(lambda: waiting.pop(0) if waiting else None))
    with instead(jobs.Waits, anything):
        jobs.do_all()

    assert done == ["failed", "done"]
    assert "Work of the kind anything failed." in caplog.text
