"""Reading goes on whatever happens to the process that began it, and one process reads at a time."""

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from tertial.sources import background, uploads
from tertial.sources.actions import apply_staged, read_staged, receive_files
from tertial.sources.actions.reading import DEAD_AFTER, claim, read_claimed
from tertial.sources.actions.states import WrongState
from tertial.sources.models import StagedImport, StagedState
from tests.rooms.sources.conftest import LEDGER, a_file
from tests.rooms.sources.test_pages import mapping_of, send, text_of


@pytest.fixture
def staged(municipality) -> StagedImport:
    return receive_files(
        by=None, municipality=municipality, kind="outcome", source_system="Raindance", files=[a_file(LEDGER)]
    )


def address_of(staged: StagedImport) -> str:
    return f"/KS/2024/ekonomi/import/filer/{staged.pk}/"


def test_a_reading_that_is_alive_is_left_alone(staged: StagedImport) -> None:
    assert claim(staged) == 1
    staged.refresh_from_db()
    assert claim(staged) is None
    assert read_staged(by=None, staged=staged).state == StagedState.READING


def test_a_reading_that_was_killed_is_begun_again_by_whoever_looks(browser: Client, staged: StagedImport) -> None:
    claim(staged)
    StagedImport.objects.update(alive_at=timezone.now() - DEAD_AFTER - timedelta(seconds=1))
    assert "lines in the files 5, in 4, refused 1" in text_of(browser, address_of(staged))


def test_a_reading_that_was_thought_dead_does_not_overwrite_the_one_after_it(staged: StagedImport) -> None:
    old = claim(staged)
    StagedImport.objects.update(alive_at=timezone.now() - DEAD_AFTER - timedelta(seconds=1))
    staged.refresh_from_db()
    new = claim(staged)
    read_claimed(staged, old)
    staged.refresh_from_db()
    assert staged.state == StagedState.READING
    read_claimed(staged, new)
    staged.refresh_from_db()
    assert staged.state == StagedState.READY


def test_progress_is_shown_until_the_files_are_read(browser: Client, staged: StagedImport) -> None:
    number = claim(staged)
    StagedImport.objects.update(done=staged.total // 2)
    shown = browser.get(f"{address_of(staged)}lage/")
    assert "49 percent" in shown.content.decode() or "50 percent" in shown.content.decode()
    read_claimed(staged, number)
    assert browser.get(f"{address_of(staged)}lage/")["HX-Redirect"] == address_of(staged)


def test_lines_are_imported_once_also_when_two_ask_at_once(staged: StagedImport) -> None:
    first = read_staged(by=None, staged=staged)
    second = StagedImport.objects.get(pk=first.pk)
    apply_staged(by=None, staged=first)
    with pytest.raises(WrongState):
        apply_staged(by=None, staged=second)


@pytest.mark.django_db(transaction=True)
def test_a_large_file_is_read_beside_the_request(browser: Client, monkeypatch) -> None:
    monkeypatch.setattr(background, "SMALL_BYTES", 10)
    address = send(browser, a_file(LEDGER))
    browser.post(f"{address}las/", mapping_of(browser, address))
    for _ in range(200):
        if StagedImport.objects.get().state == StagedState.READY:
            break
        time.sleep(0.05)
    assert "lines in the files 5, in 4, refused 1" in text_of(browser, address)


def test_files_that_nobody_imported_are_swept_after_a_week(staged: StagedImport, home: Path) -> None:
    folder = uploads.folder_of(staged.folder)
    week = time.time() - 8 * 24 * 3600
    os.utime(folder, (week, week))
    uploads.sweep(set())
    assert not folder.exists()
