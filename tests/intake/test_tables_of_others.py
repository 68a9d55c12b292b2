"""Tables as other systems write them are read rightly, asked about, or told, through `tertial import ledger`."""

import io
from pathlib import Path

import openpyxl
import pytest

from tertial.__main__ import main
from tertial.economy.ledger import store
from tertial.economy.models import LedgerImport
from tests.shared.factories import UnitFactory

pytestmark = pytest.mark.django_db
BUDGET = ["--kind", "budget"]
HEAD = "Konto;Ansvar;Period;Belopp\n"
GROUPED = "Ansvar;Konto;Period;Belopp\n10;4010;202403;1,00\n;4020;202403;2,00\n20;4010;202403;3,00\nSumma;;;6,00\n"


@pytest.fixture(autouse=True)
def municipality(tmp_path: Path, settings, monkeypatch) -> None:
    settings.TERTIAL_HOME = tmp_path / "home"
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    UnitFactory(code="BY", kind="municipality", parent=None)


@pytest.fixture
def run(tmp_path: Path, capsys):
    def ledger(content: str | bytes, *options: str, name: str = "in.csv") -> tuple[int, str]:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        code = main(["import", "ledger", str(path), *options])
        said = capsys.readouterr()
        return code, " ".join((said.out + said.err).replace("\u00a0", " ").split())

    return ledger


def workbook(*sheets: tuple[str, str, list[list[object]]]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.active)
    for name, state, rows in sheets:
        sheet = book.create_sheet(name)
        sheet.sheet_state = state
        for row in rows:
            sheet.append(row)
    book.save(out)
    return out.getvalue()


READ = {
    "the account, not the group beside it": (
        (
            "Kontogrupp;Konto och benämning;Ansvar;Period;Belopp\n40;4010 Löner;100;202403;600,00\n"
            "50;5010 Hyra;100;202403;400,00\n"
        ),
        [],
        {("4010", 202403, 60000), ("5010", 202403, 40000)},
    ),
    "millions of kronor": (
        "Konto;Ansvar;Period;Belopp mnkr\n4010;100;202403;1,25\n",
        [],
        {("4010", 202403, 125_000_000)},
    ),
    "thousands of kronor in a line above": (
        "Resultatrapport, belopp i tkr;;;\n;;;\n" + HEAD + "4010;100;202403;1250\n",
        [],
        {("4010", 202403, 125_000_000)},
    ),
    "debit and credit in other words": (
        "Konto;Ansvar;Datum;Belopp debet;Belopp kredit\n4010;100;2024-03-05;100,00;\n1930;100;2024-03-05;;100,00\n",
        [],
        {("4010", 202403, 10000), ("1930", 202403, -10000)},
    ),
    "the budget where it is asked for": (
        "Konto;Ansvar;Period;Budget;Utfall\n4010;100;202403;1000,00;900,00\n3010;100;202403;-1000,00;-900,00\n",
        BUDGET,
        {("4010", 202403, 100_000), ("3010", 202403, -100_000)},
    ),
    "the outcome where it is asked for": (
        "Konto;Ansvar;Period;Budget;Utfall\n4010;100;202403;1000,00;900,00\n",
        [],
        {("4010", 202403, 90_000)},
    ),
    "the period, not what has been accumulated": (
        "Konto;Period;Utfall ack;Utfall\n4010;202403;300,00;100,00\n",
        [],
        {("4010", 202403, 10000)},
    ),
    "debit and credit, not the running balance": (
        "Konto;Datum;Debet;Kredit;Saldo\n4010;2024-03-05;100,00;;100,00\n4010;2024-03-07;;20,00;80,00\n",
        [],
        {("4010", 202403, 10000), ("4010", 202403, -2000)},
    ),
    "the amount without VAT": (
        "Konto;Bokföringsdatum;Belopp inkl moms;Belopp exkl moms\n4010;2024-03-05;125,00;100,00\n",
        [],
        {("4010", 202403, 10000)},
    ),
    "a column that says debit or credit": (
        "Konto;Period;D/K;Belopp\n4010;202403;D;100,00\n1930;202403;K;100,00\n",
        [],
        {("4010", 202403, 10000), ("1930", 202403, -10000)},
    ),
    "the year in a column of its own": ("Konto;År;Månad;Belopp\n4010;2024;3;5,00\n", [], {("4010", 202403, 500)}),
    "points between thousands, told by another line": (
        HEAD + "4010;1;202403;-500.000\n4010;1;202403;1.234,50\n",
        [],
        {("4010", 202403, -50_000_000), ("4010", 202403, 123_450)},
    ),
    "commas between thousands, as said": (
        'Konto,Period,Belopp\n4010,202401,"12,500"\n4020,202401,"1,000"\n',
        ["--decimal", "point"],
        {("4010", 202401, 1_250_000), ("4020", 202401, 100_000)},
    ),
    "days with the day first, as said": (
        "Konto;Datum;Belopp\n4010;03/04/2024;5,00\n",
        ["--days", "day-first"],
        {("4010", 202404, 500)},
    ),
    "days as a spreadsheet counts them": ("Konto;Datum;Belopp\n4010;45352;5,00\n", [], {("4010", 202403, 500)}),
    "a thirteenth period as December": (
        HEAD + "4010;1;202413;5,00\n",
        ["--year-end", "december"],
        {("4010", 202412, 500)},
    ),
    "the visible sheet that fits": (
        workbook(
            ("Gammal", "hidden", [["Konto", "Period", "Belopp"], [1, 202301, 1]]),
            ("Läs mig", "visible", [["Rapport"], ["Utskriven 2024-05-01"]]),
            ("Data", "visible", [["Konto", "Period", "Belopp"], [4010, 202402, 20.5]]),
        ),
        [],
        {("4010", 202402, 2050)},
    ),
    "kronor without öre": (
        HEAD + "4010;1;202403;500:-\n4011;1;202403;1 500,-\n4012;1;202403;kr 5,50\n4013;1;202403;-2:-\n",
        [],
        {("4010", 202403, 50000), ("4011", 202403, 150_000), ("4012", 202403, 550), ("4013", 202403, -200)},
    ),
    "an empty column between headings that are repeated": (
        "Konto;Period;Debet;Kredit;Saldo\n4010;202403;5,00;;1\nKonto;Period;Debet;Kredit;Saldo\n",
        [],
        {("4010", 202403, 500)},
    ),
    "debit and credit without öre": (
        "Konto;Period;Debet;Kredit\n4010;202403;3:-;\n3011;202403;;2:-\n",
        [],
        {("4010", 202403, 300), ("3011", 202403, -200)},
    ),
    "a year of two figures in a column of its own": (
        "Konto;År;Månad;Belopp\n4010;24;03;5,00\n",
        [],
        {("4010", 202403, 500)},
    ),
    "kronor beside another currency": (
        "Konto;Period;Belopp;Belopp i valuta;Valuta\n4010;202403;50,00;5,00;EUR\n",
        [],
        {("4010", 202403, 5000)},
    ),
    "tkr above a first line that lacks its account": (
        "Belopp i tkr;;\nKonto;Period;Belopp\n;202403;1,00 kr\n4010;202403;2,00\n",
        [],
        {("4010", 202403, 200_000)},
    ),
    "the sheet that is chosen": (
        workbook(
            ("Jan", "visible", [["Konto", "Period", "Belopp"], [4010, 202401, 1]]),
            ("Feb", "visible", [["Konto", "Period", "Belopp"], [4010, 202402, 2]]),
        ),
        ["--sheet", "Feb"],
        {("4010", 202402, 200)},
    ),
}


@pytest.mark.parametrize("name", READ)
def test_a_table_is_read_by_what_its_columns_and_figures_mean(run, name: str) -> None:
    content, options, expected = READ[name]
    code, said = run(content, *options, name="in.xlsx" if isinstance(content, bytes) else "in.csv")
    assert code in (0, 1), said
    made = LedgerImport.objects.get()
    assert set(lines_of(made)) == expected


def lines_of(made: LedgerImport) -> list[tuple[str, int, int]]:
    path = str(store.lines_path(made.content))
    return store.connection().execute("SELECT account, period, amount FROM read_parquet(?)", [path]).fetchall()


TOLD = {
    "amounts of which none is a figure": (
        "Konto;Period;D/K;Belopp\n4010;202403;D;hundra\n",
        "No line of in.csv can be imported. The first is line 2: “hundra” is not an amount",
    ),
    "a line that may be a group row": (
        HEAD + "4010;1;202403;600,00\n4020;1;202403;400,00\n40;1;202403;900,00\n",
        "Line 4 is on an account that others begin with, but is not their sum.",
    ),
    "a day in another month than the period": (
        "Konto;Period;Datum;Belopp\n4010;202403;2024-03-31;1,00\n4010;202403;2024-04-02;1,00\n",
        "1 line has its day in another month than its period, and counts in its period: line 3.",
    ),
    "what stood on a line that is found to be a group": (
        "Konto;Ansvar;Period;Belopp\n4010;1;202403;600,00\n4020;1;202403;400,00\n40;1;202403;1000,00\n",
        "and is left out. │ 40 | 1 | 202403 | 1000,00 │",
    ),
    "group rows": (
        (
            "Konto;Text;Ansvar;Period;Belopp\n4010;Löner;100;202403;600,00\n4020;OB;100;202403;400,00\n"
            "40;Summa löner;100;202403;1000,00\n"
        ),
        "left out by a rule 1, refused 0. What is in sums to 1 000,00 kr.",
    ),
    "a total that disagrees": (
        HEAD + "4010;100;202401;1,00\n5010;100;202401;2,00\nSumma;;;30,00\n",
        "The total on line 4 says 30,00 kr, but the lines above it sum to 3,00 kr.",
    ),
    "totals of parts and of the whole": (
        HEAD + "4010;1;202401;1,00\nDelsumma;;;1,00\n5010;1;202401;2,00\nDelsumma;;;2,00\nTotalt;;;3,00\n",
        "3 totals agree with the lines.",
    ),
    "repeated headings": (HEAD + "4010;1;202401;1,00\n" + HEAD, "Repeated headings left out: 1."),
    "notes among the lines": (HEAD + "4010;1;202401;1,00\n;1;;\n", "Rows with neither account nor amount left out: 1."),
    "an unreadable amount": (HEAD + "4010;1;202401;TRUE\n4010;1;202401;1,00\n", "“TRUE” is not an amount"),
    "a share": (HEAD + "4010;1;202401;45 %\n4010;1;202401;1,00\n", "“45 %” is not an amount"),
    "the opening of the year": (
        HEAD + "4010;1;202400;5,00\n4010;1;202401;1,00\n",
        "“202400” is the opening of the year",
    ),
    "columns that were not read": (
        "Konto;Period;Belopp;Handläggare\n4010;202401;1,00;Bo\n",
        "Columns that were not read: Handläggare.",
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_is_no_line_is_told(run, name: str) -> None:
    content, sentence = TOLD[name]
    _code, said = run(content, "--dry-run")
    assert sentence in said


@pytest.mark.parametrize(("answer", "units"), [("above", ["10", "10", "20"]), ("none", ["10", "", "20"])])
def test_an_empty_unit_is_the_one_above_or_none_as_was_said(run, answer: str, units: list[str]) -> None:
    code, said = run(GROUPED, "--blanks", answer)
    assert code in (0, 1), said
    path = str(store.lines_path(LedgerImport.objects.get().content))
    found = store.connection().execute('SELECT unit FROM read_parquet(?) ORDER BY "row"', [path]).fetchall()
    assert [unit for (unit,) in found] == units


def test_hidden_rows_of_a_workbook_are_read_and_told(run) -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in (["Konto", "Period", "Belopp"], [4010, 202403, 5], [4011, 202403, 7]):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    book.save(out)
    _code, said = run(out.getvalue(), "--dry-run", name="in.xlsx")
    assert "Rows of it are hidden, by hand or by a filter; they are read like the others." in said
    assert "all 2 lines of the files are in, and they sum to 12,00 kr" in said


def test_lines_of_balance_accounts_need_no_unit(run) -> None:
    code, said = run("Konto;Ansvar;Period;Belopp\n4010;10;202403;5,00\n1930;;202403;-5,00\n", "--dry-run")
    assert (code, "1 line has no unit, and so belongs to no committee." in said) == (1, True), said


def test_a_column_of_quarters_is_not_read_as_months(run) -> None:
    content = "Konto;Kvartal;Belopp\n4010;1;5,00\n"
    code, said = run(content, "--column", "period=Kvartal", "--year", "2024", "--dry-run")
    assert (code, "“Kvartal” names several months together" in said) == (1, True), said


@pytest.mark.parametrize("name", ["a total that disagrees", "a line that may be a group row"])
def test_a_total_that_disagrees_keeps_the_import_from_being_called_proven(run, name: str) -> None:
    assert "Proven:" not in run(TOLD[name][0], "--dry-run")[1]


ASKED = {
    "an amount in another currency": ("Konto;Period;Belopp EUR\n4010;202403;5,00\n", "--column amount=…"),
    "lines in another currency": (
        "Konto;Period;Belopp;Valuta\n4010;202403;5,00;EUR\n4010;202403;5,00;SEK\n",
        "“Valuta” says that lines are in other currencies: EUR.",
    ),
    "several months in one amount": ("Konto;Period;Utfall jan-mar\n4010;202403;5,00\n", "--column amount=…"),
    "several months and their budget": (
        "Konto;Period;Utfall kv 1;Budget kv 1\n4010;202403;5,00;6,00\n",
        "Utfall kv 1, Budget kv 1 may be balances, budgets or other sums.",
    ),
    "no unit below a unit": (GROUPED, "The column Ansvar of in.csv is empty below some codes"),
    "no unit below a unit, and the option": (GROUPED, "--blanks above|none"),
    "quarters instead of months": ("Konto;Kvartal;Belopp\n4010;1;5,00\n", "--column period=… (date=…)"),
    "decimals": ('Konto,Period,Belopp\n4010,202401,"12,500"\n', "--decimal comma|point"),
    "points": (HEAD + "4010;1;202401;-500.000\n", "--decimal comma|point"),
    "days": ("Konto;Datum;Belopp\n4010;03/04/2024;5,00\n", "--days year-first|day-first|month-first"),
    "years of two figures": ("Konto;Datum;Belopp\n4010;24-03-05;5,00\n", "--days year-first|day-first|month-first"),
    "days of six figures": ("Konto;Datum;Belopp\n4010;240305;5,00\n", "--days year-first|day-first|month-first"),
    "periods of four figures": ("Konto;Period;Belopp\n4010;1203;5,00\n", "--days year-first|day-first|month-first"),
    "another year than the lines": (
        "Konto;Period;Utfall 2024\n4010;202303;1,00\n",
        "“Utfall 2024” names another year than the lines, which are of 2023.",
    ),
    "a thirteenth period": (HEAD + "4010;1;202413;5,00\n", "--year-end december|refuse"),
    "two amounts": ("Konto;Period;Utfall 2023;Utfall 2024\n4010;202401;1,00;2,00\n", "--column amount=…"),
    "a balance alone": ("Konto;Period;Saldo\n4010;202401;1,00\n", "--column amount=…"),
    "a budget alone, as outcome": ("Konto;Period;Budget\n4010;202401;1,00\n", "--column amount=…"),
    "no amount at all": ("Konto;Period;Namn\n4010;202401;Bo\n", "The columns are Konto, Period, Namn."),
    "months without a year": ("Konto;Månad;Belopp\n4010;3;5,00\n", "--year 2024"),
    "two sheets": (
        workbook(
            ("Jan", "visible", [["Konto", "Period", "Belopp"], [4010, 202401, 1]]),
            ("Feb", "visible", [["Konto", "Period", "Belopp"], [4010, 202402, 2]]),
        ),
        "several sheets that fit: Jan, Feb.",
    ),
}


@pytest.mark.parametrize("name", ASKED)
def test_where_two_readings_fit_the_command_asks_and_names_the_option(run, name: str) -> None:
    content, sentence = ASKED[name]
    code, said = run(content, "--dry-run", name="in.xlsx" if isinstance(content, bytes) else "in.csv")
    assert (code, sentence in said) == (2, True), said


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"%PDF-1.7\n1 0 obj", "is neither a text file with columns nor"),
        (b"", "is empty"),
        (workbook(("Blad", "visible", [])), "has only empty sheets"),
        (b"PK\x03\x04" + bytes(100), "is cut off or damaged"),
    ],
)
def test_what_is_no_table_is_told_on_the_command_line_as_on_the_page(run, content: bytes, sentence: str) -> None:
    code, said = run(content, "--dry-run")
    assert (code, sentence in said) == (1, True), said


def test_an_answer_is_remembered_for_the_system_and_the_headings(run) -> None:
    question = 'Konto,Period,Belopp\n4010,202401,"12,500"\n'
    run(question, "--source-system", "Raindance", "--decimal", "point")
    code, said = run(question.replace("202401", "202402"), "--source-system", "Raindance")
    assert (code, "12 500,00" in said) == (1, True), said


def test_headings_that_changed_are_told(run) -> None:
    run(HEAD + "4010;1;202401;1,00\n", "--source-system", "Raindance", "--column", "amount=Belopp")
    code, said = run("Konto;Kst;Period;Belopp\n4010;1;202402;1,00\n", "--source-system", "Raindance", "--dry-run")
    assert (code, "No longer there: Ansvar. New: Kst." in said) == (1, True), said


def test_a_second_file_in_other_units_is_asked_about(run, tmp_path: Path) -> None:
    second = tmp_path / "feb.csv"
    second.write_text("Resultat i tkr;;;\n" + HEAD + "4010;1;202402;1,00\n", encoding="utf-8")
    code, said = run(HEAD + "4010;1;202401;1,00\n", str(second), "--dry-run")
    assert (code, "“feb.csv” seems to be read differently from “in.csv”" in said) == (2, True), said
