"""The inputs of `shared/cases/` through `tertial import` and the import page: read rightly, asked about, or refused."""

from collections.abc import Callable
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from tertial.__main__ import main
from tertial.economy.ledger import store
from tertial.economy.models import LedgerImport
from tests.intake.conftest import a_file
from tests.intake.test_pages import mapping_of, send, text_of
from tests.shared.factories import UnitFactory

CASES = Path(__file__).parents[1] / "shared" / "cases"
Line = tuple[str, str, int, int]


@dataclass(frozen=True)
class Case:
    """What is booked (account, unit, period, öre), and what is said beside it on the command line and the page."""

    lines: tuple[Line, ...] = ()
    said: tuple[str, ...] = ()
    kind: str = "outcome"
    asks: str = ""
    proven: bool = True


READ = {
    "sie1-opening-only-as-last-years-closing": Case(
        (("1930", "", 202412, 70000), ("3010", "", 202412, -70000)),
        ("The file has no opening balances (#IB 0); last year's closing balances (#UB -1) are taken as them.",),
    ),
    "sie1-opening-without-closing": Case(
        (("2440", "", 202412, 10000), ("1930", "", 202412, -6000), ("4010", "", 202412, -4000)),
    ),
    "sie2-same-period-balance-twice": Case((("4010", "", 202401, 30000), ("4010", "", 202401, 20000))),
    "sie3-total-is-what-no-object-has": Case(
        (("4010", "", 202401, 30000), ("4010", "10", 202401, 50000), ("4010", "10", 202401, 20000)),
        ("balance without objects is not the total but what no object has",),
    ),
    "sie4-every-voucher-unbalanced": Case(
        (
            *(("4010", "", 202403, 10000), ("1930", "", 202403, -9000)),
            *(("4010", "", 202403, 5000), ("1930", "", 202403, -4000)),
        ),
        ("2 of 2 vouchers do not balance (in SIE every voucher balances).",),
        proven=False,
    ),
    "sie4-voucher-outside-the-year": Case(
        (
            *(("4010", "", 202403, 10000), ("1930", "", 202403, -10000)),
            *(("4010", "", 202501, 5000), ("1930", "", 202501, -5000)),
        ),
        ("outside the file's year 2024-01-01–2024-12-31 (#RAR 0): A 2 on line 13, dated 2025-01-05.",),
        proven=False,
    ),
    "csv-account-group-beside-account": Case((("4010", "100", 202403, 60000), ("5010", "100", 202403, 40000))),
    "csv-amount-in-mnkr": Case((("4010", "100", 202403, 125_000_000),), ("Amounts are read as millions of kronor.",)),
    "csv-belopp-debet-belopp-kredit": Case((("4010", "100", 202403, 10000), ("1930", "100", 202403, -10000))),
    "csv-budget-beside-outcome": Case(
        (("4010", "100", 202403, 100_000), ("3010", "100", 202403, -100_000)),
        ("Columns that were not read: Utfall.",),
        kind="budget",
    ),
    "csv-debit-credit-and-balance": Case(
        (("4010", "", 202403, 10000), ("4010", "", 202403, 5000), ("4010", "", 202403, -2000)),
        ("sum to 130,00 kr", "Columns that were not read: Saldo."),
    ),
    "csv-group-rows-that-sum": Case(
        (("4010", "100", 202403, 60000), ("4020", "100", 202403, 40000)),
        (
            "lines in the files 3, in 2, left out by a rule 1, refused 0. What is in sums to 1 000,00 kr.",
            "Group rows left out, which sum the accounts that begin with their own: 1, 1 000,00 kr.",
        ),
    ),
    "csv-sum-row-that-disagrees": Case(
        (("4010", "100", 202401, 100), ("5010", "100", 202401, 200)),
        ("The total on line 4 says 30,00 kr, but the lines above it sum to 3,00 kr.",),
        proven=False,
    ),
    "csv-tkr-in-the-title": Case(
        (("4010", "100", 202403, 125_000_000),),
        ("The headings stand on line 3", "Amounts are read as thousands of kronor."),
    ),
    "csv-with-and-without-vat": Case(
        (("4010", "100", 202403, 10000), ("5010", "100", 202403, 20000)),
        ("Columns that were not read: Belopp inkl moms.",),
    ),
    "xlsx-account-shown-with-leading-zero": Case((("0351", "100", 202402, 500),)),
    "xlsx-hidden-sheet-first": Case(
        (("4010", "100", 202402, 2050),), ("Read from the sheet “Data”. Hidden sheets were not read: Gammal.",)
    ),
    "xlsx-notes-sheet-first": Case(
        (("4010", "100", 202402, 2050),), ("Read from the sheet “Data”. Other sheets were not read: Läs mig.",)
    ),
}
REFUSED = {
    "sie4-amount-decimal-comma": "“1234,56” is not an amount in SIE; it should be like 1234.56 or -1234.56",
    "sie4-day-with-dashes": "“2024-03-05” is not a day in SIE; it should be like 20240305.",
    "csv-comma-between-thousands": "no line shows whether that is twelve and a half or twelve thousand five hundred",
}


@pytest.fixture
def run(db: None, monkeypatch, capsys) -> Callable[..., tuple[int, str]]:
    UnitFactory(code="BY", kind="municipality", parent=None)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)

    def cli(name: str, *options: str) -> tuple[int, str]:
        code = main(["import", "sie" if name.startswith("sie") else "ledger", str(file_of(name)), *options])
        said = capsys.readouterr()
        return code, " ".join((said.out + said.err).replace("\u00a0", " ").split())

    return cli


def file_of(name: str) -> Path:
    (path,) = (CASES / name).iterdir()
    return path


def booked() -> list[Line]:
    """What the one import of the ledger holds, by line."""
    path = str(store.lines_path(LedgerImport.objects.get().content))
    asked = 'SELECT account, unit, period, amount FROM read_parquet(?) ORDER BY "row"'
    return store.connection().execute(asked, [path]).fetchall()


@pytest.mark.parametrize("name", READ)
def test_a_case_is_read_on_the_command_line(run, name: str) -> None:
    case = READ[name]
    code, said = run(name, "--kind", case.kind, "--dry-run")
    assert code in (0, 1)
    for sentence in case.said:
        assert sentence in said
    assert ("Proven: " in said) == case.proven
    assert not LedgerImport.objects.exists()
    run(name, "--kind", case.kind)
    assert tuple(booked()) == case.lines


@pytest.mark.parametrize("name", READ)
def test_a_case_is_read_on_the_page(browser: Client, name: str) -> None:
    case = READ[name]
    page = unescape(text_of(browser, preview_of(browser, name, case.kind)))
    for sentence in case.said:
        assert sentence in page
    assert ("Proven: " in page) == case.proven


@pytest.mark.parametrize("name", REFUSED)
def test_a_case_is_refused_or_asked_about_on_the_command_line(run, name: str) -> None:
    code, said = run(name, "--dry-run")
    asked = name.startswith("csv")
    assert (code, REFUSED[name] in said, "columns below" in said) == (2 if asked else 1, True, False), said
    assert ("--decimal comma|point" in said) == asked


@pytest.mark.parametrize("name", REFUSED)
def test_a_case_is_refused_or_asked_about_on_the_page(browser: Client, name: str) -> None:
    page = text_of(browser, preview_of(browser, name, "outcome"))
    assert REFUSED[name] in page
    assert "Proven: " not in page


def preview_of(browser: Client, name: str, kind: str) -> str:
    """The address of the preview, after the columns have been taken as they are proposed."""
    path = file_of(name)
    address = send(browser, a_file(path.read_bytes(), path.name), kind=kind)
    if not name.startswith("sie"):
        browser.post(f"{address}las/", mapping_of(browser, address))
    return address


def test_every_case_is_a_test() -> None:
    files = {path.name for path in CASES.iterdir() if path.name.startswith(("sie", "csv", "xlsx"))}
    assert files == {*READ, *REFUSED}
