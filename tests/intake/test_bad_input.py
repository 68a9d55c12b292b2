"""Whatever is wrong with a file is said in one sentence, and nothing of it is stored."""

import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from django.test import Client

from tertial.economy.models import LedgerImport
from tests.intake.conftest import LEDGER, a_file
from tests.intake.test_pages import applied, imported, mapping_of, send, text_of

PASSWORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)


def workbook(rows: list[list[object]]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", bytes(80_000_000))
    return out.getvalue()


TABLES = {
    "a PDF named csv": (b"%PDF-1.7\n1 0 obj", "is neither a text file with columns nor"),
    "an empty file": (b"", "The submitted file is empty"),
    "a workbook with a password": (PASSWORD, "is protected by a password"),
    "a zip bomb": (bomb(), "unpacks to far more than a table holds"),
    "a workbook that is cut off": (workbook([["Konto"], [1]])[:1500], "is cut off or damaged"),
    "no headings known": (b"A;B\n1;2\n", "Choose the column that holds the account."),
    "headings alone": (b"Konto;Period;Belopp\n", "holds no lines to import"),
    "no line that can be imported": (
        b"Konto;Period;Belopp\n5010;202401;ja\n",
        "The first is line 2: \u201cja\u201d is not an amount",
    ),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_that_cannot_be_imported_is_told_in_one_sentence(browser: Client, name: str) -> None:
    content, sentence = TABLES[name]
    values = {"kind": "outcome", "source_system": "Raindance", "sent": [a_file(content)]}
    response = browser.post("/KS/2024/ekonomi/import/ny/", values)
    if response.status_code == 302:
        address = response["Location"]
        response = browser.post(f"{address}las/", mapping_of(browser, address))
        page = text_of(browser, address) if response.status_code == 302 else response.content.decode()
    else:
        page = response.content.decode()
    assert sentence in page
    assert not imported().exists()


SIE = "#FLAGGA 0\n#SIETYP 4\n#RAR 0 20240101 20241231\n#VER A 1 20240131\n{\n#TRANS 5010 {} 5\n"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (SIE, "is cut off: voucher A 1 on line 4 is not whole"),
        (f"{SIE}}}\n#KSUMMA 5\n".replace("0\n#SIE", "0\n#KSUMMA\n#SIE"), "The checksum on line 9"),
        ("#FLAGGA 0\n#SIETYP 4\n", "holds no lines to import"),
    ],
)
def test_a_sie_file_that_cannot_be_imported_is_told_in_one_sentence(
    browser: Client, content: str, sentence: str
) -> None:
    address = send(browser, a_file(content, "bok.se"))
    assert sentence in text_of(browser, address)
    assert not imported().exists()


def test_formulas_that_were_never_reckoned_are_refused_with_what_to_do(browser: Client) -> None:
    rows = [["Konto", "Period", "Belopp"], [5010, 202401, 5], [5010, 202401, "=C2*2"]]
    address = send(browser, a_file(workbook(rows), "bok.xlsx"))
    browser.post(f"{address}las/", mapping_of(browser, address))
    page = text_of(browser, address)
    assert "if it is a formula, open the workbook, save it" in page
    assert "It has formulas" in page


def test_sie_files_and_tables_are_not_mixed(browser: Client) -> None:
    values = {"kind": "outcome", "source_system": "X", "sent": [a_file(SIE, "bok.se"), a_file(LEDGER)]}
    page = browser.post("/KS/2024/ekonomi/import/ny/", values)
    assert "“bok.se” is a SIE file and “huvudbok.csv” is not" in page.content.decode()


def test_a_file_with_other_headings_than_the_system_had_before_is_told_and_waits_for_a_look(browser: Client) -> None:
    address = send(browser, a_file(LEDGER))
    browser.post(f"{address}las/", mapping_of(browser, address))
    again = send(browser, a_file(LEDGER.replace("Ansvar;", "Kst;"), "april.csv"))
    page = text_of(browser, again)
    assert "The headings are others than last time. No longer there: Ansvar. New: Kst." in page
    assert "Read the files" in page


def test_several_files_are_one_import_in_which_each_is_proven(browser: Client) -> None:
    address = send(browser, a_file(LEDGER, "a.csv"), a_file(LEDGER.replace("2024", "2025"), "b.csv"))
    browser.post(f"{address}las/", mapping_of(browser, address))
    page = applied(browser, address)
    assert [file["rows"] for file in imported().get().files] == [5, 5]
    assert imported().get().periods == [202401, 202402, 202501, 202502]
    assert "b.csv" in text_of(browser, page)


def test_what_would_be_replaced_is_said_before_and_after(browser: Client) -> None:
    first = send(browser, a_file(LEDGER))
    browser.post(f"{first}las/", mapping_of(browser, first))
    applied(browser, first)
    second = send(browser, a_file(LEDGER.replace("hundra", "100"), "rättad.csv"))
    page = text_of(browser, second)
    assert "Replaces January–February 2024 of the import of" in page
    applied(browser, second)
    older = LedgerImport.objects.filter(source_system="Raindance").order_by("pk").first()
    assert "Replaced by the import of" in text_of(browser, f"/KS/2024/ekonomi/import/{older.ref.key}/")


def test_thrown_away_files_are_gone_from_the_disk_and_cannot_be_imported(
    browser: Client, home: Path, django_capture_on_commit_callbacks
) -> None:
    address = send(browser, a_file(LEDGER))
    browser.post(f"{address}las/", mapping_of(browser, address))
    assert len(list((home / "uploads").iterdir())) == 1
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(f"{address}kasta/")
    assert list((home / "uploads").iterdir()) == []
    assert browser.post(f"{address}importera/").status_code in {400, 409, 422}
    assert not imported().exists()
