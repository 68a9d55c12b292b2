"""From files on someone's disk to lines in the ledger, and back, through the pages."""

import re

from django.db.models import QuerySet
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from tertial.domain.ref import Ref
from tertial.economy.models import LedgerImport
from tertial.intake.models import StagedImport
from tests.intake.conftest import HERE, LEDGER, a_file


def send(browser: Client, *files, **given: str) -> str:
    """Sends files and gives the address that follows."""
    values = {"kind": "outcome", "source_system": "Raindance", **given}
    response = browser.post(f"{HERE}ny/", {**values, "sent": list(files)})
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


def imported() -> QuerySet[LedgerImport]:
    return LedgerImport.objects.filter(source_system="Raindance")


def mapping_of(browser: Client, address: str) -> dict[str, object]:
    """The form as the page offers it, filled as guessed."""
    form = browser.get(address).context["form"]
    return {name: value for name, value in form.initial.items() if value not in (None, False)}


def staged_at(address: str) -> StagedImport:
    """The files whose page the address is."""
    return StagedImport.objects.get(ref=Ref("stagedimport", address.rstrip("/").rpartition("/")[2]))


def press_import(browser: Client, address: str) -> HttpResponse:
    """Presses the button of the preview, which says which reading it shows."""
    return browser.post(f"{address}importera/", {"reading": staged_at(address).reading})


def applied(browser: Client, address: str) -> str:
    """Imports what was read, and gives the address of the import."""
    assert press_import(browser, address)["Location"] == address
    return browser.get(address)["Location"]


def text_of(browser: Client, address: str) -> str:
    response = browser.get(address)
    assert response.status_code == 200
    return " ".join(response.content.decode().replace("&nbsp;", " ").replace("\u00a0", " ").split())


def test_a_table_becomes_ledger_lines_after_its_columns_and_its_preview_have_been_seen(browser: Client) -> None:
    address = send(browser, a_file(LEDGER))
    given = mapping_of(browser, address)
    assert (given["account"], given["unit"], given["amount"]) == ("Konto", "Ansvar", "Belopp")
    assert browser.post(f"{address}las/", given)["Location"] == address
    page = text_of(browser, address)
    assert "lines in the files 5, in 4, refused 1. What is in sums to 0,00 kr." in page
    assert "“hundra” is not an amount" in page
    assert "Projects that the coding lacks: 1." in page
    assert not imported().exists()
    press_import(browser, address)
    made = imported().get()
    assert (made.line_count, made.refused_count, made.periods, made.debit) == (4, 1, [202401, 202402], 300_050)
    assert "January–February 2024" in text_of(browser, HERE)


def test_the_second_time_the_columns_need_no_look(browser: Client) -> None:
    address = send(browser, a_file(LEDGER))
    browser.post(f"{address}las/", mapping_of(browser, address))
    again = send(browser, a_file(LEDGER))
    assert staged_at(again).state == "ready"


def test_an_import_is_taken_back_from_its_page(browser: Client) -> None:
    address = send(browser, a_file(LEDGER))
    browser.post(f"{address}las/", mapping_of(browser, address))
    page = applied(browser, address)
    browser.post(f"{page}aterta/")
    assert imported().get().undone_at is not None
    assert "Taken back" in text_of(browser, page)


def test_refused_lines_are_a_file_with_line_and_reason(browser: Client) -> None:
    address = send(browser, a_file(LEDGER))
    browser.post(f"{address}las/", mapping_of(browser, address))
    before = browser.get(f"{address}avvisade.csv").content.decode("utf-8-sig")
    assert 'huvudbok.csv;6;"“hundra” is not an amount' in before
    page = applied(browser, address)
    assert browser.get(f"{page}avvisade.csv").content.decode("utf-8-sig") == before


def test_no_month_to_come_is_offered_as_closed(browser: Client) -> None:
    year = str(timezone.localdate().year + 1)
    address = send(browser, a_file(LEDGER.replace("2024", year)))
    browser.post(f"{address}las/", mapping_of(browser, address))

    page = browser.get(address).content.decode()

    assert re.findall(
        r'<option value="(\d+)"', page.partition('name="closed_through"')[2].partition("</select>")[0]
    ) == ["0"]
