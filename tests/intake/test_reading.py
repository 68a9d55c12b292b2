"""Reading and importing go on whatever happens to the process that began; one process at a time has them in hand."""

import os
import time
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone

from tertial.accounts.system import the_system
from tertial.economy.models import LedgerImport
from tertial.intake import uploads
from tertial.intake.actions import (
    apply_staged,
    ask_to_apply,
    ask_to_read,
    read_staged,
    receive_files,
)
from tertial.intake.actions.asking import WrongState
from tertial.intake.actions.holding import Hold, take
from tertial.intake.actions.reading import read_held
from tertial.intake.ledger import adapter
from tertial.intake.models import StagedImport, StagedState
from tertial.organisation.models import RoleAssignment
from tertial.things import work
from tertial.things.models import Work
from tests.intake.conftest import LEDGER, a_file
from tests.intake.test_pages import mapping_of, press_import, send, text_of


@pytest.fixture(autouse=True)
def driven(settings) -> None:
    """Nothing is done before the test does the worker's work."""
    settings.TERTIAL_WITHOUT_WORKER = False


@pytest.fixture
def staged(municipality) -> StagedImport:
    return receive_files(
        by=the_system(), unit=municipality, kind="outcome", source_system="Raindance", files=[a_file(LEDGER)]
    )


def address_of(staged: StagedImport) -> str:
    return f"/KS/2024/ekonomi/import/filer/{staged.ref.key}/"


def asked(staged: StagedImport) -> StagedImport:
    ask_to_read(by=the_system(), staged=staged)
    return now(staged)


def now(staged: StagedImport) -> StagedImport:
    return StagedImport.objects.get(pk=staged.pk)


def taken(staged: StagedImport) -> Hold:
    hold = take(now(staged))
    assert hold is not None
    return hold


def kill() -> None:
    """As though the process that has the work in hand had been killed a while ago."""
    Work.objects.filter(state="under_way").update(alive_at=timezone.now() - work.DEAD_AFTER - timedelta(seconds=1))


def test_a_reading_that_is_alive_is_left_alone(staged: StagedImport) -> None:
    taken(asked(staged))
    assert take(now(staged)) is None
    assert not work.do_next()
    assert read_staged(by=the_system(), staged=now(staged)).state == StagedState.READING


def test_a_reading_that_was_killed_is_begun_again_by_the_next_worker(browser: Client, staged: StagedImport) -> None:
    taken(asked(staged))
    kill()
    assert "The work was cut off; it starts again by itself." in text_of(browser, address_of(staged))
    work.do_all()
    assert "lines in the files 5, in 4, refused 1" in text_of(browser, address_of(staged))


def test_an_import_that_was_killed_is_begun_again_and_counts_once(browser: Client, staged: StagedImport) -> None:
    ask_to_apply(by=the_system(), staged=read_staged(by=the_system(), staged=staged))
    taken(staged)
    kill()
    work.do_all()
    assert LedgerImport.objects.filter(source_system="Raindance").count() == 1
    assert "In use" in text_of(browser, browser.get(address_of(staged))["Location"])


def test_what_is_killed_again_and_again_is_given_up_and_can_be_tried_again(
    browser: Client, staged: StagedImport
) -> None:
    asked(staged)
    for _ in range(3):
        taken(staged)
        kill()
    work.do_all()
    page = text_of(browser, address_of(staged))
    assert "The work on huvudbok.csv was cut off 3 times" in page
    assert "Try again" in page
    browser.post(f"{address_of(staged)}las-igen/")
    work.do_all()
    assert "lines in the files 5, in 4, refused 1" in text_of(browser, address_of(staged))


def test_an_import_that_is_killed_again_and_again_can_be_asked_for_again(browser: Client, staged: StagedImport) -> None:
    ask_to_apply(by=the_system(), staged=read_staged(by=the_system(), staged=staged))
    for _ in range(3):
        taken(staged)
        kill()
    work.do_all()
    page = text_of(browser, address_of(staged))
    assert "was cut off 3 times" in page
    assert ">Import</button>" in page
    assert not LedgerImport.objects.filter(source_system="Raindance").exists()


def test_a_worker_that_is_stopped_puts_its_work_back(browser: Client, staged: StagedImport, monkeypatch) -> None:
    asked(staged)
    with monkeypatch.context() as stopping:
        stopping.setattr(work, "check_not_stopped", lambda: (_ for _ in ()).throw(work.Stopped))
        assert work.do_next()
    assert (now(staged).state, Work.objects.get().attempts) == (StagedState.READING, 0)
    assert "Waiting for its turn." in text_of(browser, address_of(staged))
    work.do_all()
    assert now(staged).state == StagedState.READY


def test_a_reading_that_was_thought_dead_does_not_overwrite_the_one_after_it(staged: StagedImport) -> None:
    old = taken(asked(staged))
    kill()
    new = taken(staged)
    read_held(old)
    assert now(staged).state == StagedState.READING
    read_held(new)
    assert now(staged).state == StagedState.READY


def test_progress_is_shown_until_the_files_are_read(browser: Client, staged: StagedImport) -> None:
    hold = taken(asked(staged))
    hold.tell(done=staged.total * 43 // 100 + 1)
    shown = browser.get(f"{address_of(staged)}lage/").content.decode()
    assert '<progress value="43" max="100"' in shown
    assert "The files are being read: 43 percent." in shown
    assert "The files are being read: 43 percent." in text_of(browser, "/KS/2024/ekonomi/import/")
    hold.tell(done=staged.total)
    assert "Every line is read; they are being checked" in browser.get(f"{address_of(staged)}lage/").content.decode()
    read_held(hold)
    assert browser.get(f"{address_of(staged)}lage/")["HX-Redirect"] == address_of(staged)


def test_what_is_read_aloud_changes_with_every_tenth_percent_only(browser: Client, staged: StagedImport) -> None:
    hold = taken(asked(staged))
    said = {"said": "The files are being read: 40 percent."}
    hold.tell(done=staged.total * 43 // 100 + 1)
    same = browser.get(f"{address_of(staged)}lage/", said, headers={"HX-Request": "true"})
    hold.tell(done=staged.total * 52 // 100 + 1)
    new = browser.get(f"{address_of(staged)}lage/", said, headers={"HX-Request": "true"})
    assert "progress-said" not in same.content.decode()
    assert "progress-said" in new.content.decode()


def test_a_reading_is_stopped_and_the_files_are_kept(browser: Client, staged: StagedImport) -> None:
    hold = taken(asked(staged))
    answer = browser.post(f"{address_of(staged)}stoppa/", follow=True)
    assert "The reading is stopped; the files are still here." in answer.content.decode()
    read_held(hold)
    assert now(staged).state == StagedState.UPLOADED
    assert not uploads.reading_of(staged.folder, hold.staged.reading).exists()
    assert (uploads.folder_of(staged.folder) / "0").exists()
    browser.post(f"{address_of(staged)}las/", mapping_of(browser, address_of(staged)))
    work.do_all()
    assert now(staged).state == StagedState.READY


def test_without_a_worker_the_page_says_how_to_start_one(browser: Client, staged: StagedImport) -> None:
    asked(staged)
    Work.objects.update(asked_at=timezone.now() - timedelta(minutes=1))
    page = text_of(browser, address_of(staged))
    assert "The background process is not running" in page
    assert "Time so far: 1:0" in page


def test_whoever_loses_the_right_meanwhile_imports_nothing(browser: Client, staged: StagedImport) -> None:
    read_staged(by=the_system(), staged=staged)
    press_import(browser, address_of(staged))
    RoleAssignment.objects.filter(person=Work.objects.get(state="waiting").asked_by).delete()
    work.do_all()
    assert now(staged).state == StagedState.READY
    assert now(staged).error is not None
    assert not LedgerImport.objects.filter(source_system="Raindance").exists()


def test_lines_are_imported_once_also_when_two_ask_at_once(staged: StagedImport) -> None:
    first = read_staged(by=the_system(), staged=staged)
    second = now(first)
    apply_staged(by=the_system(), staged=first)
    with pytest.raises(WrongState):
        apply_staged(by=the_system(), staged=second)


def test_pages_ask_and_the_worker_does(browser: Client) -> None:
    address = send(browser, a_file(LEDGER))
    browser.post(f"{address}las/", mapping_of(browser, address))
    assert "Waiting for its turn." in text_of(browser, address)
    work.do_all()
    assert "lines in the files 5, in 4, refused 1" in text_of(browser, address)
    press_import(browser, address)
    assert "Waiting for its turn." in text_of(browser, address)
    work.do_all()
    assert "The files are imported." in browser.get(address, follow=True).content.decode()


def broken(*_given: object, **_named: object) -> None:
    raise RuntimeError


def test_an_error_in_tertial_while_reading_is_one_sentence_and_can_be_tried_again(
    browser: Client, staged: StagedImport, monkeypatch
) -> None:
    asked(staged)
    with monkeypatch.context() as breaking:
        breaking.setattr(adapter, "make_preview", broken)
        work.do_all()
    page = text_of(browser, address_of(staged))
    assert "huvudbok.csv could not be read because of an error in Tertial; try again" in page
    browser.post(f"{address_of(staged)}las-igen/")
    work.do_all()
    assert "lines in the files 5, in 4, refused 1" in text_of(browser, address_of(staged))


def test_an_error_in_tertial_while_importing_is_one_sentence_and_can_be_tried_again(
    browser: Client, staged: StagedImport, monkeypatch
) -> None:
    read_staged(by=the_system(), staged=staged)
    press_import(browser, address_of(staged))
    with monkeypatch.context() as breaking:
        breaking.setattr(adapter, "write_import", broken)
        work.do_all()
    page = text_of(browser, address_of(staged))
    assert "huvudbok.csv could not be imported because of an error in Tertial, and nothing was changed" in page
    press_import(browser, address_of(staged))
    work.do_all()
    assert LedgerImport.objects.filter(source_system="Raindance").count() == 1


def test_files_that_nobody_imported_are_swept_after_a_week(staged: StagedImport, home: Path) -> None:
    folder = uploads.folder_of(staged.folder)
    week = time.time() - 8 * 24 * 3600
    os.utime(folder, (week, week))
    uploads.sweep(set())
    assert not folder.exists()
