"""Start in Excel: a workbook is downloaded, sent, looked at, applied and taken back on its page."""

import re
from pathlib import Path
from threading import Event

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from tertial.common.models import AuditEntry
from tertial.goals.models import Indicator
from tertial.intake.models import SentWorkbook
from tertial.organisation.models import Unit
from tertial.organisation.roles import Role
from tertial.things import work
from tests.intake.workbook.books import Sheets, cells_of, written
from tests.shared.browsers import browser_of
from tests.shared.factories import PersonFactory, RoleFactory
from tests.shared.pages import words

HERE = "/struktur/excel/"
FN = ["FN", "Fritidsnämnden", "Nämnd", "BY", "2024-01-01", ""]


@pytest.fixture
def sheets(administers: Client, tmp_path: Path) -> Sheets:
    """The filled workbook of 2024 as it is downloaded."""
    return cells_of(administers.get(f"{HERE}arbetsbok.xlsx?year=2024&content=filled").content, tmp_path)


@pytest.fixture
def send(administers: Client, tmp_path: Path):
    """Sends a workbook with the sheets, and gives the address of its page."""

    def sent(sheets: Sheets, name: str = "bok.xlsx") -> str:
        content = written(sheets, tmp_path / "sent.xlsx").read_bytes()
        answer = administers.post(HERE, {"file": SimpleUploadedFile(name, content)})
        assert answer.status_code == 302, words(answer)
        return answer["Location"]

    return sent


def apply(browser: Client, address: str) -> HttpResponse:
    """Presses the button of the page, which says which comparison it shows."""
    return browser.post(f"{address}tillampa/", {"mark": _stored(address).mark}, follow=True)


def _stored(address: str) -> SentWorkbook:
    return SentWorkbook.objects.get(ref__endswith=f":{address.rstrip('/').rpartition('/')[2]}")


def test_a_workbook_is_downloaded_filled_or_empty(administers: Client, sheets: Sheets, tmp_path: Path) -> None:
    empty = administers.get(f"{HERE}arbetsbok.xlsx?year=2024&content=empty")
    assert 'filename="arbetsbok-2024-tom.xlsx"' in empty["Content-Disposition"]
    without_rows = cells_of(empty.content, tmp_path)
    assert list(without_rows) == list(sheets)
    assert [len(without_rows[name]) for name in ("Enheter", "Mål")] == [2, 2]
    assert len(sheets["Enheter"]) > 2


def test_what_comes_back_unchanged_has_nothing_to_apply(administers: Client, sheets: Sheets, send) -> None:
    page = administers.get(send(sheets))
    assert "Inget skulle ändras" in words(page)
    assert "tillampa/" not in page.content.decode()


def test_every_difference_is_shown_by_sheet_and_applied_as_one(administers: Client, sheets: Sheets, send) -> None:
    sheets["Enheter"].append(FN)
    sheets["Indikatorer"][2][2] = "Nöjdare"
    address = send(sheets)
    before = words(administers.get(address))
    assert "FN 7 Ny Namn: Fritidsnämnden · Typ: Nämnd · Under: BY" in before
    assert "Namn: Nöjda → Nöjdare" in before
    assert "Läs in alla 2 ändringar" in before
    assert not Unit.objects.filter(code="FN").exists()
    after = words(apply(administers, address))
    assert Unit.objects.get(code="FN").parent == Unit.objects.get(code="BY")
    assert "Inläst" in after
    assert "Namn: Nöjda → Nöjdare" in after


def test_what_was_applied_is_taken_back_as_one(administers: Client, sheets: Sheets, send) -> None:
    sheets["Enheter"].append(FN)
    sheets["Indikatorer"][2][2] = "Nöjdare"
    address = send(sheets)
    apply(administers, address)
    page = words(administers.post(f"{address}aterta/", follow=True))
    assert "Återtagen" in page
    assert Unit.objects.get(code="FN").valid_to is not None
    again = words(administers.post(f"{address}aterta/", follow=True))
    assert "har redan tagits tillbaka" in again


def test_where_something_was_changed_since_nothing_is_taken_back_and_the_page_says_what(
    administers: Client, sheets: Sheets, send
) -> None:
    sheets["Enheter"].append(FN)
    sheets["Indikatorer"][2][2] = "Nöjdare"
    address = send(sheets)
    apply(administers, address)
    indicator = Indicator.objects.get(name="Nöjdare")
    Indicator.objects.filter(pk=indicator.pk).update(name="Nöjdast")
    page = words(administers.post(f"{address}aterta/", follow=True))
    assert "Inget togs tillbaka" in page
    assert "”Nöjdast” har ändrats sedan dess" in page
    assert Unit.objects.get(code="FN").valid_to is None
    Indicator.objects.filter(pk=indicator.pk).update(name="Nöjdare")
    page = words(administers.post(f"{address}aterta/", follow=True))
    assert "Inget togs tillbaka" not in page
    assert "Återtagen" in page


def test_a_coordinator_takes_back_nothing_that_an_administrator_read_in(
    administers: Client, plans: Client, sheets: Sheets, send
) -> None:
    sheets["Enheter"].append(FN)
    address = send(sheets)
    apply(administers, address)
    page = words(plans.post(f"{address}aterta/", follow=True))
    assert "Inget togs tillbaka" in page
    assert Unit.objects.get(code="FN").valid_to is None


def test_a_refusal_says_sheet_row_and_column_and_nothing_can_be_applied(
    administers: Client, sheets: Sheets, send
) -> None:
    sheets["Enheter"] += [FN, ["A", "A", "Planet", "BY", "2024-01-01", ""]]
    address = send(sheets)
    page = administers.get(address)
    assert "Enheter 8 Typ ”Planet” är inget av dem som finns; välj bland Kommun, Nämnd" in words(page)
    assert "tillampa/" not in page.content.decode()
    entries = AuditEntry.objects.count()
    apply(administers, address)
    assert not Unit.objects.filter(code="FN").exists()
    assert AuditEntry.objects.count() == entries


def test_where_something_was_changed_meanwhile_the_page_shows_what_would_change_now(
    administers: Client, sheets: Sheets, send
) -> None:
    sheets["Enheter"].append(FN)
    address = send(sheets)
    Unit.objects.filter(code="KS").update(name="Kommunala styrelsen")
    page = words(apply(administers, address))
    assert "inte längre det som ”bok.xlsx” jämfördes med" in page
    assert "Kommunala styrelsen →" in page
    assert not Unit.objects.filter(code="FN").exists()
    apply(administers, address)
    assert Unit.objects.filter(code="FN").exists()


def test_a_worker_that_is_asked_to_end_leaves_nothing_half_applied(
    administers: Client, sheets: Sheets, send, settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheets["Enheter"].append(FN)
    address = send(sheets)
    settings.TERTIAL_WITHOUT_WORKER = False
    apply(administers, address)
    asked_to_end = Event()
    asked_to_end.set()
    with monkeypatch.context() as patched:
        patched.setattr("tertial.things.work.process._stopping", asked_to_end)
        work.do_next()
    assert not Unit.objects.filter(code="FN").exists()
    assert "Väntar på sin tur" in words(administers.get(address))
    work.do_all()
    assert Unit.objects.filter(code="FN").exists()
    assert "Inläst" in words(administers.get(address))


def test_a_page_that_shows_an_older_comparison_applies_nothing(administers: Client, sheets: Sheets, send) -> None:
    sheets["Enheter"].append(FN)
    address = send(sheets)
    page = administers.post(f"{address}tillampa/", {"mark": "older"}, follow=True)
    assert "har jämförts på nytt" in words(page)
    assert not Unit.objects.filter(code="FN").exists()


def test_a_discarded_workbook_leaves_nothing_behind(
    administers: Client, sheets: Sheets, send, home: Path, django_capture_on_commit_callbacks
) -> None:
    address = send(sheets)
    assert list((home / "uploads").iterdir())
    with django_capture_on_commit_callbacks(execute=True):
        page = words(administers.post(f"{address}kasta/", follow=True))
    assert "inget av den har skrivits" in page
    assert "bok.xlsx" not in page
    assert not list((home / "uploads").iterdir())


def test_what_is_no_workbook_is_said_on_its_page(administers: Client) -> None:
    sent = administers.post(HERE, {"file": SimpleUploadedFile("a.csv", b"Kod;Namn\n")}, follow=True)
    assert "”a.csv” är ingen arbetsbok" in words(sent)


@pytest.mark.parametrize(
    "page", ["/struktur/", "/struktur/personer/", "/BY/2024/mal/", "/struktur/kom-igang/", "/BY/2024/ekonomi/import/"]
)
def test_where_little_is_there_yet_an_administrator_is_led_to_the_workbook(begun: Unit, page: str) -> None:
    administrator = PersonFactory()
    RoleFactory(person=administrator, unit=begun, role=Role.ADMINISTRATOR)
    assert f'href="{HERE}"' in _content(browser_of(administrator).get(page))


@pytest.mark.parametrize("page", ["/struktur/", "/struktur/personer/"])
def test_whoever_may_not_read_a_workbook_in_is_not_led_to_it(begun: Unit, page: str) -> None:
    reporter = PersonFactory()
    RoleFactory(person=reporter, unit=begun, role=Role.REPORTER)
    assert f'href="{HERE}"' not in _content(browser_of(reporter).get(page))


def _content(answer: HttpResponse) -> str:
    """The page without its tabs."""
    assert answer.status_code == 200
    return re.sub(r"<nav.*?</nav>", "", answer.content.decode(), flags=re.DOTALL)


def test_a_coordinator_of_one_committee_is_not_let_in(place, reports: Client) -> None:
    assert reports.get(HERE).status_code == 403


def test_what_is_not_in_the_file_is_named_and_where_that_is_much_the_rest_is_counted(
    administers: Client, sheets: Sheets, send
) -> None:
    before = dict(sheets)
    sheets["Enheter"] = [
        *before["Enheter"],
        *([f"N{n:03}", f"Nämnd {n:03}", "Nämnd", "BY", "2024-01-01", ""] for n in range(120)),
    ]
    apply(administers, send(sheets))
    sheets["Enheter"] = [*before["Enheter"], FN]
    page = words(administers.get(send(sheets)))
    assert "Enheter: 120 rader finns inte i filen N000" in page
    assert "och 20 till" in page


def test_three_hundred_differences_are_all_there_a_hundred_a_page(administers: Client, sheets: Sheets, send) -> None:
    sheets["Enheter"] += [[f"N{n:03}", f"Nämnd {n:03}", "Nämnd", "BY", "2024-01-01", ""] for n in range(300)]
    address = send(sheets)
    assert "Alla 300 rader i Enheter" in words(administers.get(address))
    last = words(administers.get(f"{address}?sheet=units&page=3"))
    assert "N299" in last
    assert "201–300 av 300" in last
