"""`tertial import sie FILE --dry-run`: each line is read rightly or refused, and what is odd is reported."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client

from tertial.__main__ import main
from tests.intake.conftest import a_file as sent
from tests.intake.test_pages import send, text_of
from tests.shared.factories import UnitFactory

pytestmark = pytest.mark.django_db

YEARS = "#RAR 0 20240101 20241231\n#RAR -1 20230101 20231231\n"
ONE = '#VER A 1 20240305 "Prov"\n{\n#TRANS 4010 {} 100.00\n#TRANS 1930 {} -100.00\n}\n'
LAST_YEAR = '#DIM 1 "Ansvar"\n#RES 0 4010 1000.00\n'


def a_file(kind: int, content: str, top: str = YEARS) -> str:
    return f'#FLAGGA 0\n#PROGRAM "Prov" 1.0\n#FORMAT PC8\n#SIETYP {kind}\n#FNAMN "Provkommun"\n{top}{content}'


@pytest.fixture
def said(tmp_path: Path, db: None, capsys, monkeypatch) -> Callable[..., str]:
    UnitFactory(code="BY", kind="municipality", parent=None)
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)

    def run(text: str, *options: str, charset: str = "cp437") -> str:
        path = tmp_path / "in.se"
        path.write_bytes(text.encode(charset))
        assert main(["import", "sie", str(path), *options, "--dry-run"]) == 1
        told = capsys.readouterr()
        return (told.out + told.err).replace("\u00a0", " ")

    return run


READ = {
    # case: a file, what is said of it, what is not
    "an account with an opening and no closing balance moves to zero": (
        a_file(1, "#IB 0 1930 100.00\n#IB 0 2440 -100.00\n#UB 0 1930 40.00\n#RES 0 4010 -40.00\n"),
        ["all 3 lines of the files are in, and they sum to 0,00 kr"],
        ["Check: The changes"],
    ),
    "last year's closing balance is this year's opening where none is given": (
        a_file(1, "#UB -1 1930 300.00\n#UB 0 1930 1000.00\n#RES 0 3010 -700.00\n"),
        ["all 2 lines of the files are in, and they sum to 0,00 kr", "last year's closing balances (#UB -1) are taken"],
        [],
    ),
    "a closing balance that is the result once more is booked once": (
        a_file(1, "#IB 0 1930 0.00\n#UB 0 1930 700.00\n#UB 0 3010 -700.00\n#RES 0 3010 -700.00\n"),
        ["all 2 lines of the files are in, and they sum to 0,00 kr"],
        [],
    ),
    "two movements of one account are refused": (
        a_file(1, "#IB 0 1930 0.00\n#UB 0 1930 700.00\n#RES 0 1930 -1.00\n#RES 0 3010 -700.00\n"),
        [
            "Account 1930 has a result (#RES) and balances (#IB, #UB) that say different movements",
            "2 lines are refused",
        ],
        [],
    ),
    "a month that is given twice counts twice where the result says so": (
        a_file(2, "#RES 0 4010 500.00\n#PSALDO 0 202401 4010 {} 300.00\n#PSALDO 0 202401 4010 {} 200.00\n"),
        ["all 2 lines of the files are in, and they sum to 500,00 kr"],
        [],
    ),
    "a month that is given twice is refused the second time where nothing shows which is right": (
        a_file(2, "#PSALDO 0 202401 4010 {} 300.00\n#PSALDO 0 202401 4010 {} 200.00\n"),
        ["The line gives the same once more as line 8.", "sums to 300,00 kr"],
        [],
    ),
    "a balance without objects is what no object has where the result says so": (
        a_file(
            3,
            f'{LAST_YEAR}#PSALDO 0 202401 4010 {{}} 300.00\n#PSALDO 0 202401 4010 {{"1" "10"}} 500.00\n'
            '#PSALDO 0 202401 4010 {"1" "10" "6" "P1"} 200.00\n',
        ),
        ["all 3 lines of the files are in, and they sum to 1 000,00 kr", "is not the total but what no object has"],
        [],
    ),
    "months that do not come to the result are told": (
        a_file(2, "#RES 0 4010 500.00\n#PSALDO 0 202401 4010 {} 300.00\n"),
        ["4010 says 500,00 kr for the year, but its lines come to 300,00 kr"],
        ["Proven"],
    ),
    "objects that come to more than the total are told where nothing says which is right": (
        a_file(3, '#PSALDO 0 202401 4010 {} 300.00\n#PSALDO 0 202401 4010 {1 "10"} 500.00\n'),
        ["the balances of objects come to more than the month's balance without objects", "sums to 300,00 kr"],
        ["Proven"],
    ),
    "last year's result among the openings is as it should be": (
        a_file(
            1,
            "#UB -1 1930 60.00\n#RES -1 3010 -60.00\n"
            "#IB 0 1930 60.00\n#IB 0 2010 -60.00\n#UB 0 1930 100.00\n#UB 0 2010 -60.00\n#RES 0 3010 -40.00\n",
        ),
        ["Last year's result was added to the balances when the year began: 2010 opens with −60,00 kr"],
        ["open with another balance"],
    ),
    "openings without any closing are not booked": (
        a_file(1, "#IB 0 1930 5.00\n#RES 0 3010 -5.00\n"),
        ["has opening balances (#IB) but no closing balances (#UB)", "sums to −5,00 kr"],
        ["Proven"],
    ),
    "months outside the year are told": (
        a_file(2, "#PSALDO 0 202501 4010 {} 300.00\n"),
        ["1 balance is of a month outside the file's year (#RAR 0): January 2025 on line 8."],
        ["Proven"],
    ),
    "vouchers that do not balance are told however many they are": (
        a_file(4, ONE.replace("-100", "-90") + ONE.replace("A 1", "A 2").replace("-100", "-90")),
        ["2 of 2 vouchers do not balance (in SIE every voucher balances)"],
        ["Proven"],
    ),
    "vouchers outside the year are told": (
        a_file(4, ONE + ONE.replace("A 1 20240305", "A 2 20250105")),
        ["1 voucher is dated outside the file's year 2024-01-01–2024-12-31 (#RAR 0): A 2 on line 13, dated 2025-01-05"],
        ["Proven"],
    ),
    "the same voucher twice is reported": (
        a_file(4, ONE + ONE),
        ["1 voucher has the same series and number as one before it, and is booked once more: A 1 on line 13."],
        ["Proven"],
    ),
    "the number of a voucher may come again in another year": (
        a_file(4, ONE + ONE.replace("2024", "2023")),
        ["dated outside the file's year"],
        ["has the same series and number"],
    ),
    "another currency is reported": (a_file(4, ONE, YEARS + "#VALUTA EUR\n"), ["in EUR (#VALUTA)"], ["Proven"]),
    "a file that has been read before is reported": (
        a_file(4, ONE).replace("FLAGGA 0", "FLAGGA 1"),
        ["marked as read before (#FLAGGA 1)", "Proven"],
        [],
    ),
    "a year that ends before it begins is reported": (
        a_file(4, ONE, "#RAR 0 20241231 20240101\n"),
        ["The year on line 6 (#RAR 0 20241231 20240101) cannot be used"],
        ["Proven"],
    ),
    "vouchers that do not come to balances and results are told": (
        a_file(4, "#IB 0 1930 0\n#UB 0 1930 -100.00\n#RES 0 4010 99.00\n" + ONE),
        ["4010 says 99,00 kr for the year, but its lines come to 100,00 kr"],
        ["Proven", "1930 says"],
    ),
    "vouchers that do not come to a month's balance are told": (
        a_file(4, "#PSALDO 0 202403 4010 {} 90.00\n" + ONE),
        ["4010 in March 2024 says 90,00 kr, but its lines come to 100,00 kr"],
        ["Proven"],
    ),
    "bad lines of a kind that is not booked are not counted as refused": (
        a_file(4, "#PBUDGET 0 2024-01 4010 {} 1,00\n#RES 0 4010 1,00\n" + ONE),
        ["2 lines with balances cannot be read, so what is booked was not checked against them", "refused: 0"],
        ["Proven"],
    ),
    "labels in small letters are read": (a_file(4, ONE).lower(), ["all 2 lines of the files are in"], []),
    "lines that SIE does not have are told": (
        a_file(4, "#NYTT 1 2\n" + ONE.replace("}\n", "#TRANSS 4010 {} 5\n}\n")),
        ["Labels that SIE does not have are passed over: #NYTT (1)", "that are not booked: #TRANSS (1)"],
        ["Proven"],
    ),
    "letters that are not those of the format are told": (
        a_file(4, ONE.replace("Prov", "Räksmörgås")),
        ["letters show that it is not"],
        [],
    ),
}


@pytest.mark.parametrize("case", READ)
def test_a_file_is_read_as_it_means(said: Callable[..., str], case: str) -> None:
    text, told, untold = READ[case]
    out = said(text, charset="cp1252" if "letters that" in case else "cp437")
    assert [sentence for sentence in told if sentence not in out] == []
    assert [sentence for sentence in untold if sentence in out] == []


REFUSED = {
    "an amount with a decimal comma": (
        a_file(4, ONE.replace("100.00", "1234,56")),
        "The first is line 10: “1234,56” is not an amount in SIE; it should be like 1234.56",
    ),
    "an amount in parts": (a_file(4, ONE.replace("100.00", "1 234.56")), "“1 234.56” is not an amount in SIE"),
    "an amount with an apostrophe": (a_file(4, ONE.replace("100.00", "1'234.56")), "is not an amount in SIE"),
    "an amount with an exponent": (a_file(4, ONE.replace("100.00", "1e3")), "is not an amount in SIE"),
    "an amount with its sign behind": (a_file(4, ONE.replace("100.00", "1234.56-")), "is not an amount in SIE"),
    "a day with dashes": (
        a_file(4, ONE.replace("20240305", "2024-03-05")),
        "“2024-03-05” is not a day in SIE; it should be like 20240305.",
    ),
    "a voucher without a day": (a_file(4, ONE.replace(' 20240305 "Prov"', "")), "The voucher has no day"),
    "a line without objects": (a_file(4, ONE.replace("{} ", "")), "The line has no list of objects"),
    "balances of a year that is not given": (
        a_file(1, "#IB 0 1930 0.00\n#UB 0 1930 5.00\n", ""),
        "#RAR 0 with the first and last day of the year is missing or cannot be read",
    ),
    "balances of a year that ends before it begins": (
        a_file(1, "#IB 0 1930 0.00\n#UB 0 1930 5.00\n", "#RAR 0 20241231 20240101\n"),
        "#RAR 0 with the first and last day of the year is missing or cannot be read",
    ),
    "balances until no day": (
        a_file(1, "#UB 0 1930 5.00\n#OMFATTN 2024-06-30\n"),
        "“2024-06-30” (#OMFATTN), which is not a day in SIE",
    ),
    "a checksum of nothing": (
        a_file(4, ONE).replace("#PROGRAM", "#KSUMMA\n#PROGRAM", 1) + "#KSUMMA 0\n",
        "has been altered or damaged",
    ),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_of_which_nothing_can_be_used_is_refused_with_the_reason(said: Callable[..., str], case: str) -> None:
    text, sentence = REFUSED[case]
    out = said(text)
    assert sentence in out
    assert "columns below" not in out


def test_what_is_odd_and_what_is_refused_stands_on_the_page_of_the_import(browser: Client) -> None:
    broken = ONE.replace("A 1", "A 2").replace("100.00\n", "1234,56\n", 1)
    page = text_of(browser, send(browser, sent(a_file(4, ONE + broken), "bok.se")))
    assert "1 of 2 vouchers do not balance (in SIE every voucher balances)." in page
    assert "“1234,56” is not an amount in SIE" in page
    assert "lines in the files 4, in 3, refused 1" in page
    assert "Proven" not in page


def test_sie_files_with_other_dimensions_are_not_read_as_one(said: Callable[..., str], tmp_path: Path) -> None:
    other = tmp_path / "annan.se"
    other.write_text(a_file(4, '#DIM 7 "Ansvar"\n' + ONE.replace("A 1", "A 2")), encoding="cp437")
    out = said(a_file(4, '#DIM 1 "Ansvar"\n' + ONE), str(other))
    assert "“annan.se” has its units, activities and projects in other dimensions (#DIM) than “in.se”" in out


def test_vouchers_that_stand_in_two_sie_files_are_told(said: Callable[..., str], tmp_path: Path) -> None:
    other = tmp_path / "april.se"
    other.write_text(a_file(4, ONE.replace("A 1", "A 2") + ONE), encoding="cp437")
    out = said(a_file(4, ONE), str(other))
    assert "april.se: 1 voucher has the same series and number as one before it" in out
    assert "lines in the files 6, in 6" in out


def test_a_sie_file_among_tables_is_told(tmp_path: Path, db: None, capsys, monkeypatch) -> None:
    UnitFactory(code="BY", kind="municipality", parent=None)
    monkeypatch.setenv("LANG", "C.UTF-8")
    path = tmp_path / "in.se"
    path.write_text(a_file(4, ONE), encoding="cp437")
    assert main(["import", "ledger", str(path), "--dry-run"]) == 2
    assert "“in.se” is a SIE file; import it with tertial import sie." in capsys.readouterr().err
