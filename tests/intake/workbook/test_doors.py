"""A workbook with something wrong in it, on the page and with the command: one sentence, nothing half saved."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.test import Client

from tertial.__main__ import main
from tertial.common.models import AuditEntry
from tertial.intake.models import SentWorkbook
from tertial.intake.workbook import write_people
from tertial.organisation.models import Unit
from tests.intake.workbook.books import Sheets, cells_of, exported, written
from tests.intake.workbook.test_bad_input import CASES as BY_HAND
from tests.intake.workbook.test_bad_input import UNIT
from tests.shared.pages import words
from tests.shared.small_municipality import SmallMunicipality

PAGE = "/struktur/excel/"
NEWER = "gjordes av ett nyare Tertial (form 2, det här läser 1)"
FULL = "Det finns inte plats kvar där Tertial sparar, så inget av ”bok.xlsx” sparades."


def _newer(sheets: Sheets) -> None:
    (row,) = [cells for cells in sheets["Läs mig"] if cells[0] == "Arbetsbokens form"]
    row[1] = "2"


CASES: dict[str, tuple[Callable[[Sheets], object], str]] = {
    **{
        name: BY_HAND[name]
        for name in ("swapped sheets", "a person twice", "a unit under itself", "a role that does not exist")
    },
    "a workbook of a newer version": (_newer, NEWER),
}


@pytest.fixture(autouse=True)
def swedish(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LC_ALL", "sv_SE.UTF-8")


@pytest.fixture
def book(place: SmallMunicipality, tmp_path: Path) -> Callable[[Callable[[Sheets], object]], Path]:
    """The workbook of 2024 with one more unit and what else was changed."""

    def made(change: Callable[[Sheets], object]) -> Path:
        sheets = cells_of(exported(Unit.objects.get(code="BY"), 2024), tmp_path)
        sheets["Enheter"].append(UNIT)  # something that could have been stored
        change(sheets)
        return written(sheets, tmp_path / "bok.xlsx")

    return made


def _is_nothing_of_it_saved() -> bool:
    written = AuditEntry.objects.filter(action__in=["unit.workbook", "unit.create", "person.create"])
    return not Unit.objects.filter(code="FN").exists() and not written.exists()


def _sent(browser: Client, path: Path) -> str:
    """Sends the workbook, and gives the address of its page."""
    return browser.post(PAGE, {"file": SimpleUploadedFile(path.name, path.read_bytes())})["Location"]


@pytest.fixture
def before(place: SmallMunicipality) -> None:
    """Forgets how the small municipality came to be."""
    AuditEntry.objects.all().delete()


@pytest.mark.parametrize("case", CASES)
def test_the_page_says_what_is_wrong_and_offers_nothing_to_apply(
    administers: Client, book, before: None, case: str
) -> None:
    change, sentence = CASES[case]
    page = administers.get(_sent(administers, book(change)))
    said = words(page)
    # On the page sheet, row and column stand in cells of their own.
    assert sentence.rpartition(": ")[2] in said
    assert "tillampa/" not in page.content.decode()
    assert _is_nothing_of_it_saved()


@pytest.mark.parametrize("dry", [["--dry-run"], []])
@pytest.mark.parametrize("case", CASES)
def test_the_command_says_what_is_wrong_and_writes_nothing(book, before: None, capsys, case: str, dry: list) -> None:
    change, sentence = CASES[case]
    assert main(["import", "workbook", str(book(change)), *dry]) == 1
    assert sentence in capsys.readouterr().err
    assert _is_nothing_of_it_saved()


def _full(*_given: object, **_named: object) -> None:
    raise OperationalError("database or disk is full")


def test_a_disk_that_fills_while_a_workbook_is_sent_keeps_no_part_of_it(
    administers: Client, book, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    path = book(lambda _sheets: None)
    monkeypatch.setattr("os.fsync", full)
    administers.raise_request_exception = False
    answer = administers.post(PAGE, {"file": SimpleUploadedFile(path.name, path.read_bytes())})
    assert answer.status_code == 503
    assert "Det finns inget utrymme kvar" in words(answer)
    assert not SentWorkbook.objects.exists()
    assert not list((home / "uploads").iterdir())


def test_a_disk_that_fills_while_a_workbook_is_applied_leaves_it_to_be_applied_later(
    administers: Client, book, before: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = _sent(administers, book(lambda sheets: sheets["Personer"].append(["ny@exempelby.se", "Ny", "", "Ja"])))
    mark = {"mark": SentWorkbook.objects.get().mark}
    with monkeypatch.context() as patched:
        patched.setattr(write_people.actions, "register_person", _full)
        assert FULL in words(administers.post(f"{address}tillampa/", mark, follow=True))
    assert _is_nothing_of_it_saved()
    administers.post(f"{address}tillampa/", mark)
    assert Unit.objects.filter(code="FN").exists()


def test_a_disk_that_fills_is_one_sentence_of_the_command(
    book, before: None, capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = book(lambda sheets: sheets["Personer"].append(["ny@exempelby.se", "Ny", "", "Ja"]))
    monkeypatch.setattr(write_people.actions, "register_person", _full)
    assert main(["import", "workbook", str(path)]) == 1
    assert FULL in capsys.readouterr().err
    assert _is_nothing_of_it_saved()


def test_a_disk_that_fills_leaves_no_half_of_an_exported_workbook(
    place: SmallMunicipality, tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    out = tmp_path / "out" / "start.xlsx"
    out.parent.mkdir()
    assert main(["workbook", "export", str(out)]) == 2
    assert "går inte att skriva" in capsys.readouterr().err
    assert not list(out.parent.iterdir())
