"""`tertial worker`, and the one that `tertial serve` starts itself."""

import pytest

from tertial.__main__ import main
from tertial.accounts.system import the_system
from tertial.intake.actions import ask_to_apply, ask_to_read
from tertial.intake.models import StagedImport, StagedState
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
